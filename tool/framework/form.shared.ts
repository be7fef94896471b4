import * as z from 'zod/mini';
import { rowId, writtenText } from '../text.shared.js';
import { formNameLength, headingLength, hintLength, labelLength, mostOptions, mostParts } from './limits.shared.js';

/** Of a part of a form, and of one answer of a choice: stable, so that the same question has the same name in every version. */
export const partKey = z.string().check(z.regex(/^[a-z][a-z0-9_]{0,31}$/, 'is not a part of a form'));

export const answerKind = z.enum(['text', 'line', 'choice', 'scale']);
export type AnswerKind = z.infer<typeof answerKind>;

export const formOption = z.strictObject({ key: partKey, label: writtenText(labelLength) });
export type FormOption = z.infer<typeof formOption>;

/** One question of a form. */
export const formPart = z.strictObject({
  section: partKey,
  heading: writtenText(headingLength),
  hint: writtenText(hintLength),
  /** When it is written: agreed before the lesson, or afterwards. */
  part: z.enum(['plan', 'feedback']),
  /** A long text where nothing is said. */
  answer: z.optional(answerKind),
  /** Of a choice or a scale, in their order; the answer stored is one's key. */
  options: z.optional(z.array(formOption).check(z.maxLength(mostOptions, `holds more than ${mostOptions} answers`))),
});
export type FormPart = z.infer<typeof formPart>;

const parts = z.array(formPart).check(z.maxLength(mostParts, `holds more than ${mostParts} parts`));

/** What a coordinator writes: a name, the parts in order, and those that wait to be used again. */
export const formContent = z.strictObject({ name: writtenText(formNameLength), sections: parts, unused: parts });
export type FormContent = z.infer<typeof formContent>;

// Setting up ------------------------------------------------------------------------------------------------------------------
export const formParams = z.strictObject({ formId: rowId });
export const formVersionParams = z.strictObject({ versionId: rowId });

export const formLine = z.strictObject({
  id: z.string(),
  name: z.string(),
  version: z.number(),
  versionId: z.string(),
  /** False for one that ships: it is copied, not changed. */
  own: z.boolean(),
  /** Observers can choose it. */
  shown: z.boolean(),
  /** Headings of the newest version, in order. */
  headings: z.array(z.string()),
  /** Newest first; the newest is among them. */
  versions: z.array(z.strictObject({ versionId: z.string(), version: z.number(), name: z.string(), publishedAt: z.string() })),
});
export type FormLine = z.infer<typeof formLine>;
export const formList = z.strictObject({ forms: z.array(formLine) });
export type FormList = z.infer<typeof formList>;

export const formVersionView = z.extend(formContent, { formId: z.string(), versionId: z.string(), version: z.number(), own: z.boolean() });
export type FormVersionView = z.infer<typeof formVersionView>;

export const formShownBody = z.strictObject({ shown: z.boolean() });

/** A form as a file: JSON Schema 2020-12 as text. */
export const formFile = z.strictObject({ fileName: z.string(), content: z.string() });
export type FormFile = z.infer<typeof formFile>;
export const formFileBody = z.strictObject({ content: writtenText(200_000) });

// Choosing --------------------------------------------------------------------------------------------------------------------
/** The forms an observer chooses from, the usual one first. */
export const formsOffered = z.strictObject({
  forms: z.array(
    z.strictObject({ versionId: z.string(), name: z.string(), focus: z.strictObject({ heading: z.string(), hint: z.string() }) }),
  ),
});
export type FormsOffered = z.infer<typeof formsOffered>;
