import {
  calledOr,
  indexPeople,
  matchTrainee,
  matchTutor,
  type Candidate,
  type HeldHere,
  type Match,
  type PeopleIndex,
} from './intake-person.rules.js';
import { smallLetters, type GivenRow } from './intake-table.rules.js';
import { isSameMail } from './person-name.rules.js';
import { courseRoleOf } from './roster.rules.js';
import type { RowChange } from './placement-intake.shared.js';

/** A placement as it stands, for comparing. */
export interface StandingPlacement {
  id: string;
  traineePersonId: string;
  school: string;
  subject: string | null;
  phase: string | null;
  startsOn: string;
  endsOn: string;
  revision: number;
  tutors: { roleHeldId: string; personId: string; name: string }[];
}

/** Everything a list is compared with; all of one partnership and one platform. */
export interface Standing {
  people: readonly Candidate[];
  placements: readonly StandingPlacement[];
  held: HeldHere;
  /** The coordinator whose list it is: nobody sets up their own placement. */
  uploaderId: string;
  /** The course the list was uploaded from. */
  contextRef: string;
  /** Placements that other rows of the same list stand for. */
  taken: ReadonlySet<string>;
}

export interface Somebody {
  sub: string;
  contextRef: string;
  name: string;
}

/** What one row means now, whole: the same finding twice means that nothing changed in between. */
export interface Finding {
  state: 'new' | 'change' | 'unchanged' | 'waiting' | 'error';
  problem: string | null;
  notes: string[];
  trainee: Somebody | null;
  /** To be given to this placement; null where nobody is. */
  tutor: Somebody | null;
  /** Roles of tutors whom the new one follows. */
  endsRoles: string[];
  placementId: string | null;
  revision: number | null;
  changes: RowChange[];
}

const nothing: Omit<Finding, 'state'> = {
  problem: null, notes: [], trainee: null, tutor: null, endsRoles: [], placementId: null, revision: null, changes: [],
}; // prettier-ignore

const somebody = (one: Candidate): Somebody => ({
  sub: one.sub,
  contextRef: one.contextRef,
  name: calledOr(one, 'Somebody without a name'),
});

const sameSchool = (placement: StandingPlacement, row: GivenRow): boolean =>
  smallLetters(placement.school) === smallLetters(row.school ?? '');
const overlaps = (placement: StandingPlacement, row: GivenRow): boolean =>
  placement.startsOn <= (row.endsOn ?? '') && (row.startsOn ?? '') <= placement.endsOn;

/** Which of a trainee's placements a row can mean, surest first: school and first day, the school then, the first day. */
const likenesses: ((placement: StandingPlacement, row: GivenRow) => boolean)[] = [
  (placement, row) => sameSchool(placement, row) && placement.startsOn === row.startsOn,
  (placement, row) => sameSchool(placement, row) && overlaps(placement, row),
  (placement, row) => placement.startsOn === row.startsOn,
];

const keyOf = (row: GivenRow, who: string): string => [who, smallLetters(row.school ?? ''), row.startsOn].join('\n');

/** Rows of waiting people and of people here are kept apart by what identifies them. */
const whoOf = (row: GivenRow, match: Match): string =>
  'one' in match ? `sub ${match.one.sub}` : (row.studentNumber ?? smallLetters(row.email ?? ''));

/**
 * What each row of a list would do. Surer likenesses choose their placement first, whatever the order of the rows, so that two rows never
 * fight over one.
 */
export function planRows(rows: readonly GivenRow[], standing: Standing): Finding[] {
  const people = indexPeople(standing.people);
  const placements = byTrainee(standing.placements);
  const matches = rows.map((row) => matchTrainee(row, people, standing.contextRef));
  const chosen = new Map<number, StandingPlacement>();
  const taken = new Set(standing.taken);
  const firstLines = new Map<string, number>();
  const twin = rows.map((row, index) => {
    const match = matches[index];
    if (!match || 'problem' in match || row.problems.length > 0) return null;
    const key = keyOf(row, whoOf(row, match));
    const first = firstLines.get(key);
    if (first === undefined) firstLines.set(key, row.line);
    return first ?? null;
  });
  for (const alike of likenesses) {
    for (const [index, row] of rows.entries()) {
      const match = matches[index];
      if (!match || !('one' in match) || chosen.has(index) || row.problems.length > 0 || twin[index] != null) continue;
      const own = placements.get(match.one.personId ?? '') ?? [];
      const found = own.find((placement) => !taken.has(placement.id) && alike(placement, row));
      if (!found) continue;
      chosen.set(index, found);
      taken.add(found.id);
    }
  }
  return rows.map((row, index) => {
    const match = matches[index] ?? { nobody: true };
    const problem = row.problems[0] ?? ('problem' in match ? match.problem : null);
    if (problem !== null) return { ...nothing, state: 'error', problem };
    const first = twin[index];
    if (first != null) return { ...nothing, state: 'error', problem: `Row ${first} is about the same placement. Delete one of the two.` };
    const own = 'one' in match ? (placements.get(match.one.personId ?? '') ?? []) : [];
    return planRow(row, match, chosen.get(index) ?? null, own, { ...standing, people });
  });
}

function byTrainee(placements: readonly StandingPlacement[]): Map<string, StandingPlacement[]> {
  const groups = new Map<string, StandingPlacement[]>();
  for (const one of placements) groups.set(one.traineePersonId, [...(groups.get(one.traineePersonId) ?? []), one]);
  return groups;
}

type Indexed = Omit<Standing, 'people'> & { people: PeopleIndex };

/** @param own every placement of the trainee */
function planRow(
  row: GivenRow,
  match: Match,
  placement: StandingPlacement | null,
  own: readonly StandingPlacement[],
  standing: Indexed,
): Finding {
  if (!('one' in match)) return { ...nothing, state: 'waiting', notes: [] };
  const trainee = somebody(match.one);
  if (match.one.personId === standing.uploaderId) {
    return { ...nothing, state: 'error', problem: 'This is you. A colleague has to set up your own placement.' };
  }
  const tutor = tutorOf(row, match.one, placement, standing);
  const notes = [...notesOn(row, match.one, placement, own), ...tutor.notes];
  const found = { ...nothing, notes, trainee, tutor: tutor.give };
  if (!placement) return { ...found, state: 'new' };
  const changes = [...changesOf(row, placement), ...tutor.change];
  const endsRoles = tutor.give === null ? [] : placement.tutors.map((one) => one.roleHeldId);
  const { id: placementId, revision } = placement;
  return { ...found, state: changes.length === 0 ? 'unchanged' : 'change', endsRoles, placementId, revision, changes };
}

/** A blank cell changes nothing: a list that says less takes nothing away. */
function changesOf(row: GivenRow, placement: StandingPlacement): RowChange[] {
  const { school, subject, phase, startsOn, endsOn } = row;
  return [
    ...(sameSchool(placement, row) ? [] : [{ field: 'school' as const, from: placement.school, to: school ?? '' }]),
    ...(subject === null || subject === placement.subject ? [] : [{ field: 'subject' as const, from: placement.subject, to: subject }]),
    ...(phase === null || phase === placement.phase ? [] : [{ field: 'phase' as const, from: placement.phase, to: phase }]),
    ...(startsOn === placement.startsOn ? [] : [{ field: 'startsOn' as const, from: placement.startsOn, to: startsOn ?? '' }]),
    ...(endsOn === placement.endsOn ? [] : [{ field: 'endsOn' as const, from: placement.endsOn, to: endsOn ?? '' }]),
  ];
}

interface TutorPlan {
  give: Somebody | null;
  change: RowChange[];
  notes: string[];
}

function tutorOf(row: GivenRow, trainee: Candidate, placement: StandingPlacement | null, standing: Indexed): TutorPlan {
  const none: TutorPlan = { give: null, change: [], notes: [] };
  if (row.tutor === null) return none;
  const match = matchTutor(row.tutor, standing.people, standing.held, standing.contextRef);
  if ('problem' in match) return { ...none, notes: [match.problem] };
  if (!('one' in match)) {
    const sentence = `${row.tutor} is not a tutor here and has not opened Critical Friend. The tutor stays as it is; upload the list again later.`;
    return { ...none, notes: [sentence] };
  }
  const { one } = match;
  if (one.sub === trainee.sub || isSameMail(one.email, trainee.email))
    return { ...none, notes: ['Nobody can be their own tutor. Name somebody else.'] };
  if (placement?.tutors.some((tutor) => tutor.personId === one.personId)) return none;
  const give = somebody(one);
  const becomes = one.personId !== null && standing.held.tutors.has(one.personId) ? [] : [`${give.name} becomes a tutor here.`];
  const from = placement?.tutors.map((tutor) => tutor.name).join(', ') ?? '';
  return { give, change: placement ? [{ field: 'tutor', from: from === '' ? null : from, to: give.name }] : [], notes: becomes };
}

const wordsIn = (name: string): string[] =>
  name
    .normalize('NFD')
    .toLowerCase()
    .split(/[^\p{Letter}]+/u)
    .filter((word) => word.length > 1);

/** What is no mistake for certain, and worth a look. */
function notesOn(row: GivenRow, trainee: Candidate, placement: StandingPlacement | null, own: readonly StandingPlacement[]): string[] {
  const notes: string[] = [];
  if (row.traineeName !== null && trainee.name !== null) {
    const known = wordsIn(trainee.name.normalize('NFD').replace(/\p{Mark}/gu, ''));
    const given = wordsIn(row.traineeName.normalize('NFD').replace(/\p{Mark}/gu, ''));
    if (!given.some((word) => known.includes(word))) notes.push(`The list says ${row.traineeName}. This is ${trainee.name} here.`);
  }
  if (courseRoleOf(trainee.roles) === 'teacher') notes.push(`${calledOr(trainee, 'This person')} is a teacher in the course.`);
  const other = own.find((one) => one.id !== placement?.id && !sameSchool(one, row) && overlaps(one, row));
  if (other && placement === null) notes.push(`There is a placement at ${other.school} in these weeks too.`);
  return notes;
}

/**
 * Which of the rows that wait from earlier lists this list says again: the same person, and the same school or the same first day. The
 * newer row counts, so that a list uploaded twice makes nothing twice.
 */
export function saidAgain<Waiting extends GivenRow>(earlier: readonly Waiting[], rows: readonly GivenRow[]): Waiting[] {
  const right = rows.filter((row) => row.problems.length === 0);
  const said = new Set(right.flatMap((row) => keysOf(row)));
  return earlier.filter((one) => keysOf(one).some((key) => said.has(key)));
}

const keysOf = (row: GivenRow): string[] =>
  [`number ${row.studentNumber ?? ''}`, `mail ${row.email ?? ''}`]
    .filter((who) => !who.endsWith(' '))
    .flatMap((who) => [`${who}\nat ${smallLetters(row.school ?? '')}`, `${who}\nfrom ${row.startsOn ?? ''}`]);
