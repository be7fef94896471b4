import type { Tx } from '../db/database.js';

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
}

export interface DeploymentRecord {
  id: string;
  platformKid: string;
  deploymentId: string;
  suspendedAt: string | null;
  partnershipIds: string[];
}

/** What a platform signed, after every check of the Security Framework 5.1.3 and Core 5.3 passed. Absent claims are null. */
export interface VerifiedLaunch {
  platform: PlatformRecord;
  deployment: DeploymentRecord;
  messageType: 'LtiResourceLinkRequest';
  sub: string;
  /** Full role URIs as sent; they give no right in this tool. */
  roles: string[];
  name: string | null;
  givenName: string | null;
  familyName: string | null;
  email: string | null;
  /** lis.person_sourcedid */
  studentNumber: string | null;
  context: { id: string; label: string | null; title: string | null } | null;
  resourceLink: { id: string; title: string | null };
  targetLinkUri: string;
  locale: string | null;
  /** Carries the platform's session key on Moodle: for a link on the page, never stored or logged. */
  returnUrl: string | null;
  productFamily: string | null;
  ags: { scopes: string[]; lineitems: string | null; lineitem: string | null } | null;
  membershipsUrl: string | null;
  custom: Record<string, string>;
}

/**
 * The composition root's answer to a verified launch: `lti` knows no domain. Runs in the transaction that spends the nonce.
 * The token is handed to the page once and stored as a hash.
 */
export type OnLaunch = (launch: VerifiedLaunch, tx: Tx) => Promise<{ session: string; sessionId: string; expiresAt: string }>;
