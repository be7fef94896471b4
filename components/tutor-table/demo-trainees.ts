import { usualDays, type TraineeRow, type TraineeTable } from '../../tool/attention/attention.shared.js';
import type { ScoreStatus } from '../../tool/passback/score-status.shared.js';

const weeks = Array.from({ length: 12 }, (_unused, index) =>
  new Date(Date.parse('2026-08-31T12:00:00Z') + index * 7 * 86_400_000).toISOString().slice(0, 10),
);

export const demoStatus = (changes: Partial<ScoreStatus> = {}): ScoreStatus => ({
  linkId: '01930000-0000-7000-8000-0000000000d1', linkTitle: 'Lesson observations', state: 'nothing', sentence: '4 of 6 read', value: 4, maximum: 6, at: null,
  nextTryAt: null, reason: null, remedy: null, canSendAgain: false, ...changes,
}); // prettier-ignore

/** One line where all is well. @param n tells lines apart */
export const demoTrainee = (n: number, name: string, changes: Partial<TraineeRow> = {}): TraineeRow => ({
  placementId: `01930000-0000-7000-8000-0000000${String(n).padStart(5, '0')}`,
  trainee: { personId: `p${n}`, name, givenName: name.split(' ')[0] ?? name },
  school: { id: `s${n % 3}`, name: ['Harbour Academy', 'Millbrook School', 'Alder Hill Primary'][n % 3] ?? '' },
  subject: 'Mathematics',
  phase: n % 3 === 2 ? 'Primary' : 'Secondary',
  startsOn: '2026-09-09',
  endsOn: '2026-12-18',
  timeZone: 'Europe/London',
  when: 'now',
  mentors: [
    {
      personId: `m${n % 2}`,
      name: ['Priya Nair', 'Ewan Price'][n % 2] ?? '',
      givenName: ['Priya', 'Ewan'][n % 2] ?? '',
    },
  ],
  observation: { lastOn: '2026-11-12', signed: 8, read: 8 },
  meeting: null,
  targets: { current: 3, changedOn: '2026-11-12' },
  gradebook: [demoStatus()],
  waitingFor: null,
  silentSince: '2026-11-12',
  silentDays: 5,
  weeks: [null, 1, 1, 0, 1, 2, 1, 0, 1, 1, 1, 0],
  flags: [],
  ...changes,
});

const silent = { lastOn: '2026-10-28', signed: 5, read: 5 };

/** Five who need their tutor, for five different reasons. */
export const demoNeeding: TraineeRow[] = [
  demoTrainee(1, 'Connor Bell', {
    mentors: [],
    observation: { lastOn: null, signed: 0, read: 0 },
    targets: { current: 0, changedOn: null },
    gradebook: [],
    weeks: [null, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    silentSince: '2026-09-09',
    silentDays: 69,
    waitingFor: 'Ms Nair, to use the mentor code',
    flags: [
      { rule: 'mentor', sentence: 'Ms Nair has not used the mentor code made on 2 November', since: '2026-09-09' },
      { rule: 'observation', sentence: 'No observation recorded since the placement began on 9 September', since: '2026-09-09' },
    ],
  }),
  demoTrainee(2, 'Jamal Hussain', {
    observation: silent,
    silentSince: '2026-10-28',
    silentDays: 20,
    weeks: [null, 1, 1, 1, 0, 1, 0, 0, 1, 0, 0, 0],
    waitingFor: 'Priya Nair, to record an observation',
    flags: [{ rule: 'observation', sentence: 'No observation recorded since 28 October', since: '2026-10-28' }],
  }),
  demoTrainee(3, 'Sofia Lindqvist', {
    observation: { lastOn: '2026-11-04', signed: 7, read: 6 },
    waitingFor: 'Sofia, to read what was signed on 4 November',
    flags: [{ rule: 'unread', sentence: 'Signed on 4 November, not read by Sofia yet', since: '2026-11-04' }],
  }),
  demoTrainee(4, 'Jo Field', {
    gradebook: [
      demoStatus({
        state: 'not_sent',
        sentence: 'Not sent: Jo is not enrolled in this Moodle course. Enrol Jo, then press Send again.',
        canSendAgain: true,
      }),
    ],
    waitingFor: 'You, to send it to the gradebook again',
    flags: [
      {
        rule: 'grade',
        sentence: 'Not sent: Jo is not enrolled in this Moodle course. Enrol Jo, then press Send again.',
        since: '2026-11-17',
      },
    ],
  }),
  demoTrainee(5, 'Tomos Hughes', {
    targets: { current: 1, changedOn: '2026-10-15' },
    flags: [{ rule: 'target', sentence: 'No target changed since 15 October', since: '2026-10-15' }],
  }),
];

const names = [
  'Amara Okafor', 'Ben Carter', 'Chloe Martin', 'Dylan Evans', 'Ella Novak', 'Farah Aziz', 'George Hill', 'Hana Sato', 'Isla Murray', 'Jack Owen', 'Kofi Mensah',
]; // prettier-ignore

/** @param count how many lines in all; five of them need their tutor */
export const demoTable = (count: number, changes: Partial<TraineeTable> = {}): TraineeTable => ({
  today: '2026-11-17',
  weeks,
  days: usualDays,
  daysOf: 'usual',
  meetings: false,
  trainees: [
    ...demoNeeding,
    ...Array.from({ length: Math.max(0, count - 5) }, (_unused, index) => {
      const round = Math.floor(index / names.length);
      const name = `${names[index % names.length] ?? ''}${round === 0 ? '' : `-${'BCDEF'[round - 1] ?? ''}yrne`}`;
      const status =
        index % 2 === 0
          ? demoStatus()
          : demoStatus({ state: 'sent', sentence: 'Sent to Moodle {at}: done (6 of 6)', at: '2026-11-12T14:02:00.000Z' });
      return demoTrainee(index + 6, name, { gradebook: [status] });
    }),
  ].slice(0, count),
  ...changes,
});
