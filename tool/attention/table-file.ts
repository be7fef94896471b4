import { csvFile } from '../spreadsheet.rules.js';
import type { SchoolRow, TableFile, TraineeRow, TraineeTable } from './attention.shared.js';

type Cell = string | number | null;

const fileOf = (name: string, rows: Record<string, Cell>[], fields: string[]): TableFile => ({ name, content: csvFile(fields, rows) });

const when: Record<TraineeRow['when'], string> = { now: 'now', future: 'not begun', ended: 'ended' };

const at = (instant: string | null, timeZone: string): string =>
  instant === null ? '' : new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone }).format(new Date(instant));
const gradebookOf = ({ gradebook, timeZone }: TraineeRow): string =>
  gradebook
    .map((one) => one.sentence.replace('{at}', at(one.at, timeZone)).replace('{nextTryAt}', at(one.nextTryAt, timeZone)))
    .join(' · ');

/** The tutor's table as a spreadsheet opens it: days as ISO 8601, one column a week. */
export function traineeFile({ today, weeks, meetings, trainees }: TraineeTable): TableFile {
  const rows = trainees.map((row) => ({
    Trainee: row.trainee.name,
    School: row.school.name,
    Subject: row.subject,
    Phase: row.phase,
    Mentor: row.mentors.map((one) => one.name).join(', '),
    'First day': row.startsOn,
    'Last day': row.endsOn,
    Placement: when[row.when],
    'Needs you because': row.flags.map((one) => one.sentence).join(' · '),
    'Last observation': row.observation.lastOn,
    'Observations signed': row.observation.signed,
    'Observations read': row.observation.read,
    ...(meetings ? { 'Last meeting': row.meeting?.lastOn ?? null, 'Meetings signed': row.meeting?.signed ?? 0 } : {}),
    'Current targets': row.targets.current,
    'Target changed': row.targets.changedOn,
    Gradebook: gradebookOf(row),
    'Waiting for': row.waitingFor,
    ...Object.fromEntries(weeks.map((monday, index) => [`Week of ${monday}`, row.weeks[index] ?? null])),
  }));
  const fields = [
    'Trainee', 'School', 'Subject', 'Phase', 'Mentor', 'First day', 'Last day', 'Placement', 'Needs you because', 'Last observation',
    'Observations signed', 'Observations read', ...(meetings ? ['Last meeting', 'Meetings signed'] : []), 'Current targets', 'Target changed',
    'Gradebook', 'Waiting for', ...weeks.map((monday) => `Week of ${monday}`),
  ]; // prettier-ignore
  return fileOf(`trainees-${today}.csv`, rows, fields);
}

/** One line for each mentor of a school, and one for each trainee without; schools without a placement have one line of their own. */
export function schoolFile(today: string, schools: readonly SchoolRow[]): TableFile {
  const rows = schools.flatMap((school): Record<string, Cell>[] => {
    const mentors = school.mentors.map((one) => ({
      School: school.name, Mentor: one.name, 'Mentor since': one.startedAt.slice(0, 10), Trainees: one.trainees.map((trainee) => trainee.name).join(', '),
      'Last observation signed': one.lastOn, 'Observations signed': one.signed,
    })); // prettier-ignore
    const without = school.withoutMentor.map((one) => {
      const code = school.openCodes.find(({ placementId }) => placementId === one.placementId);
      return { School: school.name, Trainees: one.name, 'Code open until': code?.expiresAt.slice(0, 10) ?? null };
    });
    return mentors.length + without.length === 0 ? [{ School: school.name }] : [...mentors, ...without];
  });
  const fields = ['School', 'Mentor', 'Mentor since', 'Trainees', 'Last observation signed', 'Observations signed', 'Code open until'];
  return fileOf(`schools-${today}.csv`, rows, fields);
}
