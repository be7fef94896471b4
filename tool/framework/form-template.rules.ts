import * as z from 'zod/mini';

/** Where on the way a section is written: agreed before the lesson, or afterwards. */
const sectionLayout = z.strictObject({
  section: z.string(),
  heading: z.string(),
  hint: z.string(),
  part: z.enum(['plan', 'feedback']),
});

/** Order and words of a form; the schema says which answers exist. */
export const formLayout = z.strictObject({ lesson: z.array(z.string()), sections: z.array(sectionLayout) });
export type FormLayout = z.infer<typeof formLayout>;

export interface FormTemplate {
  id: string;
  versionId: string;
  version: number;
  kind: 'observation';
  name: string;
  /** JSON Schema 2020-12 of the answers. */
  schema: Record<string, unknown>;
  layout: FormLayout;
}

const lessonObservationSections: FormLayout['sections'] = [
  {
    section: 'focus',
    heading: 'Focus',
    hint: 'What the two of you agreed to look at. One thing is enough.',
    part: 'plan',
  },
  { section: 'strengths', heading: 'Strengths', hint: 'What went well, and how you could tell.', part: 'feedback' },
  {
    section: 'areas_to_develop',
    heading: 'Areas to develop',
    hint: 'What would make the next lesson better.',
    part: 'feedback',
  },
  {
    section: 'impact',
    heading: 'Impact on pupils’ learning',
    hint: 'What pupils knew, did or said that shows it.',
    part: 'feedback',
  },
];

/** The form every partnership starts with. It has no rating: single lessons are not marked. */
export const lessonObservation: FormTemplate = {
  id: '019ab000-0000-7000-8000-000000000001',
  versionId: '019ab000-0000-7000-8000-000000000101',
  version: 1,
  kind: 'observation',
  name: 'Lesson observation',
  schema: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Lesson observation',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      lessonObservationSections.map(({ section, heading }) => [section, { type: 'string', title: heading, maxLength: 20_000 }]),
    ),
  },
  layout: { lesson: ['day', 'starts', 'period', 'className', 'subject', 'topic'], sections: lessonObservationSections },
};

export const shippedTemplates: readonly FormTemplate[] = [lessonObservation];
