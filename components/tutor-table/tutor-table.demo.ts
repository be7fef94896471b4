import { html } from 'lit';
import { demoApi, type Demo } from '../shared/demo.js';
import { demoTable, demoTrainee } from './demo-trainees.js';
import './tutor-table.js';

const path = 'GET /api/attention/trainees';
const page = (answers: Record<string, unknown>) => html`<tutor-table .api=${demoApi(answers)}></tutor-table>`;
const file = { name: 'trainees-2026-11-17.csv', content: '\uFEFFTrainee,School\r\nAmara Okafor,Harbour Academy' };
const nobodyNeeds = demoTable(12, { daysOf: 'mine' });

export const demo: Demo = {
  element: 'tutor-table',
  states: [
    { name: 'twelve', render: () => page({ [path]: demoTable(12), [`${path}/file`]: file }) },
    { name: 'sixty', render: () => page({ [path]: demoTable(60) }) },
    {
      name: 'nobody-needs-you',
      render: () => page({ [path]: { ...nobodyNeeds, trainees: nobodyNeeds.trainees.slice(5, 8) } }),
    },
    {
      name: 'with-meetings',
      render: () => {
        const table = demoTable(8, { meetings: true });
        const meeting = { lastOn: '2026-11-05', signed: 6, read: 6 };
        return page({ [path]: { ...table, trainees: table.trainees.map((row) => ({ ...row, meeting })) } });
      },
    },
    {
      name: 'begun-and-ended',
      render: () =>
        page({
          [path]: demoTable(7, {
            daysOf: 'partnership',
            trainees: [
              ...demoTable(7).trainees,
              demoTrainee(91, 'Zara Khan', { when: 'future', startsOn: '2027-01-05', weeks: Array.from({ length: 12 }, () => null) }),
              demoTrainee(92, 'Will Moss', { when: 'ended', endsOn: '2026-11-06' }),
            ],
          }),
        }),
    },
    { name: 'nobody-yet', render: () => page({ [path]: demoTable(0) }) },
    { name: 'failed', render: () => page({}) },
  ],
};
