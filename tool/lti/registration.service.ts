import { z } from 'zod';
import type { Audit } from '../access/viewer.js';
import { instantNow, type Clock } from '../clock.js';
import { isUniqueViolation, type Database, type Tx } from '../db/database.js';
import { waitedMs } from './errand.js';
import type { HeldInvitation, Invitations } from './invitations.js';
import { newKeyPair, type KeyPair } from './key-pair.js';
import { LaunchProblem } from './launch-problem.js';
import { readPlatformConfiguration, type PlatformConfiguration } from './platform-configuration.js';
import type { PlatformFamily } from './platform-family.js';
import type { PlatformHttp } from './platform-http.js';
import type { Registrar } from './registrar.js';
import { registrationModel, type ScopeAnswer } from './registration.model.js';
import { registrationMessage, scopesAsked, toolConfiguration, wantedScopes } from './registration-message.js';
import type { ScopeRecord } from './scope-record.js';
import { jsonOrNull } from './tokens.js';
import { urlOf } from '../url.js';

export interface RegistrationTools {
  db: Database;
  clock: Clock;
  audit: Audit;
  /** With a limit of 5 s and 256 kB. */
  http: PlatformHttp;
  registrar: Registrar;
  invitations: Invitations;
  scopes: ScopeRecord;
  /** Our own origin. */
  origin: string;
  allowInsecurePlatforms: boolean;
}

export interface RegistrationAsked {
  invitation: string;
  configurationUrl: string;
  token: string | null;
}

export interface Registered {
  platformKid: string;
  family: PlatformFamily;
  /** `again`: a platform that was registered before, brought up to date. */
  outcome: 'waits' | 'again';
  /** Scopes we need that the platform did not give. */
  missing: string[];
  /** The page that holds our frame may be any of these. */
  closeOrigins: string[];
}

interface PlatformSaid {
  clientId: string;
  deploymentId: string | null;
  scopes: Map<string, ScopeAnswer>;
}

const printable = /^[\u0020-\u007e]{1,255}$/;
const answerShape = z.object({
  client_id: z.union([z.string(), z.number()]).transform(String).pipe(z.string().regex(printable)),
  scope: z.string().max(10_000).optional().catch(undefined),
  [toolConfiguration]: z
    .object({
      deployment_id: z.union([z.string(), z.number()]).transform(String).pipe(z.string().regex(printable)).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

function scopeAnswers(configuration: PlatformConfiguration, granted: string | undefined): Map<string, ScopeAnswer> {
  const asked = scopesAsked(configuration.scopesOffered);
  // RFC 7591, 3.2.1: left out where it is what was asked.
  const given = granted?.split(/\s+/) ?? asked;
  return new Map(
    wantedScopes.map((scope) => [scope, given.includes(scope) ? 'granted' : asked.includes(scope) ? 'stripped' : 'not_offered']),
  );
}

/** LTI Dynamic Registration 1.0: a platform sends its administrator's browser here, and the two of us agree server to server. */
export function createRegistrations(tools: RegistrationTools) {
  const { db, clock, audit, http, registrar, scopes, origin } = tools;
  const model = registrationModel(db);

  /** Nothing of what came back reaches a page, a log or an error: it may hold anything. */
  async function register(
    configuration: PlatformConfiguration,
    token: string | null,
    partnershipName: string,
    signal: AbortSignal,
  ): Promise<PlatformSaid> {
    const { family, scopesOffered } = configuration;
    const answer = await http.send({
      method: 'POST',
      url: configuration.registrationUrl,
      signal,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(registrationMessage({ origin, family, partnershipName, scopesOffered })),
    });
    if (!answer.ok) {
      if (!answer.reached) throw new LaunchProblem('configuration-away', answer.fault);
      throw new LaunchProblem('registration-away', answer.fault);
    }
    // Moodle: 401 where the permission was used, 404 with a page where it is too old. Moodle says 200, the specification 201.
    if (answer.status === 401 || (answer.status === 404 && family === 'moodle')) throw new LaunchProblem('registration-token-used');
    if (answer.status >= 500) throw new LaunchProblem('registration-away', `HTTP ${answer.status}`);
    if (answer.status !== 200 && answer.status !== 201) throw new LaunchProblem('registration-refused', `HTTP ${answer.status}`);
    const parsed = answerShape.safeParse(jsonOrNull(answer.text));
    if (!parsed.success) throw new LaunchProblem('registration-unusable');
    return {
      clientId: parsed.data.client_id,
      deploymentId: parsed.data[toolConfiguration]?.deployment_id ?? null,
      scopes: scopeAnswers(configuration, parsed.data.scope),
    };
  }

  /** Writes down what was agreed. Until somebody approves it, nothing can be opened from it. */
  async function keep(
    invitation: HeldInvitation,
    configuration: PlatformConfiguration,
    said: PlatformSaid,
    pair: KeyPair,
    tx: Tx,
  ): Promise<Pick<Registered, 'platformKid' | 'outcome'>> {
    const { issuer, family, authUrl, tokenUrl, tokenAudience, jwksUrl, registrationUrl } = configuration;
    const origins = [authUrl, registrationUrl, tokenUrl].flatMap((url) => urlOf(url)?.origin ?? []);
    const entry = {
      issuer, clientId: said.clientId, authUrl, tokenUrl, tokenAudience, jwksUrl, practice: false, pending: true, learnsDeployments: said.deploymentId === null,
      name: invitation.name ?? configuration.siteName ?? urlOf(issuer)?.hostname ?? issuer, frameOrigins: [...new Set(origins)],
    }; // prettier-ignore
    const known = await registrar.find(issuer, said.clientId, tx);
    if (known) {
      const before = await model.find(known.kid, tx);
      const elsewhere = before
        ? before.partnershipId !== invitation.partnershipId
        : !(await registrar.serves(known.kid, invitation.partnershipId, tx));
      // Also where it was removed: its people and courses are that partnership's still.
      if (elsewhere) throw new LaunchProblem('registered-elsewhere');
      // Of one that is open only its scopes are renewed: what was approved changes by an operator's hand alone.
      if (known.retired_at !== null || known.pending_at !== null) {
        await registrar.reopenPending(
          known.kid,
          {
            name: entry.name, auth_url: authUrl, token_url: tokenUrl, token_audience: tokenAudience, auth_key: jwksUrl,
            frame_origins: JSON.stringify(entry.frameOrigins), learns_deployments: entry.learnsDeployments ? 1 : 0,
          },
          tx,
        ); // prettier-ignore
      }
    }
    const platformKid = known?.kid ?? (await registrar.insert(entry, pair, tx));
    const waits = known === null || known.retired_at !== null || known.pending_at !== null;
    if (!(await invitation.spend(platformKid, tx))) throw new LaunchProblem('invitation-unknown');
    const at = instantNow(clock);
    await model.put({ platformKid, partnershipId: invitation.partnershipId, family, at }, tx);
    if (waits) await model.decide(platformKid, null, null, null, tx);
    if (waits && said.deploymentId !== null) await registrar.putDeployment(platformKid, said.deploymentId, invitation.partnershipId, tx);
    await scopes.registered(platformKid, said.scopes, tx);
    const objects = { objectKind: 'platform', objectId: platformKid };
    await audit.record(
      { action: waits ? 'platform.registered' : 'platform.updated', partnershipId: invitation.partnershipId, ...objects },
      tx,
    );
    return { platformKid, outcome: waits ? 'waits' : 'again' };
  }

  async function attempt(invitation: HeldInvitation, asked: RegistrationAsked): Promise<Registered> {
    const allowInsecure = tools.allowInsecurePlatforms;
    // One end for both requests: somebody waits in front of the page.
    const signal = AbortSignal.timeout(waitedMs);
    const configuration = await readPlatformConfiguration(http, { url: asked.configurationUrl, token: asked.token, allowInsecure, signal });
    const said = await register(configuration, asked.token, invitation.partnershipName, signal);
    const pair = await newKeyPair();
    const write = () => db.transaction((tx) => keep(invitation, configuration, said, pair, tx));
    // Two registrations with the same answer at once: the second finds the first one's row.
    const kept = await write().catch((error: unknown) => {
      if (isUniqueViolation(error)) return write();
      throw error;
    });
    const { issuer, registrationUrl, authUrl, tokenUrl, family } = configuration;
    const origins = [issuer, asked.configurationUrl, registrationUrl, authUrl, tokenUrl].flatMap((url) => urlOf(url)?.origin ?? []);
    const missing = [...said.scopes].flatMap(([scope, answer]) => (answer === 'granted' ? [] : [scope]));
    return { ...kept, family, missing, closeOrigins: [...new Set(origins)] };
  }

  return {
    /** @throws LaunchProblem; then the invitation is as good as before */
    async register(asked: RegistrationAsked): Promise<Registered> {
      const invitation = await tools.invitations.hold(asked.invitation);
      try {
        return await attempt(invitation, asked);
      } catch (error) {
        await invitation.release();
        throw error;
      }
    },
  };
}

export type Registrations = ReturnType<typeof createRegistrations>;
