import type { Database } from '../db/database.js';
import { sealTicket } from './deep-linking-ticket.js';
import { returnOrigin } from './frame-origins.js';
import type { OnLaunch, VerifiedLaunch } from './launch.js';
import { LaunchProblem, type Step } from './launch-problem.js';
import { passLaunchSteps, type AskedLaunch, type LaunchTools } from './launch-steps.js';
import { isTestUser } from './lti-role.js';
import { verifiedLaunchOf } from './verified-launch.js';

export interface LaunchedPage {
  /** Null for a platform's test student, who is nobody: they are shown a preview, and nothing is stored. */
  begun: { session: string; expiresAt: string } | null;
  launch: VerifiedLaunch;
  /** Where something is to be placed in a course: what its answer needs, sealed. */
  ticket: string | null;
  /** Who may frame the page. */
  frameOrigins: string[];
  /** The login's cookie, which has done its work. */
  cookieId: string;
  passed: Step[];
}

export function createLaunches(db: Database, tools: LaunchTools, onLaunch: OnLaunch) {
  return {
    /** @throws LaunchProblem; then nothing was stored. @throws Problem 503 where the database is away */
    async launch(asked: AskedLaunch): Promise<LaunchedPage> {
      const { launch: checked, passed } = await passLaunchSteps(asked, tools);
      let returnUrl: string | null = null;
      try {
        const launch = verifiedLaunchOf(checked);
        returnUrl = launch.returnUrl;
        const begun = isTestUser(launch.roles) ? null : await db.transaction((tx) => onLaunch(launch, tx));
        if (begun !== null) passed.push('once', 'arrival');
        const extra = returnOrigin(returnUrl);
        const picks = begun !== null && launch.messageType === 'LtiDeepLinkingRequest';
        return {
          begun,
          launch,
          ticket: picks ? sealTicket(tools.sealing, launch, begun.sessionId) : null,
          frameOrigins: [...new Set([...launch.platform.frameOrigins, ...(extra === null ? [] : [extra])])],
          cookieId: checked.state.cookie,
          passed,
        };
      } catch (error) {
        if (error instanceof LaunchProblem) Object.assign(error, { passed, returnUrl });
        throw error;
      }
    },
  };
}

export type Launches = ReturnType<typeof createLaunches>;
