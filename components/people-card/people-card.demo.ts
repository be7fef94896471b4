import { html } from 'lit';
import type { PlacementContacts } from '../../tool/contact/contact.shared.js';
import type { PlacementPerson } from '../../tool/partnership/placement.shared.js';
import { demoPlacement } from '../partnership-placements/demo-placement.js';
import type { Demo } from '../shared/demo.js';
import { demoContacts, demoGaps, demoSchool } from './demo-contacts.js';
import './people-card.js';

const { people } = demoPlacement();
const card = (contacts: PlacementContacts | null, shown: PlacementPerson[] = people) =>
  html`<people-card .people=${shown} .contacts=${contacts}></people-card>`;
const room = { name: 'Sam Cole', reach: 'Student Support, room 12, or sam.cole@northbridge.example', dial: null };
const long = {
  lead: { name: 'Alexandrina Featherstonehaugh-Cholmondeley', telephone: '+44 (0)1632 960123 ext. 20456', dial: '+441632960123' },
  documents: { url: 'https://documents.harbour.example/', host: 'safeguarding-and-other-documents.harbour-academy-trust.example:8443' },
};

export const demo: Demo = {
  element: 'people-card',
  states: [
    { name: 'whole', render: () => card(demoContacts()) },
    { name: 'numbers', render: () => card(demoContacts({ someone: room }), []) },
    { name: 'gaps', render: () => card(demoGaps(false)) },
    { name: 'gaps-to-fill', render: () => card(demoGaps(true), []) },
    { name: 'opening', render: () => card(null) },
    { name: 'long', render: () => card(demoContacts({ school: demoSchool(long) })) },
    { name: 'school', render: () => html`<people-card .school=${demoSchool()}></people-card>` },
  ],
};
