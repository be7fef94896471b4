import type { Database, Tx } from '../db/database.js';
import { findCandidates, findHeld, findPlacementsOf } from './intake-standing.model.js';
import type { Standing, StandingPlacement } from './intake-plan.rules.js';
import { smallLetters, type GivenRow } from './intake-table.rules.js';
import type { People } from './people.service.js';

export interface StandingAsked {
  partnershipId: string;
  platformKid: string;
  contextRef: string;
  uploaderId: string;
  taken: ReadonlySet<string>;
}

const distinct = (values: readonly (string | null)[]): string[] => [...new Set(values.filter((value) => value !== null))];

/** Reads what a list is compared with: a few statements for each five hundred rows. */
export async function readStanding(
  { db, people }: { db: Database; people: People },
  asked: StandingAsked,
  rows: readonly GivenRow[],
  tx?: Tx,
): Promise<Standing> {
  const { partnershipId, contextRef, uploaderId, taken } = asked;
  const tutors = distinct(rows.map((row) => row.tutor));
  const candidates = await findCandidates(
    db,
    asked,
    {
      numbers: distinct([...rows.map((row) => row.studentNumber), ...tutors]),
      emails: distinct([...rows.map((row) => row.email), ...tutors.map(smallLetters)]),
      names: tutors.map(smallLetters),
    },
    tx,
  );
  const personIds = distinct(candidates.map((one) => one.personId));
  const placements = await findPlacementsOf(db, partnershipId, personIds, tx);
  const held = await findHeld(db, partnershipId, { personIds, placementIds: placements.map((one) => one.id) }, tx);
  const tutoring = held.filter((one) => one.role === 'tutor');
  const names = await people.namesOf(partnershipId, distinct(tutoring.map((one) => one.personId)), tx ? { tx } : {});
  const tutorsOf = new Map<string, StandingPlacement['tutors']>();
  for (const { roleHeldId, personId, placementId } of tutoring) {
    if (placementId === null) continue;
    const one = { roleHeldId, personId, name: names.get(personId)?.name ?? '' };
    tutorsOf.set(placementId, [...(tutorsOf.get(placementId) ?? []), one]);
  }
  return {
    people: candidates,
    placements: placements.map((placement) => ({ ...placement, tutors: tutorsOf.get(placement.id) ?? [] })),
    held: {
      tutors: new Set(tutoring.filter((one) => one.placementId === null).map((one) => one.personId)),
      trainees: new Set(held.filter((one) => one.role === 'trainee').map((one) => one.personId)),
    },
    uploaderId,
    contextRef,
    taken,
  };
}
