import { join } from 'node:path';
import { z } from 'zod';
import { frontPage } from './pages/people-page.js';
import { startPlatform, type Platform } from './platform.js';
import { school, university } from './practice-people.js';
import type { PlatformOptions } from './types.js';

const tool = z.object({
  loginUrl: z.url(),
  launchUrl: z.url(),
  jwksUrl: z.url(),
  deepLinkUrl: z.url().optional(),
  redirectUris: z.array(z.url()).max(20).optional(),
});
const registration = z.object({ clientId: z.string().min(1).max(255), deploymentId: z.string().min(1).max(255) });
const place = z
  .object({
    name: z.string().min(1).max(200),
    issuer: z.url(),
    publicOrigin: z.url(),
    publicFrameOrigin: z.url(),
    toolTitle: z.string().max(200),
    port: z.number().int().min(0).max(65535),
    framePort: z.number().int().min(0).max(65535),
    frameHost: z.enum(['127.0.0.1', 'localhost', '::1']),
    registration: z.array(registration).min(1).max(20),
    tool,
    sendNames: z.boolean(),
    storage: z.enum(['answering', 'silent', 'wrong-origin', 'wrong-id', 'full']),
    people: z
      .array(z.looseObject({ id: z.string(), username: z.string(), given: z.string(), family: z.string(), email: z.string() }))
      .max(1000),
    courses: z
      .array(
        z.looseObject({
          id: z.string(),
          label: z.string(),
          title: z.string(),
          enrolments: z.array(z.looseObject({ personId: z.string(), role: z.string() })).max(2000),
        }),
      )
      .max(100),
    links: z.array(z.looseObject({ id: z.string(), courseId: z.string(), title: z.string() })).max(500),
  })
  .partial();

/** The configuration file: everything but the state directory has a default from the practice story. */
const configuration = z.object({
  stateDir: z.string().min(1).optional(),
  tool: tool.optional(),
  university: place.optional(),
  school: place.optional(),
});

export type PracticeSettings = z.input<typeof configuration>;

/** Starts the university and the school of the practice story. */
export async function startPractice(
  settings: PracticeSettings,
  env: NodeJS.ProcessEnv = process.env,
  now?: () => Date,
): Promise<{ university: Platform; school: Platform }> {
  if (env.NODE_ENV === 'production') throw new Error('The practice platforms sign anybody in, so they do not run in production.');
  const parsed = configuration.parse(settings);
  const { tool } = parsed;
  const port = Number(env.PLATFORM_PORT ?? 3100);
  const both: Partial<PlatformOptions> = {
    ...(parsed.stateDir === undefined ? {} : { stateFile: join(parsed.stateDir, 'practice-lms.json') }),
    ...(tool ? { tool } : {}),
    ...(now ? { now } : {}),
  };
  const started: Platform[] = [];
  const first = await startPlatform({
    mode: 'moodle',
    port,
    registration: [{ clientId: 'northbridge-critical-friend', deploymentId: '1' }],
    ...university,
    // As our own chooser would have placed them.
    ...(tool ? { links: university.links.map((link) => ({ ...link, reviewUri: tool.launchUrl })) } : {}),
    ...both,
    ...(parsed.university as Partial<PlatformOptions>),
    host: '127.0.0.1',
    frontPage: () => frontPage(started),
  });
  started.push(first);
  try {
    const second = await startPlatform({
      mode: 'canvas',
      port: port === 0 ? 0 : port + 1,
      framePort: port === 0 ? 0 : port + 2,
      toolTitle: 'Critical Friend (Northbridge University)',
      registration: [{ clientId: '10000000000001', deploymentId: '1:harbour' }],
      ...school,
      ...both,
      ...(parsed.school as Partial<PlatformOptions>),
      host: '127.0.0.1',
      frontPage: () => frontPage(started),
    });
    started.push(second);
    return { university: first, school: second };
  } catch (error) {
    await first.close();
    throw error;
  }
}
