import { html } from 'lit';
import './target-more.js';
import { exampleFeedback } from '../observation-form/example-observation.js';
import type { Demo } from '../shared/demo.js';

const blank = { why: '', link: null, areaIds: [] };
const [written] = exampleFeedback().targets;
const area = (number: number, code: string, name: string) => ({
  id: `019ab000-0000-7000-8000-0000000110${String(number).padStart(2, '0')}`,
  frameworkVersionId: 'v',
  code,
  name,
});
const frameworks = [
  {
    id: 'f', versionId: 'v', name: 'Teachers’ Standards', version: 1, attribution: '',
    areas: [area(4, 'TS4', 'Plan and teach well structured lessons'), area(7, 'TS7', 'Manage behaviour effectively')],
  },
]; // prettier-ignore

export const demo: Demo = {
  element: 'target-more',
  states: [
    { name: 'folded', render: () => html`<target-more heading="Target 1" .target=${blank} .frameworks=${frameworks}></target-more>` },
    {
      name: 'written',
      render: () =>
        html`<target-more
          heading="Target 1"
          .target=${{ ...blank, ...written, areaIds: [frameworks[0]?.areas[0]?.id] }}
          .frameworks=${frameworks}
        ></target-more>`,
    },
    {
      name: 'chosen-from-an-older-list',
      render: () =>
        html`<target-more
          heading="Target 1"
          .target=${{ ...blank, why: 'So that everybody starts at once.', areaIds: ['old'] }}
          .frameworks=${frameworks}
          .known=${[{ id: 'old', frameworkVersionId: 'v0', code: 'A2', name: 'Routines' }]}
        ></target-more>`,
    },
  ],
};
