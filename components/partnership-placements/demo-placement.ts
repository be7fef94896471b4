import type { PlacementView } from '../../tool/partnership/placement.shared.js';

/** Amara Okafor's placement in the demonstration story, as her mentor sees it. */
export const demoPlacement = (changes: Partial<PlacementView> = {}): PlacementView => ({
  id: '01930000-0000-7000-8000-0000000000c1',
  trainee: { personId: '01930000-0000-7000-8000-000000000001', name: 'Amara Okafor', givenName: 'Amara' },
  school: { id: '01930000-0000-7000-8000-0000000000e1', name: 'Harbour Academy' },
  subject: 'Mathematics',
  phase: 'Phase 1',
  startsOn: '2026-09-09',
  endsOn: '2026-12-19',
  timeZone: 'Europe/London',
  people: [
    {
      roleHeldId: '01930000-0000-7000-8000-0000000000b0', personId: '01930000-0000-7000-8000-000000000001', role: 'trainee', name: 'Amara Okafor',
      givenName: 'Amara', startedAt: '2026-09-07T09:00:00.000Z', from: null,
    },
    {
      roleHeldId: '01930000-0000-7000-8000-0000000000b1', personId: '01930000-0000-7000-8000-000000000002', role: 'mentor', name: 'Priya Nair',
      givenName: 'Priya', startedAt: '2026-09-10T10:31:00.000Z', from: 'Harbour Canvas',
    },
    {
      roleHeldId: '01930000-0000-7000-8000-0000000000b2', personId: '01930000-0000-7000-8000-000000000003', role: 'tutor', name: 'Helen Ward',
      givenName: 'Helen', startedAt: '2026-09-07T09:00:00.000Z', from: null,
    },
  ],
  traineeLeft: null,
  myRoles: ['mentor'],
  revision: 1,
  ...changes,
}); // prettier-ignore
