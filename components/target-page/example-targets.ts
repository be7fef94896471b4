import type { TargetLife, TargetList } from '../../tool/target/target-page.shared.js';

const id = (number: number): string => `01930000-0000-7000-8000-a${String(number).padStart(11, '0')}`;
const lesson = (number: number, on: string) => ({ kind: 'observation', id: id(number), words: '', on, path: `observations/${id(number)}` });
const by = 'Priya Nair';
const line = { by, because: '', was: '', record: null };

const area = { id: '019ab000-0000-7000-8000-000000011007', frameworkVersionId: 'v', code: 'TS7', name: 'Manage behaviour effectively' };

const life = (number: number, change: Partial<TargetLife>): TargetLife => ({
  id: id(number),
  wording: 'Wait until all eyes are on you before the instruction',
  why: '',
  actions: 'Count to three',
  support: 'Models it on Thursday',
  byOn: null,
  areaIds: [],
  link: null,
  status: 'active',
  revision: 2,
  agreedAt: '2026-10-14T15:40:00.000Z',
  erasedAt: null,
  areas: [],
  evidence: [],
  history: [{ ...line, became: 'active', at: '2026-10-14T15:40:00.000Z', record: lesson(1, '2026-10-14') }],
  ...change,
});

/** Amara's targets: two worked on, one parked, one done. */
export const exampleTargets = (change: Partial<TargetList> = {}): TargetList => ({
  trainee: { personId: '01930000-0000-7000-8000-000000000001', name: 'Amara Okafor', givenName: 'Amara' },
  timeZone: 'Europe/London',
  mayChange: true,
  targets: [
    life(11, {
      why: 'Nobody hears the second half of an instruction.',
      byOn: '2026-11-18',
      areaIds: [area.id],
      areas: [area],
      link: { url: 'https://example.org/routines', title: 'Starting a task' },
      history: [
        { ...line, became: 'active', at: '2026-10-14T15:40:00.000Z', record: lesson(1, '2026-10-14') },
        { ...line, became: 'reworded', at: '2026-10-20T15:40:00.000Z', was: 'Wait for silence' },
        { ...line, became: 'active', at: '2026-10-28T15:40:00.000Z', because: 'Better at the start than after pair work.', record: lesson(2, '2026-10-28') },
      ],
      evidence: [{ kind: 'observation_note', id: id(5), words: 'Seat 4 starts before the instruction ends', on: '2026-10-14', path: `observations/${id(1)}` }],
    }),
    life(12, { wording: 'Have the next thing ready in writing for those who finish first' }),
    life(13, {
      status: 'parked',
      wording: 'Plan a second explanation that looks different from the first',
      history: [
        { ...line, became: 'active', at: '2026-10-14T15:40:00.000Z', record: lesson(1, '2026-10-14') },
        { ...line, became: 'parked', at: '2026-11-04T15:40:00.000Z', because: 'One thing at a time.' },
      ],
    }),
    life(14, { status: 'closed', wording: 'Ask everybody: a name after ten seconds of silence', evidence: [lesson(2, '2026-10-28')] }),
  ],
  offered: [lesson(2, '2026-10-28'), lesson(1, '2026-10-14')],
  visibleTo: ['Amara Okafor', 'Helen Ward'],
  ...change,
}); // prettier-ignore

export const exampleArea = area;
