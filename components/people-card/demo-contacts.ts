import type { PlacementContacts, SchoolContacts } from '../../tool/contact/contact.shared.js';
import { demoPlacement } from '../partnership-placements/demo-placement.js';

/** Harbour Academy in the demonstration story. */
export const demoSchool = (changes: Partial<SchoolContacts> = {}): SchoolContacts => ({
  school: demoPlacement().school,
  lead: { name: 'J. Marsh', telephone: '01632 960123', dial: '01632960123' },
  documents: { url: 'https://harbour-academy.example/policies', host: 'harbour-academy.example' },
  changed: { at: '2026-09-03T09:00:00.000Z', by: 'Ruth Adler' },
  revision: 2,
  ask: ['J. Marsh'],
  mayChange: false,
  ...changes,
});

export const demoContacts = (changes: Partial<PlacementContacts> = {}): PlacementContacts => ({
  placementId: demoPlacement().id,
  school: demoSchool(),
  someone: { name: 'Sam Cole', reach: '01632 960124', dial: '01632960124' },
  own: {
    someone: { name: 'Sam Cole', reach: '01632 960124', dial: '01632960124' },
    changed: { at: '2026-09-08T09:00:00.000Z', by: 'Helen Ward' },
    revision: 1,
    ask: ['Helen Ward'],
    mayChange: false,
  },
  ...changes,
});

const nothing = { changed: null, revision: null };
/** Nothing recorded yet. */
export const demoGaps = (mayChange: boolean): PlacementContacts =>
  demoContacts({
    school: demoSchool({ ...nothing, lead: null, documents: null, mayChange }),
    someone: null,
    own: { ...nothing, someone: null, ask: ['Helen Ward'], mayChange },
  });
