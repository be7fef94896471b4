import type { KnownViewer, Viewer } from '../access/viewer.js';
import { route, type Route } from '../http/route.js';
import { homeAnswer, type HomeAnswer } from './home.shared.js';
import type { StandingSource, WaitingOthersSource, WaitingSource } from './waiting.js';
import { inOrder, referenceOf } from './waiting.rules.js';

const isKnown = (viewer: Viewer): viewer is KnownViewer => viewer.personId !== null;

const noStanding: StandingSource = { standingOf: () => Promise.resolve({ sentence: null, steps: [], ended: [], nameless: 0 }) };

export interface HomeOptions {
  sources: readonly WaitingSource[];
  others?: readonly WaitingOthersSource[];
  standing?: StandingSource;
}

/** The first page: what waits for the reader and what for others, filled by every slice through one interface each. */
export function createHome({ sources, others = [], standing = noStanding }: HomeOptions): { routes: Route[] } {
  const homeOf = async (viewer: Viewer): Promise<HomeAnswer> => {
    const you = await standing.standingOf(viewer);
    const reference = referenceOf(viewer.sessionId);
    if (!isKnown(viewer)) return { you, waiting: [], others: [], reference };
    const [mine, theirs] = await Promise.all([
      Promise.all(sources.map((source) => source.waitingFor(viewer))),
      Promise.all(others.map((source) => source.waitingForOthers(viewer))),
    ]);
    return { you, waiting: inOrder(mine.flat()), others: inOrder(theirs.flat()), reference };
  };
  return {
    routes: [
      route({
        method: 'get',
        path: '/api/home',
        summary: 'Who you are here, what waits for you, and what in your matters waits for others.',
        who: 'session',
        answer: homeAnswer,
        handle: async ({ viewer }) => ({ body: await homeOf(viewer) }),
      }),
    ],
  };
}
