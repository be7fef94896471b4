import type { TemplateResult } from 'lit';
import { Api } from './api.js';
import type { Me } from './me.js';

/** A named state of an element: an example on the demo page, and the fixture of its tests. */
export interface DemoState {
  /** Unique within the element, kebab-case. */
  name: string;
  render(): TemplateResult;
}

/** What a `*.demo.ts` exports as `demo`. */
export interface Demo {
  element: string;
  states: DemoState[];
}

export interface DemoAnswer {
  status?: number;
  body?: unknown;
}

/**
 * An `Api` that answers from a list instead of the network.
 * @param answers by method and path, for example `{ 'GET /api/placements': { placements: [] } }`; a missing one is a 404
 */
export function demoApi(answers: Record<string, unknown>): Api {
  const answer = (path: string, method: string): DemoAnswer => {
    const key = `${method} ${path}`;
    if (!(key in answers))
      return { status: 404, body: { type: 'urn:critical-friend:problem:not-found', detail: 'There is nothing here that you can open.' } };
    return { body: answers[key] };
  };
  return new Api({
    session: () => 'demo',
    fetch: async (input, init) => {
      const { status = 200, body } = answer(input instanceof Request ? input.url : input.toString(), init?.method ?? 'GET');
      return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
    },
  });
}

/** Who is here in the demonstration story: Priya Nair, Amara Okafor's mentor. */
export const demoMe = (changes: Partial<Me> = {}): Me => ({
  personId: '01930000-0000-7000-8000-000000000002',
  name: 'Priya Nair',
  identityName: 'Priya Nair',
  partnership: { id: '01930000-0000-7000-8000-0000000000aa', name: 'Northbridge University and its schools' },
  platform: { name: 'Canvas', family: 'canvas' },
  context: null,
  opens: null,
  link: null,
  roles: [
    { id: '01930000-0000-7000-8000-0000000000b1', role: 'mentor', placementId: '01930000-0000-7000-8000-0000000000c1', schoolId: null },
  ],
  roleNowOn: null,
  locale: 'en-GB',
  timeZone: 'Europe/London',
  expiresAt: '2026-11-12T15:00:00.000Z',
  support: 'Helen Ward, 01234 567890',
  build: 'demo',
  ...changes,
});
