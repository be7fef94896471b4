import * as z from 'zod/mini';

const role = z.enum(['trainee', 'mentor', 'coach', 'tutor', 'lead_mentor', 'school_lead', 'coordinator']);

/** `GET /api/me`: who is here, where from, and what they hold. */
export const meAnswer = z.strictObject({
  /** null until a mentor code or a placement made this identity somebody here. */
  personId: z.nullable(z.string()),
  name: z.nullable(z.string()),
  /** What the platform calls them; null where it sends no names. */
  identityName: z.nullable(z.string()),
  partnership: z.strictObject({ id: z.string(), name: z.string() }),
  platform: z.strictObject({ name: z.string(), family: z.nullable(z.string()) }),
  /** What the launch was for: the gradebook's review of one person, or a preview of what a trainee sees. Null: the page itself. */
  opens: z.nullable(z.enum(['review', 'preview'])),
  context: z.nullable(z.strictObject({ id: z.string(), title: z.nullable(z.string()) })),
  link: z.nullable(z.strictObject({ id: z.string(), title: z.nullable(z.string()), shows: z.nullable(z.string()), copied: z.boolean() })),
  roles: z.array(z.strictObject({ id: z.string(), role, placementId: z.nullable(z.string()), schoolId: z.nullable(z.string()) })),
  /** Id of the held role the page was last switched to. */
  roleNowOn: z.nullable(z.string()),
  locale: z.nullable(z.string()),
  /** IANA name. */
  timeZone: z.string(),
  expiresAt: z.string(),
  /** Whom to ask; may be empty. */
  support: z.string(),
  build: z.string(),
});
export type Me = z.infer<typeof meAnswer>;

/** One use within 30 seconds, as field `code` of a form posted to `/lti/continue`. */
export const continueCodeAnswer = z.strictObject({ code: z.string(), expiresAt: z.string() });

export const nothing = z.null();
