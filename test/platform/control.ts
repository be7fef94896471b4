import express, { type Request, type RequestHandler, type Router } from 'express';
import type { Fault, RandomFaults } from './faults.js';
import type { JwksBehaviour } from './keys.js';
import type { Site } from './site.js';
import type { Course, StorageVariant, ToolUrls } from './types.js';

/** What another process may ask of a platform: POST one of these to `/practice/control`. */
export type Command =
  | { do: 'plan-faults'; faults: Fault[] }
  | { do: 'random-faults'; settings: RandomFaults }
  | { do: 'clear-faults' }
  | { do: 'rotate-key'; retireOld?: boolean }
  | { do: 'serve-jwks'; behaviour: JwksBehaviour }
  | { do: 'lock-column' | 'hide-column'; columnId: string; on?: boolean }
  | { do: 'lock-cell'; columnId: string; personId: string; on?: boolean }
  | { do: 'override'; columnId: string; personId: string; value: number | null; comment?: string }
  | { do: 'clear-cell'; columnId: string; personId: string }
  | { do: 'set-enrolments'; courseId: string; enrolments: Course['enrolments'] }
  | { do: 'storage'; variant: StorageVariant }
  | { do: 'revoke-tokens' }
  | { do: 'connect-tool'; tool: ToolUrls };

function run(site: Site, command: Command): unknown {
  switch (command.do) {
    case 'plan-faults':
      site.faults.plan(...command.faults.slice(0, 1000));
      return {};
    case 'random-faults':
      site.faults.random(command.settings);
      return {};
    case 'clear-faults':
      site.faults.clear();
      return {};
    case 'rotate-key':
      return { kid: site.keys.rotate({ retireOld: command.retireOld === true }) };
    case 'serve-jwks':
      site.keys.behaviour = command.behaviour;
      return {};
    case 'lock-column':
      site.gradebook.lockColumn(command.columnId, command.on);
      return {};
    case 'hide-column':
      site.gradebook.hideColumn(command.columnId, command.on);
      return {};
    case 'lock-cell':
      site.gradebook.lockCell(command.columnId, command.personId, command.on);
      return {};
    case 'override':
      site.gradebook.override(command.columnId, command.personId, command.value, command.comment);
      return {};
    case 'clear-cell':
      site.gradebook.clearCell(command.columnId, command.personId);
      return {};
    case 'set-enrolments': {
      const course = site.course(command.courseId);
      if (course) course.enrolments = command.enrolments;
      return {};
    }
    case 'storage':
      site.storage = command.variant;
      return {};
    case 'revoke-tokens':
      site.tokens.revokeAll();
      return {};
    case 'connect-tool':
      site.tool = command.tool;
      return {};
    default:
      return undefined;
  }
}

function fromThisMachine(request: Request): boolean {
  const address = request.socket.remoteAddress ?? '';
  const own = address === '::1' || /^(::ffff:)?127\./.test(address);
  // A page in a browser on this machine must not reach it either, nor somebody behind a proxy.
  return own && !request.headers.origin && !request.headers['x-forwarded-for'] && !request.headers['sec-fetch-site'];
}

const onlyLocal: RequestHandler = (request, response, next) => {
  if (fromThisMachine(request)) next();
  else response.status(403).json({ error: 'only from this machine' });
};

/** The remote control at `/practice/control`: GET shows the state, POST changes it. */
export function control(site: Site): Router {
  const router = express.Router();
  router.get('/practice/control', onlyLocal, (_request, response) => {
    const columns = site.gradebook.columns().map((column) => ({
      ...column,
      cells: Object.fromEntries(site.gradebook.cells(column.id).map(({ personId, cell }) => [personId, cell])),
    }));
    response.json({
      columns,
      history: site.gradebook.history(),
      faults: { injected: site.faults.injected, waiting: site.faults.waiting },
      jwksFetches: site.keys.fetches,
      kid: site.keys.kid,
    });
  });
  router.post('/practice/control', onlyLocal, express.json({ limit: '256kb' }), (request, response) => {
    const done = run(site, (request.body ?? {}) as Command);
    if (done === undefined) return void response.status(400).json({ error: 'unknown command' });
    response.json(done);
  });
  return router;
}
