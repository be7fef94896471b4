import type { Tx } from '../db/database.js';
import type { Carrier } from './login-proof.js';
import type { DeepLinkingSettings } from './deep-linking.js';

/** A platform as ltijs keeps it, with what our own requests to it need. */
export interface PlatformRecord {
  kid: string;
  issuer: string;
  clientId: string;
  name: string;
  authUrl: string;
  tokenUrl: string;
  /** `aud` of our client assertion; the token URL unless the platform says otherwise. */
  tokenAudience: string;
  jwksUrl: string;
  /** Origins that may frame us. */
  frameOrigins: string[];
  active: boolean;
  retiredAt: string | null;
  /** It registered itself and waits for approval; it is not active then. */
  pending?: boolean;
  /** It names its deployments only when somebody opens the tool: an unknown one is written down and waits. */
  learnsDeployments?: boolean;
}

export interface DeploymentRecord {
  id: string;
  platformKid: string;
  deploymentId: string;
  suspendedAt: string | null;
  partnershipIds: string[];
  /** Seen in a launch and not approved; it is suspended then. */
  pending?: boolean;
}

/** What a platform asks for with the messages we take. */
export const messageTypes = ['LtiResourceLinkRequest', 'LtiSubmissionReviewRequest', 'LtiDeepLinkingRequest'] as const;
export type MessageType = (typeof messageTypes)[number];

/** What every message says. Absent claims are null. */
interface LaunchedBy {
  platform: PlatformRecord;
  deployment: DeploymentRecord;
  sub: string;
  /** Unix time in seconds at which the platform says it made the message. */
  issuedAt: number;
  /** The step by which the browser that began the login was known again. */
  carriedBy: Carrier;
  /** Of the nonce we asked with. */
  nonceHash: string;
  /** Full role URIs as sent; they give no right in this tool. */
  roles: string[];
  name: string | null;
  givenName: string | null;
  familyName: string | null;
  email: string | null;
  /** lis.person_sourcedid */
  studentNumber: string | null;
  context: { id: string; label: string | null; title: string | null } | null;
  locale: string | null;
  /** Carries the platform's session key on Moodle: for a link on the page, never stored or logged. */
  returnUrl: string | null;
  productFamily: string | null;
  ags: { scopes: string[]; lineitems: string | null; lineitem: string | null } | null;
  membershipsUrl: string | null;
  /** What says something: nothing empty, and no variable the platform did not expand. */
  custom: Record<string, string>;
}

interface InActivity extends LaunchedBy {
  resourceLink: { id: string; title: string | null };
  targetLinkUri: string;
}

/** Somebody opens an activity. */
export interface ResourceLinkLaunch extends InActivity {
  messageType: 'LtiResourceLinkRequest';
}

/** Somebody asks, from the gradebook, for what lies behind one person's cell. */
export interface SubmissionReviewLaunch extends InActivity {
  messageType: 'LtiSubmissionReviewRequest';
  /** `sub` of the person it is about. */
  forUser: string;
}

/** Somebody who teaches a course chooses what to place in it; there is no activity yet. */
export interface DeepLinkingLaunch extends LaunchedBy {
  messageType: 'LtiDeepLinkingRequest';
  settings: DeepLinkingSettings;
}

/** What a platform signed, after every check of the Security Framework 5.1.3 and Core 5.3 passed. */
export type VerifiedLaunch = ResourceLinkLaunch | SubmissionReviewLaunch | DeepLinkingLaunch;

/**
 * The composition root's answer to a verified launch: `lti` knows no domain. Runs in a transaction of its own. Makes the message
 * single-use: stores `nonceHash` under a unique key for longer than a message is accepted, in the row of the session, which every launch
 * writes anyway. The token is handed to the page once and stored as a hash.
 * @throws LaunchProblem `used-before` where the nonce was stored before
 */
export type OnLaunch = (launch: VerifiedLaunch, tx: Tx) => Promise<{ session: string; sessionId: string; expiresAt: string }>;
