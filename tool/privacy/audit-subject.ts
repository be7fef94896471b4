/** What an audit row is about, looked up when it is read: the row itself holds ids and no names. */
export interface AuditSubject {
  /** Whose role or code it is; null where it is no person's. */
  personId: string | null;
  role: string | null;
  /** A day, a title or a name that somebody gave; null where there is none. */
  text: string | null;
}

/** Each slice names its own kinds of objects: by `object_kind`, one statement for any number of ids of one partnership. */
export type AuditSubjects = Readonly<Record<string, (partnershipId: string, ids: readonly string[]) => Promise<Map<string, AuditSubject>>>>;
