import { decodeJwt, decodeProtectedHeader } from 'jose';
import { scratchSqlite, type ScratchDatabase } from '../database.js';
import { ask, startTool, type RunningTool } from '../integration/lti/tool-kit.js';
import { startPlatform, type Platform } from '../platform/platform.js';
import type { Course, Person } from '../platform/types.js';
import type { BrowserLaunch } from '../platform/browser-launch.js';

const dl = (name: string): string => `https://purl.imsglobal.org/spec/lti-dl/claim/${name}`;
export const dlClaim = { settings: dl('deep_linking_settings'), items: dl('content_items'), data: dl('data') };

const person = (id: string, given: string): Person => ({
  id, username: given.toLowerCase(), given, family: 'Invented', email: `${given.toLowerCase()}@northbridge.example`,
}); // prettier-ignore
const course: Course = {
  id: '2',
  label: 'PGCE',
  title: 'PGCE Secondary',
  enrolments: [
    { personId: '5', role: 'teacher' },
    { personId: '6', role: 'teacher' },
    { personId: '3', role: 'student' },
    { personId: '4', role: 'student' },
    { personId: '9', role: 'student-view' },
  ],
};

export interface Choice {
  shows: 'everything' | 'observations';
  sends: 'nothing' | 'done' | 'running_count';
  requiredCount: number;
}
export const everything: Choice = { shows: 'everything', sends: 'done', requiredCount: 6 };

export interface ContentItem {
  type: string;
  title: string;
  text: string;
  url: string;
  custom: Record<string, string>;
  lineItem?: { scoreMaximum: number; resourceId: string; tag: string; label: string; submissionReview: { url: string } };
}

export interface Answer {
  status: number;
  body: { returnUrl: string; jwt: string; type?: string };
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  items: ContentItem[];
}

/** The tool and one platform: a teacher (5), another (6), trainees (3, 4) and a test student (9). */
export interface PickerDesk {
  tool: RunningTool;
  platform: Platform;
  kid: string;
  partnershipId: string;
  /** A picker as the platform opens it; `settings` and `overrides` replace claims, `undefined` takes one out. */
  open(given?: { who?: string; settings?: Record<string, unknown>; overrides?: Record<string, unknown> }): Promise<BrowserLaunch>;
  answer(page: BrowserLaunch, choice: Choice | null, as?: BrowserLaunch): Promise<Answer>;
  /** Posts the answer as the page's form does. @returns what the platform says */
  deliver(answer: Answer): Promise<{ status: number; text: string }>;
  close(): Promise<void>;
}

const read = (jwt: string | undefined): Pick<Answer, 'header' | 'claims' | 'items'> => {
  if (jwt === undefined) return { header: {}, claims: {}, items: [] };
  const claims = decodeJwt(jwt);
  return { header: { ...decodeProtectedHeader(jwt) }, claims, items: claims[dlClaim.items] as ContentItem[] };
};

export async function openPickerDesk(mode: 'moodle' | 'canvas', database: ScratchDatabase = scratchSqlite()): Promise<PickerDesk> {
  const tool = await startTool(database);
  const platform = await startPlatform({
    mode, name: 'Northbridge', people: [person('5', 'Helen'), person('6', 'Ruth'), person('3', 'Amara'), person('4', 'Dylan'), person('9', 'Test')],
    courses: [course], links: [], registration: [{ clientId: 'c1', deploymentId: '1' }], tool: tool.urls,
  }); // prettier-ignore
  const { kid, partnershipId } = await tool.register(platform.registration, 'Northbridge');
  return {
    tool,
    platform,
    kid,
    partnershipId,
    open({ who = '5', settings, overrides = {} } = {}) {
      const claims = platform.launch.claims(who, null, {}, { message: 'deep-linking', courseId: '2' });
      const replaced = settings ? { [dlClaim.settings]: { ...(claims[dlClaim.settings] as object), ...settings } } : {};
      return platform.launch.http(who, null, { message: 'deep-linking', courseId: '2', overrides: { ...replaced, ...overrides } });
    },
    async answer(page, choice, as = page) {
      const response = await ask(tool, String(as.launch?.['session']), '/api/links/picks', {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ticket: page.launch?.['ticket'], choice }),
      }); // prettier-ignore
      const body = (await response.json()) as Answer['body'];
      return { status: response.status, body, ...read(response.status === 200 ? body.jwt : undefined) };
    },
    async deliver({ body }) {
      const response = await fetch(body.returnUrl, { method: 'POST', body: new URLSearchParams({ JWT: body.jwt }) });
      return { status: response.status, text: await response.text() };
    },
    close: async () => {
      await platform.close();
      await tool.close();
      await database.drop();
    },
  };
}
