import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { seeded } from './random.js';

export type Service = 'token' | 'line-items' | 'scores' | 'results' | 'memberships' | 'jwks' | 'configuration' | 'registration';

export type FaultKind =
  'error-500' | 'unauthorized' | 'rate-limited' | 'conflict' | 'too-many' | 'hang' | 'hang-after' | 'reset-before' | 'reset-after';

/** One planned failure. `reset-after` and `hang-after` apply the call first: stored, but nobody is told. */
export interface Fault {
  kind: FaultKind;
  /** Any service when absent. */
  service?: Service;
  /** How many matching calls fail; 1 when absent. */
  times?: number;
  retryAfterSeconds?: number;
}

export interface RandomFaults {
  seed: number;
  probability: number;
  kinds?: FaultKind[];
  services?: Service[];
  /** Longest time a call is on its way, and its answer again; 0 when absent. */
  latencyMs?: number;
}

export interface InjectedFault {
  service: Service;
  kind: FaultKind;
  at: string;
}

const kept = 1000;
const anyKind: FaultKind[] = ['error-500', 'too-many', 'rate-limited', 'reset-before', 'reset-after'];

/** Decides which service calls fail, and makes them fail. */
export class Faults {
  #queue: Fault[] = [];
  #random: { draw: () => number; settings: RandomFaults } | undefined;
  readonly injected: InjectedFault[] = [];

  /** Adds failures to the queue; each is used by the first calls that match it. */
  plan(...faults: Fault[]): void {
    this.#queue.push(...faults.map((fault) => ({ ...fault })));
    this.#queue.splice(kept);
  }

  /** Makes calls fail by chance, the same way for the same seed. */
  random(settings: RandomFaults): void {
    this.#random = { draw: seeded(settings.seed), settings };
  }

  /** Forgets everything planned; what already happened stays in `injected`. */
  clear(): void {
    this.#queue = [];
    this.#random = undefined;
  }

  get waiting(): number {
    return this.#queue.length;
  }

  #next(service: Service): Fault | undefined {
    const index = this.#queue.findIndex((fault) => !fault.service || fault.service === service);
    const planned = this.#queue[index];
    if (planned) {
      planned.times = (planned.times ?? 1) - 1;
      if (planned.times <= 0) this.#queue.splice(index, 1);
      return planned;
    }
    if (!this.#random) return undefined;
    const { draw, settings } = this.#random;
    if (settings.services && !settings.services.includes(service)) return undefined;
    const kinds = settings.kinds ?? anyKind;
    if (draw() >= settings.probability) return undefined;
    const kind = kinds[Math.floor(draw() * kinds.length)];
    return kind ? { kind } : undefined;
  }

  /** Middleware in front of a service. */
  guard(service: (path: string) => Service | undefined): RequestHandler {
    return (request, response, next) => {
      const name = service(request.path);
      if (!name) {
        next();
        return;
      }
      const fault = this.#next(name);
      const { draw, settings } = this.#random ?? {};
      if (draw && settings?.latencyMs) {
        late(response, draw() * settings.latencyMs);
        setTimeout(() => this.#meet(name, fault, request, response, next), draw() * settings.latencyMs);
      } else this.#meet(name, fault, request, response, next);
    };
  }

  #meet(name: Service, fault: Fault | undefined, request: Request, response: Response, next: NextFunction): void {
    if (!fault) {
      next();
      return;
    }
    if (this.injected.length < kept) this.injected.push({ service: name, kind: fault.kind, at: new Date().toISOString() });
    if (fault.kind === 'hang') return;
    if (fault.kind === 'reset-before') return void request.socket.destroy();
    if (fault.kind === 'reset-after' || fault.kind === 'hang-after') {
      mute(response, fault.kind === 'reset-after');
      next();
    } else answer(response, fault);
  }
}

/** Holds the finished answer back. */
function late(response: Response, ms: number): void {
  const end = response.end.bind(response) as (...given: unknown[]) => Response;
  (response as { end: unknown }).end = (...given: unknown[]) => {
    setTimeout(() => end(...given), ms);
    return response;
  };
}

function mute(response: Response, reset: boolean): void {
  const silent = response as { writeHead: unknown; write: unknown; end: unknown };
  silent.writeHead = () => response;
  silent.write = () => true;
  silent.end = () => {
    if (reset) response.req.socket.destroy();
    return response;
  };
}

const limited = '403 Forbidden (Rate Limit Exceeded)\n';

function answer(response: Response, fault: Fault): void {
  const retry: Record<string, string> = fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) };
  const say = (status: number, type: string, body: string, more: Record<string, string> = {}): void => {
    response.writeHead(status, { 'content-type': type, ...more }).end(body);
  };
  switch (fault.kind) {
    case 'unauthorized':
      say(401, 'application/json', '{"status":401,"reason":"Unauthorized"}');
      break;
    case 'conflict':
      say(409, 'application/json', '[]');
      break;
    case 'too-many':
      say(429, 'text/plain', 'Too Many Requests', retry);
      break;
    case 'rate-limited':
      say(403, 'text/plain', limited, { 'x-rate-limit-remaining': '0.0', ...retry });
      break;
    default:
      say(500, 'text/html', '<html><body>Internal Server Error</body></html>');
  }
}
