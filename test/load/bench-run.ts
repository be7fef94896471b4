import { runClosedLoop, type LoopFigures } from './closed-loop.js';
import { CookieJar } from './cookie-jar.js';
import type { Scenario } from './bench-options.js';
import { openHttpClient } from './http-client.js';
import { createLaunchPerson } from './launch-claims.js';
import { askWhoAmI, launch } from './launch-driver.js';
import type { LaunchPlatform } from './launch-platform.js';
import type { ToolUnderLoad } from './tool-under-load.js';

/** What one measured run of one tool came to. */
export interface BenchSample extends LoopFigures {
  /** Processor time of the tool's process for one launch or request, in milliseconds. */
  readonly cpuMs: number;
  /** Processor time of the driver for one launch or request, in milliseconds. */
  readonly driverCpuMs: number;
}

export interface BenchRunOptions {
  readonly concurrency: number;
  readonly seconds: number;
  readonly warmupSeconds: number;
  readonly signal: AbortSignal;
}

/** The people who launch again and again; their ids stay below those of new people. */
const returningPeople = 50;

const returningPersonFrom = 1_000;
const newPersonFrom = 1_000_000;

/** One tool under one driver. It remembers who has launched, so each tool needs its own. */
export class ToolBench {
  readonly #tool: ToolUnderLoad;
  readonly #platform: LaunchPlatform;
  /** Each returning person has a browser that keeps its cookies. */
  readonly #returning = Array.from({ length: returningPeople }, (_, index) => ({
    person: createLaunchPerson(returningPersonFrom + index),
    jar: new CookieJar(),
  }));
  #newPeople = 0;

  constructor(tool: ToolUnderLoad, platform: LaunchPlatform) {
    this.#tool = tool;
    this.#platform = platform;
  }

  /** Warms up, then measures one run. Rejects on the first launch or request that fails. */
  async run(scenario: Scenario, options: BenchRunOptions): Promise<BenchSample> {
    const { profile, server } = this.#tool;
    const { concurrency, signal } = options;
    const client = openHttpClient(profile.origin, concurrency);
    try {
      const step = await this.#createStep(scenario, client, concurrency);
      // Everyone who returns has been here once before it counts.
      const atLeastTurns = scenario === 'repeat' ? Math.ceil(returningPeople / concurrency) : 1;
      await runClosedLoop({ concurrency, seconds: options.warmupSeconds, atLeastTurns, signal, step });

      const driverCpuBefore = process.cpuUsage();
      const cpuBeforeMs = server.cpuMs();
      const figures = await runClosedLoop({ concurrency, seconds: options.seconds, signal, step });
      const cpuMs = server.cpuMs() - cpuBeforeMs;
      const driverCpu = process.cpuUsage(driverCpuBefore);
      return {
        ...figures,
        cpuMs: cpuMs / figures.count,
        driverCpuMs: (driverCpu.user + driverCpu.system) / 1000 / figures.count,
      };
    } catch (error) {
      signal.throwIfAborted();
      const message = `${profile.name}, scenario "${scenario}": ${error instanceof Error ? error.message : String(error)}`;
      throw new Error(`${message}\n--- the end of its log ---\n${server.logTail()}`, { cause: error });
    } finally {
      await client.close();
    }
  }

  async #createStep(
    scenario: Scenario,
    client: ReturnType<typeof openHttpClient>,
    concurrency: number,
  ): Promise<(worker: number, turn: number) => Promise<void>> {
    const { profile } = this.#tool;
    const platform = this.#platform;
    switch (scenario) {
      case 'new':
        return async () => {
          const person = createLaunchPerson(newPersonFrom + this.#newPeople++);
          await launch(profile, platform, client, person, new CookieJar());
        };
      case 'repeat': {
        // Nobody launches twice at the same time: each worker has people of its own.
        const groups = Array.from({ length: concurrency }, (_, worker) =>
          this.#returning.filter((_person, index) => index % concurrency === worker),
        );
        return async (worker, turn) => {
          const group = groups[worker] ?? [];
          const browser = group[turn % group.length];
          if (browser === undefined) throw new Error(`at most ${String(returningPeople)} people return at the same time`);
          await launch(profile, platform, client, browser.person, browser.jar);
        };
      }
      case 'me': {
        const pages = await Promise.all(
          Array.from({ length: concurrency }, () =>
            launch(profile, platform, client, createLaunchPerson(newPersonFrom + this.#newPeople++), new CookieJar()),
          ),
        );
        return async (worker) => {
          await askWhoAmI(profile, client, pages[worker]?.session ?? {});
        };
      }
    }
  }
}
