import type { Database } from '../db/database.js';
import type { Fields } from './form.js';
import { returnOrigin } from './frame-origins.js';
import type { OnLaunch, VerifiedLaunch } from './launch.js';
import { LaunchProblem, type Step } from './launch-problem.js';
import { passLaunchSteps, type LaunchTools } from './launch-steps.js';
import { shortHash } from './login-state.js';
import { nonceModel } from './nonce.model.js';
import { verifiedLaunchOf } from './verified-launch.js';

export interface LaunchedPage {
  session: string;
  expiresAt: string;
  launch: VerifiedLaunch;
  /** Who may frame the page. */
  frameOrigins: string[];
  /** The login's cookie, which has done its work. */
  cookieId: string;
  passed: Step[];
}

/** A nonce is remembered a minute longer than its `state` is accepted. */
const nonceMarginSeconds = 60;

export function createLaunches(db: Database, tools: LaunchTools, onLaunch: OnLaunch) {
  const nonces = nonceModel(db);
  return {
    /** @throws LaunchProblem; then nothing was stored. @throws Problem 503 where the database is away */
    async launch(fields: Fields, cookies: string | undefined): Promise<LaunchedPage> {
      const { launch: checked, passed } = await passLaunchSteps(fields, cookies, tools);
      let returnUrl: string | null = null;
      try {
        const launch = verifiedLaunchOf(checked);
        returnUrl = launch.returnUrl;
        const { state } = checked;
        const expiresAt = new Date((state.expires + nonceMarginSeconds) * 1_000).toISOString();
        const begun = await db.transaction(async (tx) => {
          if (!(await nonces.spend(shortHash(state.nonce), expiresAt, tx))) throw new LaunchProblem('used-before');
          return onLaunch(launch, tx);
        });
        passed.push('once', 'arrival');
        const extra = returnOrigin(returnUrl);
        return {
          session: begun.session,
          expiresAt: begun.expiresAt,
          launch,
          frameOrigins: [...new Set([...launch.platform.frameOrigins, ...(extra === null ? [] : [extra])])],
          cookieId: state.cookie,
          passed,
        };
      } catch (error) {
        if (error instanceof LaunchProblem) Object.assign(error, { passed, returnUrl });
        throw error;
      }
    },

    /** Run now and then; the table holds ten minutes of launches. */
    sweep: async (): Promise<void> => {
      await nonces.removeExpired(tools.clock.now().toISOString());
    },
  };
}

export type Launches = ReturnType<typeof createLaunches>;
