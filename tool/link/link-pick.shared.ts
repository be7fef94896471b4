import * as z from 'zod/mini';
import { linkChoice } from './link.shared.js';

/** What a page that was opened to add an activity answers: the choice, or that it was left without one. */
export const linkPick = z.strictObject({
  /** As the page was given it. */
  ticket: z.string().check(z.minLength(1), z.maxLength(250_000)),
  choice: z.nullable(linkChoice),
});

/** For a form that the page posts, field `JWT`, to the platform that asked. */
export const linkPickAnswer = z.strictObject({ returnUrl: z.string(), jwt: z.string() });
export type LinkPickAnswer = z.infer<typeof linkPickAnswer>;
