import type { KnownViewer } from '../access/viewer.js';
import { notFound } from '../errors.js';
import type { People } from '../partnership/people.service.js';
import type { Ground } from '../slice.js';
import { auditHistoryModel, type HistoryRow, type Place } from './audit-history.model.js';
import { maySeeChanges, maySeeHistory, setUpActions } from './audit-history.policy.js';
import type { HistoryEntry, HistoryList } from './audit-history.shared.js';
import type { AuditSubject, AuditSubjects } from './audit-subject.js';
import { findHoldSubjects } from './hold.model.js';

export interface AuditHistory {
  /** What was changed in setting up, newest first. @throws Problem 404 for all but coordinators */
  changes(viewer: KnownViewer, after: string | null): Promise<HistoryList>;
  /** Everything that happened in one record, newest first. @throws Problem 404 for all but its trainee */
  ofPlacement(viewer: KnownViewer, placementId: string, after: string | null): Promise<HistoryList>;
}

const pageLength = 50;

const placeOf = (after: string | null): Place | null => {
  const [at, id] = after?.split('_') ?? [];
  return at === undefined || id === undefined ? null : { at, id };
};

export function createAuditHistory(
  { db }: Pick<Ground, 'db'>,
  { people, subjects }: { people: People; subjects: AuditSubjects },
): AuditHistory {
  const model = auditHistoryModel(db);
  const about: AuditSubjects = {
    ...subjects,
    privacy_hold: async (partnershipId, ids) => {
      const holds = await findHoldSubjects(db, partnershipId, ids);
      return new Map(holds.map(({ id, personId, school }) => [id, { personId, role: null, text: school }]));
    },
  };

  /** Ids of each kind that the rows name; the placement of a row is one more. */
  const subjectsOf = async (partnershipId: string, rows: readonly HistoryRow[]): Promise<Map<string, AuditSubject>> => {
    const ids = new Map<string, Set<string>>();
    const add = (kind: string | null, id: string | null): void => {
      if (kind !== null && id !== null) ids.set(kind, (ids.get(kind) ?? new Set()).add(id));
    };
    for (const row of rows) {
      add(row.objectKind, row.objectId);
      add('placement', row.placementId);
    }
    const found = await Promise.all([...ids].map(async ([kind, wanted]) => [...((await about[kind]?.(partnershipId, [...wanted])) ?? [])]));
    return new Map(found.flat());
  };

  const pageOf = async (viewer: KnownViewer, found: HistoryRow[]): Promise<HistoryList> => {
    const rows = found.slice(0, pageLength);
    const named = await subjectsOf(viewer.partnershipId, rows);
    const personIds = [...rows.map((row) => row.personId), ...[...named.values()].map((one) => one.personId)];
    const names = await people.namesOf(
      viewer.partnershipId,
      personIds.filter((id) => id !== null),
    );
    const nameOf = (personId: string | null | undefined): string | null => (personId ? (names.get(personId)?.name ?? null) : null);
    const entries = rows.map((row): HistoryEntry => {
      const subject = row.objectId === null ? undefined : named.get(row.objectId);
      return {
        id: row.id,
        at: row.at,
        action: row.action,
        by: nameOf(row.personId),
        byRole: row.action === `${row.objectKind ?? ''}.read` ? row.detail : null,
        subject: subject ? { name: nameOf(subject.personId), role: subject.role, text: subject.text } : null,
        object: row.objectKind === null || row.objectId === null ? null : { kind: row.objectKind, id: row.objectId },
        trainee: nameOf(row.placementId === null ? null : named.get(row.placementId)?.personId),
        placementId: row.placementId,
      };
    });
    const last = found.length > pageLength ? rows.at(-1) : undefined;
    return { entries, next: last ? `${last.at}_${last.id}` : null };
  };

  return {
    async changes(viewer, after) {
      if (!maySeeChanges(viewer)) throw notFound();
      return pageOf(viewer, await model.ofActions(viewer.partnershipId, setUpActions, placeOf(after), pageLength + 1));
    },
    async ofPlacement(viewer, placementId, after) {
      if (!maySeeHistory(viewer, placementId)) throw notFound();
      return pageOf(viewer, await model.ofPlacement(viewer.partnershipId, placementId, placeOf(after), pageLength + 1));
    },
  };
}
