import * as z from 'zod/mini';
import { rowId, writtenText } from '../text.shared.js';
import { curriculumArea } from './framework.shared.js';
import { areaNameLength, codeLength, frameworkNameLength, mostAreas } from './limits.shared.js';

export const areaLine = z.strictObject({ code: writtenText(codeLength), name: writtenText(areaNameLength) });
export type AreaLine = z.infer<typeof areaLine>;

/** A row that cannot be an area: its line as the spreadsheet numbers it, and what to do. */
export const areaProblem = z.strictObject({ line: z.number(), problem: z.string() });
export type AreaProblem = z.infer<typeof areaProblem>;

export const frameworkParams = z.strictObject({ frameworkId: rowId });

/** A framework as its coordinator sees it: in force or not. */
export const frameworkLine = z.strictObject({
  id: z.string(),
  versionId: z.string(),
  name: z.string(),
  version: z.number(),
  attribution: z.string(),
  /** False for one that ships. */
  own: z.boolean(),
  inForce: z.boolean(),
  areas: z.array(curriculumArea),
});
export type FrameworkLine = z.infer<typeof frameworkLine>;
export const frameworkList = z.strictObject({ frameworks: z.array(frameworkLine) });
export type FrameworkList = z.infer<typeof frameworkList>;

export const inForceBody = z.strictObject({ inForce: z.boolean() });

/** A file to be tried out: its bytes as base64. */
export const curriculumFileBody = z.strictObject({
  /** The framework it is the next version of; null for a new one. */
  frameworkId: z.nullable(rowId),
  file: z.string().check(
    z.maxLength(200_000, 'is larger than 150 kB'),
    z.minLength(4, 'is empty'),
    z.refine((text) => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text), 'is not base64'),
  ),
});

/** What a file would make. Nothing is stored. */
export const curriculumTrial = z.strictObject({
  areas: z.array(z.extend(areaLine, { change: z.enum(['new', 'changed', 'same']) })),
  /** Areas of the version before that the file leaves out; what is tagged with them keeps them. */
  left: z.array(areaLine),
  problems: z.array(areaProblem),
  /** Headings nobody here knows. */
  ignored: z.array(z.string()),
});
export type CurriculumTrial = z.infer<typeof curriculumTrial>;

export const curriculumBody = z.strictObject({
  name: writtenText(frameworkNameLength),
  areas: z.array(areaLine).check(z.minLength(1, 'is empty'), z.maxLength(mostAreas, `holds more than ${mostAreas} areas`)),
});
export type CurriculumBody = z.infer<typeof curriculumBody>;
