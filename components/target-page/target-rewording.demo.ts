import { html } from 'lit';
import './target-rewording.js';
import type { Demo } from '../shared/demo.js';
import { exampleTargets } from './example-targets.js';

const [life] = exampleTargets().targets;

export const demo: Demo = {
  element: 'target-rewording',
  states: [
    { name: 'mentor', render: () => html`<target-rewording trainee="Amara" .life=${life} .frameworks=${[]}></target-rewording>` },
    { name: 'trainee', render: () => html`<target-rewording trainee="Amara" own .life=${life} .frameworks=${[]}></target-rewording>` },
  ],
};
