import { seeded } from './platform/random.js';

/** Draws of one race: the order its acts are begun in, and how long each waits. */
export interface Race {
  /** Begins these in a drawn order, each up to `withinMs` late, and waits for all. */
  begin(acts: readonly (() => Promise<unknown>)[], withinMs: number): Promise<void>;
  draw(): number;
}

/** @returns a race whose seed stands in the run's output; `RACE_SEED` repeats it */
export function startRace(): Race {
  const seed = Number(process.env['RACE_SEED'] ?? Date.now() % 1_000_000);
  console.log(`RACE_SEED=${seed}`);
  const draw = seeded(seed);
  return {
    draw,
    async begin(acts, withinMs) {
      const drawn = acts.map((act) => ({ act, turn: draw(), lateMs: draw() * withinMs }));
      await Promise.all(
        drawn
          .sort((a, b) => a.turn - b.turn)
          .map(async ({ act, lateMs }) => {
            await new Promise((resolve) => setTimeout(resolve, lateMs));
            return act();
          }),
      );
    },
  };
}
