import { smallLetters, type GivenRow } from './intake-table.rules.js';
import { courseRoleOf } from './roster.rules.js';

/** Somebody of a course of the university's platform, as it is stored; one person stands here once for each course. */
export interface Candidate {
  sub: string;
  contextRef: string;
  name: string | null;
  email: string | null;
  studentNumber: string | null;
  /** JSON */
  roles: string;
  launchedAt: string | null;
  leftAt: string | null;
  personId: string | null;
}

/** Who is meant, and in which course; or a sentence; or nobody yet. */
export type Match = { one: Candidate } | { problem: string } | { nobody: true };

/** Looks the same people up again and again, for two thousand rows. */
export interface PeopleIndex {
  numbered(studentNumber: string | null): readonly Candidate[];
  /** In any capitals. */
  mailed(email: string | null): readonly Candidate[];
  /** In any capitals. */
  called(name: string): readonly Candidate[];
}

export function indexPeople(people: readonly Candidate[]): PeopleIndex {
  const by = (keyOf: (one: Candidate) => string | null) => {
    const groups = new Map<string, Candidate[]>();
    for (const one of people) {
      const key = keyOf(one);
      if (key !== null) groups.set(key, [...(groups.get(key) ?? []), one]);
    }
    return (key: string | null): readonly Candidate[] => (key === null ? [] : (groups.get(key) ?? []));
  };
  const small = (text: string | null): string | null => (text === null ? null : smallLetters(text));
  const [numbered, mailed, called] = [by((one) => one.studentNumber), by((one) => small(one.email)), by((one) => small(one.name))];
  return { numbered, mailed: (email) => mailed(small(email)), called: (name) => called(small(name)) };
}

const subsOf = (candidates: readonly Candidate[]): Set<string> => new Set(candidates.map((one) => one.sub));

export const calledOr = (candidate: Candidate, otherwise: string): string => candidate.name ?? candidate.studentNumber ?? otherwise;

/** Of one person's courses the one that counts: the coordinator's own first, then where they opened the activity last. */
function bestCourse(candidates: readonly Candidate[], contextRef: string): Candidate | null {
  const present = candidates.filter((one) => one.leftAt === null);
  const byLaunch = [...present].sort((one, other) => (other.launchedAt ?? '').localeCompare(one.launchedAt ?? ''));
  return present.find((one) => one.contextRef === contextRef) ?? byLaunch[0] ?? null;
}

/**
 * The trainee a row means: the student number letter by letter, the e-mail without regard to capitals. Where both are given they must not
 * point to two people. Somebody whom the course's list no longer names is not placed.
 */
export function matchTrainee(row: Pick<GivenRow, 'studentNumber' | 'email'>, people: PeopleIndex, contextRef: string): Match {
  const [byNumber, byEmail] = [people.numbered(row.studentNumber), people.mailed(row.email)];
  const both = byNumber.filter((one) => subsOf(byEmail).has(one.sub));
  const [number, mail] = [byNumber[0], byEmail[0]];
  if (number && mail && both.length === 0) {
    return {
      problem: `The number belongs to ${calledOr(number, 'one person')}, the e-mail to ${calledOr(mail, 'another')}. Correct one of them.`,
    };
  }
  const found = both.length > 0 ? both : [...byNumber, ...byEmail];
  const [first] = found;
  if (!first) return { nobody: true };
  if (subsOf(found).size > 1) {
    return {
      problem: `More than one person of the course has this ${number ? 'number' : 'e-mail'}. Ask who runs the platform, or use the other.`,
    };
  }
  if (!number && row.studentNumber !== null && first.studentNumber !== null) {
    return {
      problem: `The e-mail belongs to ${calledOr(first, 'somebody')}, whose number is ${first.studentNumber}. Correct one of them.`,
    };
  }
  const one = bestCourse(found, contextRef);
  return one ? { one } : { problem: `${calledOr(first, 'This person')} has left the course. Enrol them again, or take this row out.` };
}

/** Roles held here that decide who may be named in the tutor's column. */
export interface HeldHere {
  tutors: ReadonlySet<string>;
  trainees: ReadonlySet<string>;
}

/**
 * The tutor a row names by name, e-mail or number: somebody who is a tutor here, else somebody who opened the activity as a teacher of the
 * course and is nobody's trainee. Nobody else becomes a tutor by a slip of the pen.
 */
export function matchTutor(given: string, people: PeopleIndex, held: HeldHere, contextRef: string): Match {
  const found = new Set([...people.numbered(given), ...people.mailed(given), ...people.called(given)]);
  const named = [...found].filter((one) => one.leftAt === null);
  const tutors = named.filter((one) => one.personId !== null && held.tutors.has(one.personId));
  const teachers = named.filter(
    (one) =>
      one.launchedAt !== null && courseRoleOf(one.roles) === 'teacher' && (one.personId === null || !held.trainees.has(one.personId)),
  );
  const meant = tutors.length > 0 ? tutors : teachers;
  if (subsOf(meant).size > 1) return { problem: `More than one person is called ${given}. Write the tutor’s e-mail instead.` };
  const one = bestCourse(meant, contextRef);
  return one ? { one } : { nobody: true };
}
