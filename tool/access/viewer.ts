import type { Tx } from '../db/database.js';

/** A role held in this tool. Rights come from these and never from the roles a platform sent at launch. */
export type Role = 'trainee' | 'mentor' | 'coach' | 'tutor' | 'lead_mentor' | 'school_lead' | 'coordinator';

export interface HeldRole {
  id: string;
  role: Role;
  /** null for a role in the whole partnership (coordinator, tutor before trainees are given, lead mentor). */
  placementId: string | null;
  schoolId: string | null;
}

/** Who asks, from where, and what they hold right now: read from the database at every request, never kept. */
export interface Viewer {
  sessionId: string;
  identityId: string;
  partnershipId: string;
  /** null until a claim code or a placement made this identity somebody here. */
  personId: string | null;
  deploymentRef: string;
  contextRef: string | null;
  linkRef: string | null;
  platformKid: string;
  sub: string;
  locale: string | null;
  /** Of the school, or the partnership; IANA name. */
  timeZone: string;
  roles: HeldRole[];
}

/** A viewer that is somebody in this partnership. */
export type KnownViewer = Viewer & { personId: string };

/** For whom a list is made: somebody here and what they hold now, whether or not they have the tool open. */
export type Reader = Pick<KnownViewer, 'partnershipId' | 'personId' | 'locale' | 'timeZone' | 'roles'>;

export const holds = (viewer: Viewer, role: Role, placementId?: string): boolean =>
  viewer.roles.some((held) => held.role === role && (placementId === undefined || held.placementId === placementId));

/** What `audit.record` stores; people are named by id only. Called inside the transaction of the change it describes. */
export interface AuditEntry {
  action: string;
  partnershipId: string | null;
  personId?: string | null;
  identityId?: string | null;
  sessionId?: string | null;
  objectKind?: string;
  objectId?: string;
  placementId?: string | null;
  /** A few words for the reader of the list; never a name, never what people wrote. */
  detail?: string;
  /** Somebody looked: one row for each person, thing and quarter of an hour is enough. */
  looked?: boolean;
}

/** Rows are added and never changed; only the declared retention removes them. */
export interface Audit {
  record(entry: AuditEntry, tx?: Tx): Promise<void>;
}
