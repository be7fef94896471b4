import type { KnownViewer, Viewer } from '../access/viewer.js';
import { route, type Route } from '../http/route.js';
import { homeAnswer, type HomeAnswer } from './home.shared.js';
import type { StandingSource, WaitingSource } from './waiting.js';
import { inOrder, referenceOf } from './waiting.rules.js';

const isKnown = (viewer: Viewer): viewer is KnownViewer => viewer.personId !== null;

const noStanding: StandingSource = { standingOf: () => Promise.resolve({ sentence: null, steps: [], ended: [], nameless: 0 }) };

/** The first page: one list, filled by every slice through one interface. */
export function createHome({ sources, standing = noStanding }: { sources: readonly WaitingSource[]; standing?: StandingSource }): {
  routes: Route[];
} {
  const homeOf = async (viewer: Viewer): Promise<HomeAnswer> => {
    const you = await standing.standingOf(viewer);
    const reference = referenceOf(viewer.sessionId);
    if (!isKnown(viewer)) return { you, waiting: [], reference };
    const lists = await Promise.all(sources.map((source) => source.waitingFor(viewer)));
    return { you, waiting: inOrder(lists.flat()), reference };
  };
  return {
    routes: [
      route({
        method: 'get',
        path: '/api/home',
        summary: 'Who you are here and what waits for you.',
        who: 'session',
        answer: homeAnswer,
        handle: async ({ viewer }) => ({ body: await homeOf(viewer) }),
      }),
    ],
  };
}
