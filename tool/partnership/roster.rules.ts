/** One person of a platform's list (NRPS 2.0 section 2.3); `roles` may be short names and give no right. */
export interface RosterMember {
  sub: string;
  active: boolean;
  roles: string[];
  name: string | null;
  givenName: string | null;
  email: string | null;
  studentNumber: string | null;
}

/** A whole list, every page of it; or it could not be read whole and there is none. */
export type RosterReading = { ok: true; members: RosterMember[] } | { ok: false };

/** Reads all pages of a course's list from its platform; never answers half a list. It gives up soon where somebody waits for it. */
export type ReadRoster = (from: { platformKid: string; membershipsUrl: string; waitedFor?: true }) => Promise<RosterReading>;

/** What is stored about one person of the course. */
export interface StoredMember {
  sub: string;
  name: string | null;
  givenName: string | null;
  email: string | null;
  studentNumber: string | null;
  /** JSON */
  roles: string;
  launchedAt: string | null;
  listedAt: string | null;
  leftAt: string | null;
}

type ChangedMember = Omit<StoredMember, 'launchedAt' | 'listedAt' | 'leftAt'>;

export interface RosterChange {
  added: RosterMember[];
  changed: ChangedMember[];
  /** Everybody known who is in the list. */
  listed: string[];
  left: string[];
}

/** A list never takes a name away that a launch brought, and never changes the roles of somebody who has launched. */
function merged(stored: StoredMember, member: RosterMember): ChangedMember {
  return {
    sub: stored.sub,
    name: member.name ?? stored.name,
    givenName: member.givenName ?? stored.givenName,
    email: member.email ?? stored.email,
    studentNumber: member.studentNumber ?? stored.studentNumber,
    roles: stored.launchedAt === null ? JSON.stringify(member.roles) : stored.roles,
  };
}

const differs = (stored: StoredMember, next: ChangedMember): boolean =>
  (['name', 'givenName', 'email', 'studentNumber', 'roles'] as const).some((field) => stored[field] !== next[field]);

/**
 * What a reading changes. An empty list changes nothing: a platform that has lost its right to the list answers so. Somebody has left
 * only where an earlier list named them; who came by a launch alone (an administrator, a school's teacher) stays.
 */
export function compareRoster(stored: readonly StoredMember[], members: readonly RosterMember[]): RosterChange {
  const change: RosterChange = { added: [], changed: [], listed: [], left: [] };
  if (members.length === 0) return change;
  const known = new Map(stored.map((one) => [one.sub, one]));
  const present = new Map(members.filter((member) => member.active).map((member) => [member.sub, member]));
  for (const member of present.values()) {
    const before = known.get(member.sub);
    if (!before) change.added.push(member);
    else {
      change.listed.push(member.sub);
      const next = merged(before, member);
      if (differs(before, next)) change.changed.push(next);
    }
  }
  const inactive = new Set(members.filter((member) => !member.active).map((member) => member.sub));
  for (const one of stored) {
    const wasListed = one.listedAt !== null || inactive.has(one.sub);
    if (!present.has(one.sub) && wasListed && one.leftAt === null) change.left.push(one.sub);
  }
  return change;
}

/**
 * What somebody is in a course by their context roles (LTI 1.3 section A.2.3, also as short names), for words on the screen only:
 * rights come from roles held here. Who teaches and learns in one course is a teacher. @param roles JSON
 */
export function courseRoleOf(roles: string): 'teacher' | 'student' | null {
  if (/"(?:[^"]*membership[^"]*#|#)?(?:Instructor|TeachingAssistant)"/.test(roles)) return 'teacher';
  return /"(?:[^"]*membership[^"]*#|#)?Learner"/.test(roles) ? 'student' : null;
}
