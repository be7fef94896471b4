import { until } from '../integration/passback/passback-story.js';
import { countScores, forgottenReadings, undecided } from './kill-findings.js';
import { processes, type KillStage } from './kill-stage.js';
import { pressRead } from './press-read.js';

export interface Reading {
  redisRestarts: number;
  /** Readings that were acknowledged. */
  reads: number;
  /** Presses that got no answer, or a 503, and were sent again. */
  pressedAgain: number;
  /** Scores on their way to a platform when a process was killed; the sum of all kills. */
  onTheWay: number;
  /** Scores that nobody had decided about when everything went down together. */
  leftAtTheEnd: number;
  /** Presses that were refused, and readings that were acknowledged and lost. */
  wrong: string[];
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Every record is read at a uniformly random moment between the kills, and the kills come meanwhile. The last two are one power cut
 * after the last reading: then nothing but what lies in the database, and the sweep, can bring the rest to its gradebook.
 * @param draw in [0, 1)
 */
export async function killWhileReading(
  { tool, db, redis, lapse, courses, windowMs }: KillStage,
  kills: number,
  draw: () => number,
): Promise<Reading> {
  const single = kills - processes;
  const readings = courses.flatMap(({ trainees }) =>
    trainees.flatMap(({ session, records }) => records.map((record) => ({ session, record, at: draw() * single }))),
  );
  const acknowledged = new Set<string>();
  const seen = { redisRestarts: 0, pressedAgain: 0, onTheWay: 0, wrong: [] as string[] };
  const press = async ({ session, record, at }: (typeof readings)[number]): Promise<void> => {
    await pause((at % 1) * windowMs);
    const { lost, refused } = await pressRead(tool.origin, session, record);
    seen.pressedAgain += lost;
    if (refused === null) acknowledged.add(record);
    else seen.wrong.push(refused);
  };
  const killed = async (): Promise<void> => {
    seen.wrong.push(...(await forgottenReadings(db, new Set(acknowledged))));
    seen.onTheWay += await countScores(db, "state = 'sending' AND outcome_unknown = 1");
  };
  const restartRedis = async (): Promise<void> => {
    if (!redis) return;
    await redis.stop();
    await pause(draw() * 800);
    await redis.start();
    seen.redisRestarts += 1;
  };

  const pressing: Promise<void>[] = [];
  for (let kill = 0; kill < single; kill += 1) {
    await until('a process listens', () => tool.ready() > 0);
    pressing.push(...readings.filter(({ at }) => Math.floor(at) === kill).map(press));
    await pause(draw() * windowMs);
    await tool.kill(draw());
    await killed();
    tool.begin(lapse);
    if (kill % 10 === 5) await restartRedis();
  }
  await Promise.all(pressing);
  await pause(draw() * 1_000);
  await Promise.all(Array.from({ length: processes }, () => tool.kill(0)));
  await killed();
  const leftAtTheEnd = await countScores(db, undecided);
  await restartRedis();
  for (let index = 0; index < processes; index += 1) tool.begin(lapse);
  return { ...seen, reads: acknowledged.size, leftAtTheEnd };
}
