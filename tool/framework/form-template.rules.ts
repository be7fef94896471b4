import * as z from 'zod/mini';
import { schemaOf } from './form-schema.rules.js';
import { formPart, type FormPart } from './form.shared.js';

/** Order and words of a form; the schema says which answers exist. */
export const formLayout = z.strictObject({
  lesson: z.array(z.string()),
  sections: z.array(formPart),
  /** Parts that were left out and may come back in a later version. */
  unused: z.optional(z.array(formPart)),
});
export type FormLayout = z.infer<typeof formLayout>;

/** What a form is for: a lesson, a review point, or a plan of support. */
export type FormKind = 'observation' | 'review' | 'support_plan';

export interface FormTemplate {
  id: string;
  versionId: string;
  version: number;
  kind: FormKind;
  name: string;
  /** JSON Schema 2020-12 of the answers. */
  schema: Record<string, unknown>;
  layout: FormLayout;
  /** Observers can choose it where nobody said otherwise. */
  usual: boolean;
}

/** What every form knows of a lesson. */
export const lessonFields: readonly string[] = ['day', 'starts', 'period', 'className', 'subject', 'topic'];

const lessonObservationSections: FormPart[] = [
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
  layout: { lesson: [...lessonFields], sections: lessonObservationSections },
  usual: true,
};

const after = (section: string, heading: string, hint: string): FormPart => ({ section, heading, hint, part: 'feedback' });
const focus: FormPart = {
  section: 'focus', heading: 'Focus', hint: 'What the two of you agreed to look at. One thing is enough.', part: 'plan',
}; // prettier-ignore

/** @param digits of its ids, which stay */
const shipped = (digits: string, name: string, usual: boolean, sections: FormPart[], kind: FormKind = 'observation'): FormTemplate => ({
  id: `019ab000-0000-7000-8000-00000000000${digits}`,
  versionId: `019ab000-0000-7000-8000-00000000010${digits}`,
  version: 1,
  kind,
  name,
  schema: schemaOf({ name, sections }, `019ab000-0000-7000-8000-00000000010${digits}`),
  layout: { lesson: kind === 'observation' ? [...lessonFields] : [], sections },
  usual,
});

const dropIn = shipped('2', 'Drop-in', true, [
  focus,
  after('strengths', 'What I saw go well', 'One or two things, and how you could tell.'),
  after('areas_to_develop', 'One thing to try next', 'Small enough for the next lesson.'),
]);

const subjectSpecific = shipped('3', 'Subject observation', true, [
  focus,
  after('subject_knowledge', 'Subject knowledge', 'What was secure, and what to read or ask about.'),
  after('subject_teaching', 'How the subject was taught', 'Explanations, examples, models and misconceptions in this subject.'),
  after('strengths', 'Strengths', 'What went well, and how you could tell.'),
  after('areas_to_develop', 'Areas to develop', 'What would make the next lesson better.'),
  after('impact', 'Impact on pupils’ learning', 'What pupils knew, did or said that shows it.'),
]);

const levels = ['Not seen yet', 'Beginning', 'Secure', 'Strong'].map((word, at) => ({ key: `level_${at}`, label: `${at}: ${word}` }));
const rated = (section: string, heading: string, hint: string): FormPart => ({
  ...after(section, heading, hint), answer: 'scale', options: levels,
}); // prettier-ignore

/** Four levels in words. Not offered until a coordinator shows it: elsewhere single lessons are not rated. */
const unitedStates = shipped('4', 'Classroom observation (United States)', false, [
  focus,
  rated('planning_level', 'Planning', 'Goals, materials and checks fit these students.'),
  rated('environment_level', 'Classroom environment', 'Respect, routines and use of time.'),
  rated('instruction_level', 'Instruction', 'Explanations, questions and student work.'),
  rated('assessment_level', 'Checking for understanding', 'What the teacher found out, and did about it.'),
  after('strengths', 'Strengths', 'What went well, and how you could tell.'),
  after('areas_to_develop', 'Areas for growth', 'What would make the next lesson better.'),
  after('impact', 'Student learning', 'What students knew, did or said that shows it.'),
]);

const choice = (section: string, heading: string, hint: string, labels: Record<string, string>): FormPart => ({
  ...after(section, heading, hint),
  answer: 'choice',
  options: Object.entries(labels).map(([key, label]) => ({ key, label })),
});

/** What a review point asks where a provider has no form of its own. Nothing in it is a mark of one lesson. */
export const progressReview = shipped(
  '5',
  'Progress review',
  true,
  [
    { ...after('attendance', 'Attendance', 'Days in school and days missed, for example 58 of 60.'), answer: 'line' },
    after('curriculum_areas', 'Progress in the curriculum', 'Area by area: what has been learnt, and how it shows in school.'),
    choice('conduct', 'Personal and professional conduct', 'Part Two of the Teachers’ Standards. It is met, or there is a concern.', {
      met: 'Met',
      concern: 'There is a concern',
    }),
    after('professional_behaviours', 'Professional behaviours', 'Working with colleagues, punctuality, workload and wellbeing.'),
    after('subject_knowledge', 'Subject knowledge', 'What is secure, and what to read, watch or ask about next.'),
    after('strengths', 'Strengths', 'What goes well over many lessons, and how you can tell.'),
    after('next_targets', 'Next targets', 'What to work on until the next review. Three at most.'),
  ],
  'review',
);

/** Written by hand when somebody needs more help than usual. */
export const supportPlan = shipped(
  '6',
  'Support plan',
  true,
  [
    choice('ground', 'Why it is needed', 'Choose the nearest. Say what happened below.', {
      progress: 'Too little progress',
      professionalism: 'Professionalism',
      conduct: 'Professional misconduct',
    }),
    after('what_happened', 'What has been seen', 'Days and facts. Name records that everybody here may read.'),
    after('standards', 'Standards concerned', 'Which Teachers’ Standards this is about.'),
    after('plan_targets', 'Targets, each with its day', 'What will be seen, and by when.'),
    after('school_support', 'Support by the school', 'Who does what, and how often.'),
    after('university_support', 'Support by the university', 'Who does what, and how often.'),
    { ...after('review_on', 'Day of the review', 'Often two or three weeks from now.'), answer: 'line' },
  ],
  'support_plan',
);

export const shippedTemplates: readonly FormTemplate[] = [
  lessonObservation, dropIn, subjectSpecific, unitedStates, progressReview, supportPlan,
]; // prettier-ignore

/** Whether observers can choose a form where its partnership said nothing: its own they can, and the usual ones of those that ship. */
export const usuallyShown = (templateId: string, own: boolean): boolean =>
  own || shippedTemplates.some(({ id, usual }) => usual && id === templateId);
