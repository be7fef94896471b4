import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { newId } from '../../tool/ids.js';
import type { SectionName } from '../../tool/observation/observation.shared.js';
import type { Round, RoundReport, RoundStep } from './offline-round.js';

/** The page's script: no widget, only what plays rounds. */
export const roundPage = "import './test/browser/offline-round-page.js';";

const sections: SectionName[] = ['strengths', 'areas_to_develop', 'impact'];
let count = 0;
/** No two texts are the same, so that each is known again wherever it ends. */
const text = fc.constantFrom('Seat 4 waits', 'Q: why?', 'é', '“three” of nine', 'x').map((words) => `${words} ${(count += 1)}`);
const section = fc.constantFrom(...sections);

const step: fc.Arbitrary<RoundStep> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('note', 'change-note', 'target'), text }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('write'), section, text }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('write-elsewhere'), section, text }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('network'), is: fc.constantFrom('on', 'off', 'off', 'deaf') }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('reload', 'reload', 'close-tab') }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('send', 'send', 'withdraw-note', 'start', 'stop') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('settle'), keep: fc.constantFrom('yours', 'theirs') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sign-elsewhere') }) },
);

/** Plays drawn rounds until one loses a text, and then the shortest that does. @returns what the rounds met */
export async function playRounds(page: Page, placementId: string, rounds: number, seed: number): Promise<RoundReport['met']> {
  const met = { restored: 0, offlineReload: 0, conflict: 0, leftOver: 0 };
  const play = async (steps: RoundStep[], atLast: 'yours' | 'theirs'): Promise<void> => {
    const round: Round = { observationId: newId(), placementId, steps, atLast };
    const report = await page.evaluate(
      (given) => (globalThis as unknown as { playRound: (round: Round) => Promise<RoundReport> }).playRound(given),
      round,
    );
    for (const name of Object.keys(met) as (keyof typeof met)[]) met[name] += report.met[name];
    if (report.wrong.length > 0) throw new Error(report.wrong.join('; '));
  };
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 16 }), fc.constantFrom('yours', 'theirs'), play), {
    numRuns: rounds,
    seed,
  });
  return met;
}
