import * as z from 'zod/mini';

export const gradebookSetting = z.strictObject({
  /** True: a number made from a single lesson is refused on its way to a gradebook. */
  formativeOnly: z.boolean(),
  /** Coordinators change it; tutors read it. */
  mayChange: z.boolean(),
});
export type GradebookSetting = z.infer<typeof gradebookSetting>;

export const gradebookSettingBody = z.strictObject({ formativeOnly: z.boolean() });
