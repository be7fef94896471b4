import { html } from 'lit';
import type { ContactList, PlacementContacts, SchoolContacts, UsualSomeone } from '../../tool/contact/contact.shared.js';
import type { PlacementView } from '../../tool/partnership/placement.shared.js';
import { demoPlacement } from '../partnership-placements/demo-placement.js';
import { demoContacts, demoGaps, demoSchool } from '../people-card/demo-contacts.js';
import { demoApi, demoMe, type Demo } from '../shared/demo.js';
import './contact-page.js';

const role = (name: 'tutor' | 'coordinator' | 'school_lead') => ({ id: `r-${name}`, role: name, placementId: null, schoolId: null });
const ruth = demoMe({ name: 'Ruth Adler', roles: [role('coordinator')] });
const { school, id } = demoPlacement();
const page = (path: string, answers: Record<string, unknown>, me = ruth) =>
  html`<contact-page .api=${demoApi(answers)} .me=${me} .path=${path}></contact-page>`;

const millbrook = { school: { id: 'e2', name: 'Millbrook School' }, lead: null, documents: false };
const list: ContactList = { schools: [{ school, lead: 'J. Marsh', documents: true }, millbrook], next: 'e2' };
const usual = (changes: Partial<UsualSomeone>): UsualSomeone => ({
  someone: null, changed: null, revision: null, ask: ['Ruth Adler'], mayChange: true, ...changes,
}); // prettier-ignore
const sam = usual({ someone: demoContacts().someone, changed: { at: '2026-09-03T09:00:00.000Z', by: 'Ruth Adler' }, revision: 1 });

const ofSchool = (contacts: SchoolContacts, me = ruth) =>
  page(`contacts/school/${school.id}`, { [`GET /api/schools/${school.id}/contacts`]: contacts }, me);
const ofPlacement = (contacts: PlacementContacts, changes: Partial<PlacementView> = {}) => {
  const here = `GET /api/placements/${id}`;
  return page(`contacts/placement/${id}`, { [here]: demoPlacement(changes), [`${here}/contacts`]: contacts }, demoMe());
};
const whole = demoContacts();

export const demo: Demo = {
  element: 'contact-page',
  states: [
    { name: 'list', render: () => page('contacts', { 'GET /api/contacts': list, 'GET /api/contacts/someone-else': sam }) },
    {
      name: 'list-first',
      render: () => page('contacts', { 'GET /api/contacts': { schools: [], next: null }, 'GET /api/contacts/someone-else': usual({}) }),
    },
    {
      name: 'missing',
      render: () => page('contacts/missing', { 'GET /api/contacts?missing=true': { schools: [millbrook], next: null } }),
    },
    {
      name: 'none-missing',
      render: () => page('contacts/missing', { 'GET /api/contacts?missing=true': { schools: [], next: null } }),
    },
    { name: 'school', render: () => ofSchool(demoSchool({ mayChange: true })) },
    { name: 'school-read-only', render: () => ofSchool(demoSchool(), demoMe()) },
    { name: 'school-gaps', render: () => ofSchool(demoGaps(false).school, demoMe()) },
    { name: 'school-form', render: () => ofSchool(demoGaps(true).school) },
    { name: 'placement', render: () => ofPlacement(whole, { myRoles: ['trainee'] }) },
    { name: 'placement-tutor', render: () => ofPlacement({ ...whole, own: { ...whole.own, mayChange: true } }, { myRoles: ['tutor'] }) },
    { name: 'placement-form', render: () => ofPlacement(demoGaps(true), { myRoles: ['tutor', 'coordinator'] }) },
    { name: 'failed', render: () => page(`contacts/school/${school.id}`, {}) },
  ],
};
