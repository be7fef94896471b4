import { route, type Route } from '../http/route.js';
import type { HandoverService } from './handover.service.js';
import { closingBody, closingStatement, handover } from './handover.shared.js';
import { idParams } from './placement.shared.js';

/** From one placement to the next. */
export const handoverRoutes = (handovers: HandoverService): Route[] => [
  route({
    method: 'get',
    path: '/api/placements/:id/handover',
    summary: 'How this placement closes, and of the one before: its closing statement and current targets. Trainee, mentor or tutor of it.',
    who: 'person',
    params: idParams,
    answer: handover,
    handle: async ({ viewer, params }) => ({ body: await handovers.find(viewer, params.id) }),
  }),
  route({
    method: 'put',
    path: '/api/placements/:id/closing-statement',
    summary: 'Writes or changes (If-Match) the closing statement. Mentor or tutor of the placement.',
    who: 'person',
    params: idParams,
    body: closingBody,
    answer: closingStatement,
    alsoAnswers: [409],
    handle: async ({ viewer, params, body, ifMatch }) => {
      const statement = await handovers.close(viewer, params.id, body.body, ifMatch);
      return { headers: { ETag: `"${statement.revision}"` }, body: statement };
    },
  }),
];
