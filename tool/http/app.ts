import express, { type Express, type Request, type RequestHandler } from 'express';
import type { Access } from '../access/access.service.js';
import { digestPages } from '../digest/digest.routes.js';
import { Problem, notFound } from '../errors.js';
import { LaunchProblem } from '../lti/launch-problem.js';
import { ltiRoutes } from '../lti/lti.routes.js';
import { registrationRoutes } from '../lti/registration.routes.js';
import { createPageAnswers } from '../lti/page-answer.js';
import { createPages } from '../lti/pages/pages.js';
import type { Services } from '../services.js';
import { assetsRouter } from './assets.js';
import { healthRoutes } from './health.js';
import { mountRoutes, newRequestId, type Authenticate } from './mount.js';
import { openApiRoute } from './openapi.js';
import { ownHost } from './own-host.js';
import { problemHandler } from './problem.js';
import { createRateLimits } from './rate-limit.js';
import { apiPolicy, permissionsPolicy, securityHeaders } from './security-headers.js';

/** `1`, `true`, or a list of addresses, as Express has it. */
function trustOf(setting: string): boolean | number | string {
  if (setting === '' || setting === 'false') return false;
  if (setting === 'true') return true;
  return /^\d+$/.test(setting) ? Number(setting) : setting;
}

const bearer = /^Bearer ([A-Za-z0-9_-]{1,200})$/;

const isPage = (request: Request): boolean => /^\/(lti|at|digest)\//.test(request.originalUrl);

/** A handler for one part of the address space; everything else passes by without being held against its routes. */
const under =
  (prefix: string, handler: RequestHandler): RequestHandler =>
  (request, response, next) => {
    if (request.url.startsWith(prefix)) handler(request, response, next);
    else next();
  };

const guardApi: RequestHandler = (request, _response, next) => {
  // No cookie opens anything here; this keeps other sites' pages from even trying.
  if (request.headers['sec-fetch-site'] === 'cross-site') {
    throw new Problem(403, 'cross-site', 'Another web site asked for this. Open Critical Friend from your course.');
  }
  next();
};

const authenticateWith =
  (access: Access): Authenticate =>
  (request, keepsAlive) => {
    const [, token = ''] = bearer.exec(request.headers.authorization ?? '') ?? [];
    // A page that only polls says so, whatever route it asks.
    return access.viewerOf(token, keepsAlive && request.headers['x-background'] !== '1');
  };

/** A page of the build before this one asked for a part that it had not needed until now. */
const anotherBuild = (): Problem =>
  new Problem(404, 'another-build', 'This part belongs to another build of Critical Friend. Open the page again.');

/** The whole tool as an Express app; `services` made it, `startServer` listens. */
export function createApp(services: Services): Express {
  const { config, log, access, assets } = services;
  const app = express();
  app.set('trust proxy', trustOf(config.trustProxy));
  app.disable('x-powered-by');
  app.disable('etag');

  const pages = createPages(assets);
  const answers = createPageAnswers(pages, log, config.allowInsecurePlatforms);
  const limits = createRateLimits(config.rateLimitPerMinute, services.rateCounts, (request, problem) => {
    if (!isPage(request)) return false;
    const response = request.res;
    if (response) {
      for (const [name, value] of Object.entries(problem.headers)) response.setHeader(name, value);
      answers.sendLaunchProblem(request, response, new LaunchProblem('too-many'));
    }
    return true;
  });

  const routes = [...services.routes, openApiRoute(services.routes, config.publicUrl)];
  const health = { database: () => services.db.ping(), queue: () => services.queue.healthy() };
  app.use((request, response, next) => {
    (request as Request & { id?: string }).id = newRequestId();
    response.setHeader('X-Build', assets.build);
    response.setHeader('Permissions-Policy', permissionsPolicy);
    // Pages loosen it for themselves. A script's own answer carries none: a worker would be bound by it.
    if (!request.path.startsWith('/assets/')) response.setHeader('Content-Security-Policy', apiPolicy);
    if (services.draining) response.setHeader('Connection', 'close');
    next();
  });
  app.use(securityHeaders(config.publicUrl));
  app.use(ownHost(config.publicUrl));
  app.use(
    under(
      '/health/',
      healthRoutes(health, () => services.draining),
    ),
  );
  app.use(under('/assets/', assetsRouter(assets)));
  app.use(limits.all);
  app.use(under('/api/', guardApi));
  app.use(under('/api/', mountRoutes(routes, authenticateWith(access))));
  app.use(['/lti/login', '/lti/launch', '/lti/proof', '/lti/continue', '/lti/register'], limits.failures);
  app.use(ltiRoutes({ ...services, pages, answers, continueWith: access.continueWith }));
  app.use(
    registrationRoutes({ log, registrations: services.registrations, pages, answers, insecurePlatforms: config.allowInsecurePlatforms }),
  );
  app.use(digestPages({ digests: services.digest.digests, pages, answers }));
  app.use((request, response) => {
    if (request.path.startsWith('/assets/')) {
      response.setHeader('Content-Security-Policy', apiPolicy);
      throw anotherBuild();
    }
    if (request.path.startsWith('/api/') || !request.accepts('html')) throw notFound();
    answers.sendLaunchProblem(request, response, new LaunchProblem('nothing-here'));
  });
  app.use(problemHandler(log));
  return app;
}
