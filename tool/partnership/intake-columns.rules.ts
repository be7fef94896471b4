/** What a list may say of a placement. */
export type IntakeField =
  | 'studentNumber' | 'email' | 'traineeName' | 'firstName' | 'lastName' | 'school' | 'subject' | 'phase' | 'startsOn' | 'endsOn' | 'tutor'
  | 'mentorName' | 'mentorEmail'; // prettier-ignore

// Letters only, small: `E-mail address` → `emailaddress`.
// prettier-ignore
const names: Record<IntakeField, string[]> = {
  studentNumber: [
    'studentnumber', 'studentno', 'studentid', 'studentidnumber', 'traineenumber', 'traineeno', 'traineeid', 'idnumber', 'candidatenumber',
    'matriculationnumber', 'universitynumber', 'number',
  ],
  email: ['email', 'emailaddress', 'studentemail', 'studentemailaddress', 'traineeemail', 'traineeemailaddress', 'universityemail'],
  traineeName: ['name', 'fullname', 'trainee', 'traineename', 'student', 'studentname'],
  firstName: ['firstname', 'forename', 'givenname', 'forenames', 'firstnames'],
  lastName: ['lastname', 'surname', 'familyname'],
  school: ['school', 'schoolname', 'placementschool', 'partnerschool', 'placement', 'setting'],
  subject: ['subject', 'subjectarea', 'specialism', 'traineesubject'],
  phase: ['phase', 'agephase', 'keystage', 'agerange', 'stage'],
  startsOn: ['start', 'starts', 'startson', 'startdate', 'startday', 'from', 'firstday', 'begins', 'placementstart', 'placementstarts'],
  endsOn: ['end', 'ends', 'endson', 'enddate', 'endday', 'to', 'until', 'lastday', 'finish', 'finishes', 'placementend', 'placementends'],
  tutor: ['tutor', 'tutorname', 'universitytutor', 'visitingtutor', 'linktutor', 'personaltutor', 'tutoremail', 'tutornumber'],
  mentorName: ['mentor', 'mentorname', 'schoolmentor', 'mentorsname', 'ittmentor', 'classmentor'],
  mentorEmail: ['mentoremail', 'mentoremailaddress', 'mentorsemail', 'schoolmentoremail'],
};

const fields = new Map(Object.entries(names).flatMap(([field, all]) => all.map((name) => [name, field as IntakeField])));

/** The field a heading means, or null. */
export const fieldOf = (heading: string): IntakeField | null =>
  fields.get(
    heading
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{Letter}]/gu, ''),
  ) ?? null;

export interface Columns {
  /** Where each field stands; the first column is 0. */
  at: Partial<Record<IntakeField, number>>;
  /** Headings nobody here knows, as they are written. */
  ignored: string[];
}

/** The columns of a heading row, or what is wrong with it and what to do. */
export function readColumns(headings: readonly string[]): Columns | { problem: string } {
  const columns: Columns = { at: {}, ignored: [] };
  for (const [index, heading] of headings.entries()) {
    const field = fieldOf(heading);
    if (field === null) {
      if (heading.trim() !== '') columns.ignored.push(heading.trim().slice(0, 60));
      continue;
    }
    const earlier = columns.at[field];
    if (earlier !== undefined) {
      const [one, other] = [headings[earlier]?.trim() ?? '', heading.trim()];
      return { problem: `The columns “${one}” and “${other}” seem to say the same. Rename or delete one, then upload the list again.` };
    }
    columns.at[field] = index;
  }
  const missing = missingOf(columns.at);
  return missing.length === 0
    ? columns
    : { problem: `The list has no column for ${missing.join(', ')}. Add it, or start from our example.` };
}

function missingOf(at: Columns['at']): string[] {
  return [
    ...(at.studentNumber === undefined && at.email === undefined ? ['the student number or the e-mail'] : []),
    ...(at.school === undefined ? ['the school'] : []),
    ...(at.startsOn === undefined ? ['the first day (Start)'] : []),
    ...(at.endsOn === undefined ? ['the last day (End)'] : []),
  ];
}
