import { html } from 'lit';
import type { WaitedFor } from '../../tool/home/home.shared.js';
import type { PersonAddress } from '../../tool/partnership/person-address.shared.js';
import type { Demo } from '../shared/demo.js';
import './home-tell.js';

const amara: WaitedFor = { personId: '01930000-0000-7000-8000-000000000001', name: 'Amara Okafor', givenName: 'Amara' };
const tell = (person: WaitedFor | null, address: PersonAddress | null, problem: string | null = null) =>
  html`<home-tell .person=${person} .address=${address} .problem=${problem} sender="Priya Nair"></home-tell>`;

export const demo: Demo = {
  element: 'home-tell',
  states: [
    { name: 'closed', render: () => tell(null, null) },
    { name: 'asking', render: () => tell(amara, null) },
    { name: 'with-address', render: () => tell(amara, { email: 'amara.okafor@northbridge.example', platforms: ['Moodle'] }) },
    { name: 'without-address', render: () => tell(amara, { email: null, platforms: ['Moodle', 'Canvas'] }) },
    { name: 'code-unused', render: () => tell({ personId: null, name: 'Ms Nair', givenName: 'Ms Nair' }, null) },
    { name: 'failed', render: () => tell(amara, null, 'There is nothing here that you can open.') },
  ],
};
