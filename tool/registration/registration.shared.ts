import * as z from 'zod/mini';

/** What is missing, one word each; the page has the sentences. */
const missing = z.enum(['people', 'column', 'find_column', 'results', 'scores']);
export type Missing = z.infer<typeof missing>;

/** `GET /api/platforms`: the learning platforms that registered themselves for this partnership. */
export const platformList = z.strictObject({
  platforms: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      family: z.enum(['moodle', 'canvas', 'other']),
      /** Where it says it is. */
      issuer: z.string(),
      clientId: z.string(),
      registeredAt: z.string(),
      state: z.enum(['waits', 'open', 'off', 'declined']),
      missing: z.array(missing),
      /** Parts of it in which the tool was installed. */
      deployments: z.array(z.strictObject({ id: z.string(), deploymentId: z.string(), state: z.enum(['waits', 'open', 'off']) })),
    }),
  ),
});
export type PlatformList = z.infer<typeof platformList>;
export type ListedPlatform = PlatformList['platforms'][number];

export const platformParams = z.strictObject({ platformId: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,36}$/)) });
export const deploymentParams = z.strictObject({ deploymentId: z.uuid() });
/** The person's yes or no. */
export const decisionBody = z.strictObject({ approve: z.boolean() });
