import type { KnownViewer } from '../../../tool/access/viewer.js';
import { MovableClock } from '../../../tool/clock.js';
import { newSecret } from '../../../tool/ids.js';
import type { ScratchDatabase } from '../../database.js';
import { fillPartnership, fillToday, type FillOptions } from '../../load/partnership-fill.js';
import { ask, type Answer } from '../access/house.js';
import { startTool, type RunningTool } from '../lti/tool-kit.js';

export type Part = 'tutor' | 'coordinator' | 'trainee' | 'mentor';

/** The running tool over a partnership of any size, on the afternoon of `fillToday`. */
export interface Filled {
  tool: RunningTool;
  clock: MovableClock;
  partnershipId: string;
  ask(part: Part, method: string, path: string, body?: unknown, ifMatch?: number): Promise<Answer>;
  viewer(part: Part): Promise<KnownViewer>;
  /** Of what has to succeed. */
  read<T>(part: Part, path: string): Promise<T>;
  close(): Promise<void>;
}

export async function openFilled(open: () => Promise<ScratchDatabase>, options: FillOptions): Promise<Filled> {
  const scratch = await open();
  const clock = new MovableClock();
  clock.setTo(new Date(`${fillToday}T14:00:00.000Z`));
  const tool = await startTool(scratch, {}, { clock });
  const { db, access } = tool.services;
  // Nothing of the tool's own work comes between the statements of a request.
  await tool.services.queue.close();
  const { partnershipId, seatOf } = await fillPartnership(db, options);
  const bearers = new Map<Part, string>();
  for (const part of ['tutor', 'coordinator', 'trainee', 'mentor'] as const) {
    const seat = {
      ...seatOf(part),
      partnershipId,
      locale: 'en-GB',
      errand: null,
      errandRef: null,
      launchNonce: newSecret(),
      carriedBy: 'cookie',
      clockAhead: 0,
    };
    const begun = await db.transaction((tx) => access.beginSession(seat, tx));
    bearers.set(part, begun?.session ?? '');
  }
  const asked: Filled['ask'] = (part, method, path, body, ifMatch) =>
    ask(tool, bearers.get(part) ?? null, method, { path, body, ...(ifMatch === undefined ? {} : { ifMatch }) });
  return {
    tool,
    clock,
    partnershipId,
    ask: asked,
    viewer: async (part) => (await access.viewerOf(bearers.get(part) ?? '', false)) as KnownViewer,
    async read<T>(part: Part, path: string) {
      const { status, text } = await asked(part, 'GET', path);
      if (status !== 200) throw new Error(`${path} answered ${status}: ${text.slice(0, 300)}`);
      return JSON.parse(text) as T;
    },
    async close() {
      await tool.close();
      await scratch.drop();
    },
  };
}
