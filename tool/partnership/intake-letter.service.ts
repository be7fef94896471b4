import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import type { Tx } from '../db/database.js';
import { notFound, refused } from '../errors.js';
import type { Ground } from '../slice.js';
import { csvLines } from '../spreadsheet.rules.js';
import { findCodesOf, withdrawCode, type CodeRow } from './claim-code.model.js';
import { stateOfCode } from './claim-code.rules.js';
import { storeCode } from './claim-code.service.js';
import type { People } from './people.service.js';
import { namelessTrainee } from './person-name.rules.js';
import { findIntake, findRows, lockIntake, type StoredRow } from './placement-intake.model.js';
import type { LetterCounts, LettersMade, MentorLetter } from './placement-intake.shared.js';
import { findPlacements, type PlacementRow } from './placement.model.js';
import { mayUploadPlacements } from './placement.policy.js';
import { findRolesOn } from './role-held.model.js';

export interface IntakeLetters {
  /** @throws Problem 404 */
  count(viewer: KnownViewer, intakeId: string): Promise<LetterCounts>;
  /**
   * Makes the codes of one batch of a list's mentors; the letters are in the answer and nowhere else. Sent again after a lost answer it
   * makes none a second time unless `renew` is set. @throws Problem 404, 422 for a list that is not confirmed
   */
  make(viewer: KnownViewer, intakeId: string, asked: { after: number; renew: boolean }): Promise<LettersMade>;
}

const batchLength = 100;
const chunk = 500;

type LetterState = keyof LetterCounts;

interface RowLetter {
  row: StoredRow;
  state: LetterState;
  /** Codes of this mentor that nobody has used. */
  open: CodeRow[];
}

const small = (text: string | null): string => (text ?? '').toLowerCase();

const headings = ['Mentor', 'Mentor e-mail', 'Code', 'Works until', 'Trainee', 'School', 'First day', 'Last day', 'Tutor'];

/** Letters to the mentors a list names. */
export function createIntakeLetters(ground: Ground, people: People): IntakeLetters {
  const { db, clock, audit } = ground;

  /** Who needs a letter: a mentor without a code of this name, who has not joined under this name either. */
  const lettersOf = async (partnershipId: string, rows: readonly StoredRow[], tx?: Tx): Promise<RowLetter[]> => {
    const now = instantNow(clock);
    const found: RowLetter[] = [];
    for (let from = 0; from < rows.length; from += chunk) {
      const some = rows.slice(from, from + chunk);
      const ids = [...new Set(some.flatMap((row) => row.placementId ?? []))];
      const codes = await findCodesOf(db, partnershipId, ids, tx);
      const mentors = await findRolesOn(db, partnershipId, ids, ['mentor'], tx);
      const personIds = mentors.map((one) => one.personId);
      const names = personIds.length === 0 ? new Map<string, never>() : await people.namesOf(partnershipId, personIds, tx ? { tx } : {});
      for (const row of some) {
        const own = codes.filter((code) => code.placementId === row.placementId && small(code.nameGiven) === small(row.mentorName));
        const joined =
          own.some((code) => code.usedAt !== null) ||
          mentors.some(
            (one) => one.placementId === row.placementId && small(names.get(one.personId)?.name ?? null) === small(row.mentorName),
          );
        const open = own.filter((code) => stateOfCode(code, now) === 'open');
        const state = row.placementId === null ? 'waiting' : joined ? 'joined' : open.length > 0 ? 'open' : 'toMake';
        found.push({ row, state, open });
      }
    }
    return found;
  };

  const letterOf = async (viewer: KnownViewer, letter: RowLetter, placement: PlacementRow, names: Names, tx: Tx): Promise<MentorLetter> => {
    const { partnershipId, personId, identityId, sessionId } = viewer;
    const record = (action: string, objectId: string): Promise<void> =>
      audit.record(
        { action, partnershipId, personId, identityId, sessionId, objectKind: 'claim_code', objectId, placementId: placement.id },
        tx,
      );
    for (const { id } of letter.open) {
      if (await withdrawCode(db, id, instantNow(clock), tx)) await record('code.withdrawn', id);
    }
    const mentor = letter.row.mentorName ?? '';
    const given = {
      partnershipId,
      role: 'mentor' as const,
      placementId: placement.id,
      schoolId: null,
      nameGiven: mentor,
      createdBy: personId,
    };
    const made = await storeCode(ground, given, tx);
    await record('code.made', made.id);
    const mentorEmail = letter.row.mentorEmail;
    const trainee = names.people.get(placement.traineePersonId)?.name ?? namelessTrainee;
    const tutor = names.tutors.get(placement.id) ?? null;
    const { schoolName: school, startsOn, endsOn, timeZone } = placement;
    const { code, expiresAt } = made;
    const cells = [mentor, mentorEmail ?? '', code, expiresAt.slice(0, 10), trainee, school, startsOn, endsOn, tutor ?? ''];
    return {
      line: letter.row.line, mentor, mentorEmail, code, expiresAt, trainee, school, startsOn, endsOn, timeZone, tutor, csv: csvLines([cells]),
    }; // prettier-ignore
  };

  const namesFor = async (partnershipId: string, placements: readonly PlacementRow[], tx: Tx): Promise<Names> => {
    const ids = placements.map((one) => one.id);
    const tutors = await findRolesOn(db, partnershipId, ids, ['tutor'], tx);
    const personIds = [...placements.map((one) => one.traineePersonId), ...tutors.map((one) => one.personId)];
    const known = await people.namesOf(partnershipId, personIds, { standIn: namelessTrainee, tx });
    return { people: known, tutors: new Map(tutors.map((one) => [one.placementId, known.get(one.personId)?.name ?? null])) };
  };

  return {
    async count(viewer, intakeId) {
      const intake = mayUploadPlacements(viewer) ? await findIntake(db, viewer.partnershipId, intakeId) : null;
      if (!intake) throw notFound();
      const counts: LetterCounts = { toMake: 0, open: 0, joined: 0, waiting: 0 };
      if (intake.state === 'draft') return counts;
      const rows = await findRows(db, intakeId, { states: ['made', 'changed', 'unchanged', 'waiting'], withMentor: true });
      for (const { state } of await lettersOf(viewer.partnershipId, rows)) counts[state] += 1;
      return counts;
    },

    make: (viewer, intakeId, { after, renew }) =>
      db.transaction(async (tx) => {
        const { partnershipId } = viewer;
        // Locked: of two coordinators who ask at once the second finds the codes of the first.
        const intake = mayUploadPlacements(await viewerNow(db, viewer, tx)) ? await lockIntake(db, partnershipId, intakeId, tx) : null;
        if (!intake) throw notFound();
        if (intake.state === 'draft') throw refused('not-confirmed', 'Confirm the list first. Letters come from placements that are made.');
        const states = ['made', 'changed', 'unchanged'] as const;
        const rows = await findRows(db, intakeId, { states, withMentor: true, after, limit: batchLength }, tx);
        const due = (await lettersOf(partnershipId, rows, tx)).filter(({ state }) => state === 'toMake' || (renew && state === 'open'));
        const placements = await findPlacements(
          db,
          partnershipId,
          due.flatMap(({ row }) => row.placementId ?? []),
          tx,
        );
        const names = await namesFor(partnershipId, placements, tx);
        const letters: MentorLetter[] = [];
        for (const letter of due) {
          const placement = placements.find((one) => one.id === letter.row.placementId);
          if (placement) letters.push(await letterOf(viewer, letter, placement, names, tx));
        }
        const next = rows.length === batchLength ? (rows.at(-1)?.line ?? null) : null;
        return { letters, csvHeadings: csvLines([headings]), next };
      }),
  };
}

interface Names {
  people: Map<string, { name: string }>;
  /** By placement. */
  tutors: Map<string, string | null>;
}
