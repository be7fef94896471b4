import * as z from 'zod/mini';
import type { FieldProblem } from '../errors.js';
import { writtenText } from '../text.shared.js';
import { partKey, type FormContent, type FormPart } from './form.shared.js';
import { focusKey, formNameLength, headingLength, hintLength, labelLength, lineLength, mostOptions, mostParts } from './limits.shared.js';

const dialect = 'https://json-schema.org/draft/2020-12/schema';
/** What JSON Schema has no word for, in a keyword of our own: validators pass over it. */
const own = 'x-critical-friend';
const textLength = 20_000;

const property = z
  .strictObject({
    type: z.literal('string', 'must be "string"'),
    title: writtenText(headingLength),
    description: z.optional(writtenText(hintLength)),
    maxLength: z.optional(z.int().check(z.gte(1), z.lte(textLength))),
    oneOf: z.optional(
      z
        .array(z.strictObject({ const: partKey, title: writtenText(labelLength) }))
        .check(z.minLength(2, 'needs two answers at least'), z.maxLength(mostOptions, `holds more than ${mostOptions} answers`)),
    ),
  })
  .check(z.refine(({ maxLength, oneOf }) => !oneOf || maxLength === undefined, 'is a text or a choice, not both'));
type Property = z.infer<typeof property>;

/** The part of JSON Schema 2020-12 that a form is: one flat object of texts and choices. */
const formDocument = z.strictObject({
  $schema: z.literal(dialect, 'must be JSON Schema 2020-12'),
  $id: z.optional(z.string().check(z.maxLength(200))),
  title: writtenText(formNameLength),
  type: z.literal('object', 'must be "object"'),
  additionalProperties: z.literal(false, 'must be false'),
  properties: z
    .record(partKey, property)
    .check(z.refine((properties) => Object.keys(properties).length <= mostParts, `holds more than ${mostParts} parts`)),
  [own]: z.optional(
    z.strictObject({
      format: z.literal('form/1', 'is a newer kind of form than this tool reads'),
      order: z.array(partKey),
      /** Choices whose answers have an order. */
      scales: z.array(partKey),
    }),
  ),
});
type FormDocument = z.infer<typeof formDocument>;

const propertyOf = ({ heading, hint, answer, options }: FormPart): Property => {
  const words = { type: 'string' as const, title: heading, ...(hint === '' ? {} : { description: hint }) };
  if (options) return { ...words, oneOf: options.map(({ key, label }) => ({ const: key, title: label })) };
  return { ...words, maxLength: answer === 'line' ? lineLength : textLength };
};

/** A form as JSON Schema 2020-12 of its answers. @param id of the version, where it has one */
export const schemaOf = ({ name, sections }: Pick<FormContent, 'name' | 'sections'>, id?: string): FormDocument => ({
  $schema: dialect,
  ...(id === undefined ? {} : { $id: `urn:uuid:${id}` }),
  title: name,
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(sections.map((part) => [part.section, propertyOf(part)])),
  [own]: {
    format: 'form/1',
    order: sections.map(({ section }) => section),
    scales: sections.filter(({ answer }) => answer === 'scale').map(({ section }) => section),
  },
});

function partOf(section: string, { title, description, maxLength, oneOf }: Property, scales: readonly string[]): FormPart {
  const part = section === focusKey ? ('plan' as const) : ('feedback' as const);
  const words = { section, heading: title, hint: description ?? '', part };
  if (oneOf) {
    const options = oneOf.map((option) => ({ key: option.const, label: option.title }));
    return { ...words, answer: scales.includes(section) ? 'scale' : 'choice', options };
  }
  return (maxLength ?? textLength) <= lineLength ? { ...words, answer: 'line' } : words;
}

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Reads a form that was saved as a file; the focus comes first, wherever the file has it. */
export function formOfFile(text: string): { form: FormContent } | { problems: FieldProblem[] } {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return { problems: [{ pointer: '', detail: 'is not JSON' }] };
  }
  const read = z.safeParse(formDocument, document);
  if (!read.success) {
    const problems = read.error.issues.slice(0, 20).map((issue) => ({
      pointer: pointerOf(issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path),
      detail: issue.code === 'unrecognized_keys' ? 'is not part of a form here' : issue.message,
    }));
    return { problems };
  }
  const { properties, title: name, [own]: ours } = read.data;
  const scales = ours?.scales ?? [];
  const order = ours?.order ?? Object.keys(properties);
  const named = [...new Set(order)].filter((key) => Object.hasOwn(properties, key));
  const missing = Object.keys(properties).filter((key) => !named.includes(key));
  const sections = [...named, ...missing].flatMap((key) => {
    const found = properties[key];
    return found ? [partOf(key, found, scales)] : [];
  });
  const first = sections.filter(({ section }) => section === focusKey);
  return { form: { name, sections: [...first, ...sections.filter(({ section }) => section !== focusKey)], unused: [] } };
}
