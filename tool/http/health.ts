import { Router } from 'express';

export interface HealthChecks {
  /** Rejects where the database does not answer. */
  database(): Promise<void>;
  /** True while wake-ups reach a worker. */
  queue(): Promise<boolean>;
}

/**
 * `live`: this process answers. `ready`: so does the database, and it is not being stopped. A queue that is away is told and costs seconds: were it
 * held against every process at once, a balancer would close the tool.
 */
export function healthRoutes(checks: HealthChecks, draining: () => boolean): Router {
  const router = Router();
  router.get('/health/live', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'live' });
  });
  router.get('/health/ready', async (_request, response) => {
    const [database, queue] = await Promise.all([
      checks.database().then(() => true, () => false),
      checks.queue().catch(() => false),
    ]); // prettier-ignore
    const ready = database && !draining();
    if (!ready) response.set('Retry-After', '5');
    response
      .set('Cache-Control', 'no-store')
      .status(ready ? 200 : 503)
      .json({ status: ready ? 'ready' : 'not ready', database, queue });
  });
  return router;
}
