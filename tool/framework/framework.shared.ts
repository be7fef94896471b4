import * as z from 'zod/mini';

/** One line of a framework: what a note or a target can be tagged with. Its words never change; a changed one is a new area of a new version. */
export const curriculumArea = z.strictObject({
  id: z.string(),
  frameworkVersionId: z.string(),
  /** Short, as people say it: `TS4`, `2b`. */
  code: z.string(),
  name: z.string(),
});
export type CurriculumArea = z.infer<typeof curriculumArea>;

/** A framework as a partnership uses it now: its newest version. */
export const frameworkView = z.strictObject({
  id: z.string(),
  versionId: z.string(),
  name: z.string(),
  version: z.number(),
  /** Who wrote it and under which licence; empty for a provider's own. */
  attribution: z.string(),
  areas: z.array(curriculumArea),
});
export type FrameworkView = z.infer<typeof frameworkView>;

/** What can be tagged with here, in the order it is offered. */
export const frameworksInForce = z.strictObject({ frameworks: z.array(frameworkView) });
export type FrameworksInForce = z.infer<typeof frameworksInForce>;
