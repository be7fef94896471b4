/** A role held in this tool. */
export type Role = 'trainee' | 'mentor' | 'coach' | 'tutor' | 'lead_mentor' | 'school_lead' | 'coordinator';

/** `GET /api/me`: who is here, where from, and what they hold. Every page gets it as `.me`. */
export interface Me {
  personId: string | null;
  name: string | null;
  /** What the platform calls them; null where it sends no names. */
  identityName: string | null;
  partnership: { id: string; name: string };
  platform: { name: string; family: string | null };
  context: { id: string; title: string | null } | null;
  link: { id: string; title: string | null; shows: string | null } | null;
  roles: { id: string; role: Role; placementId: string | null; schoolId: string | null }[];
  roleNowOn: string | null;
  locale: string | null;
  /** IANA name. */
  timeZone: string;
  expiresAt: string;
  /** Whom to ask; may be empty. */
  support: string;
  build: string;
}
