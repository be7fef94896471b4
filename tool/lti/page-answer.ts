import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Problem } from '../errors.js';
import { requestId, toProblem } from '../http/problem.js';
import { notCounted } from '../http/rate-limit.js';
import { openPagePolicy } from '../http/security-headers.js';
import type { Log } from '../logger.js';
import { safeError } from '../safe-error.js';
import { LaunchProblem, type Step } from './launch-problem.js';
import type { Pages } from './pages/pages.js';

export function sendPage(response: Response, status: number, policy: string, html: string): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Content-Security-Policy', policy);
  response.setHeader('Cache-Control', 'no-store');
  response.end(html);
}

export interface PageAnswers {
  /** A page that says which step failed and what to do; holds no data, and any platform may frame it. */
  sendLaunchProblem(request: Request, response: Response, problem: LaunchProblem): void;
  /** An address where people are answered with pages: every failure becomes one, with one line in the log. */
  page(verb: string, work: (request: Request, response: Response) => Promise<void>): RequestHandler;
}

const connecting: readonly Step[] = ['invitation', 'configuration', 'registration'];
const titles: Record<number, string> = { 429: 'Please wait a minute', 503: 'Critical Friend is away for a moment' };

export function createPageAnswers(pages: Pages, log: Log, insecurePlatforms: boolean): PageAnswers {
  const policy = openPagePolicy(insecurePlatforms);

  const sendLaunchProblem = (request: Request, response: Response, problem: LaunchProblem): void => {
    const html = pages.renderLaunchProblemPage({
      step: problem.stepInWords,
      title:
        titles[problem.status] ??
        (connecting.includes(problem.step) ? 'Critical Friend is not connected yet' : 'Critical Friend could not open'),
      whatHappened: problem.whatHappened,
      whatToDo: problem.whatToDo,
      requestId: requestId(request),
      returnUrl: problem.returnUrl,
      question: problem.question,
    });
    if (problem.status === 405) response.setHeader('Allow', 'POST');
    sendPage(response, problem.status, policy, html);
  };

  const sendBroken = (request: Request, response: Response, problem: Problem): void => {
    const html = pages.renderLaunchProblemPage({
      step: 'letting you in',
      title: titles[problem.status] ?? 'Something broke here',
      whatHappened: problem.message,
      whatToDo: 'Go back to your course and open Critical Friend again in a minute.',
      requestId: requestId(request),
    });
    for (const [name, value] of Object.entries(problem.headers)) response.setHeader(name, value);
    sendPage(response, problem.status, policy, html);
  };

  const answerFailure = (verb: string, error: unknown, request: Request, response: Response, next: NextFunction): void => {
    if (response.headersSent) {
      next(error);
      return;
    }
    if (error instanceof LaunchProblem) {
      const { step, reason, detail, passed } = error;
      log.info({ requestId: requestId(request), verdict: error.question ? 'asked' : 'refused', step, reason, detail, passed }, verb);
      if (error.question) response.locals[notCounted] = true;
      sendLaunchProblem(request, response, error);
      return;
    }
    const problem = toProblem(error);
    log.error({ requestId: requestId(request), verdict: 'broken', status: problem.status, err: safeError(problem.cause ?? error) }, verb);
    sendBroken(request, response, problem);
  };

  return {
    sendLaunchProblem,
    page: (verb, work) => (request, response, next) => {
      work(request, response).catch((error: unknown) => {
        answerFailure(verb, error, request, response, next);
      });
    },
  };
}
