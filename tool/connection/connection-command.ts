import { createPlatformHttp } from '../lti/platform-http.js';
import type { PlatformKeys } from '../lti/tokens.js';
import type { Ground } from '../slice.js';
import { familyOf, platformTitle } from '../lti/platform-family.js';
import { createCheckRun } from './check-run.js';
import { findDeployment } from './connection.model.js';
import { lineNames } from './connection.shared.js';
import { lineOf } from './finding-words.rules.js';
import { frameFinding } from './finding.rules.js';

/** One line as the operator reads it; the same words as on the coordinator's page. */
export interface CheckedLine {
  line: string;
  state: string;
  found: string;
}

/** The operator's check of a deployment for one partnership. @returns null where the partnership is not served, or a check goes on */
export async function checkFromServer(
  given: { ground: Ground; keys: PlatformKeys },
  partnershipId: string,
  deploymentRef: string,
): Promise<CheckedLine[] | null> {
  const { ground, keys } = given;
  const deployment = await findDeployment(ground.db, partnershipId, deploymentRef);
  if (!deployment) return null;
  const http = createPlatformHttp({ allowInsecure: () => ground.config.allowInsecurePlatforms });
  try {
    const asker = { partnershipId, personId: null, identityId: null, sessionId: null, contextRef: null, linkRef: null };
    const begun = await createCheckRun({ ground, http, keys }).begin(deployment, asker);
    if (begun === null) return null;
    const findings = [...(await begun.done), frameFinding(null, false)];
    const words = { family: familyOf(deployment), title: platformTitle(deployment) };
    return lineNames
      .map((name) => lineOf(name, findings.find((one) => one?.name === name) ?? null, words, false))
      .map(({ title, state, sentence }) => ({ line: title, state, found: sentence }));
  } finally {
    await http.close();
  }
}
