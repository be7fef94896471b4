import type { HeldRole } from '../access/viewer.js';

interface Asker {
  roles: readonly Pick<HeldRole, 'role' | 'placementId'>[];
}

/** What was changed in setting up: the coordinator's, and nothing that anybody read or wrote. */
export const maySeeChanges = (asker: Asker): boolean => asker.roles.some((held) => held.role === 'coordinator');

/** Everything that happened in a record belongs to its trainee. */
export const maySeeHistory = (asker: Asker, placementId: string): boolean =>
  asker.roles.some((held) => held.role === 'trainee' && held.placementId === placementId);

/**
 * The actions a coordinator reads. Whatever is not named here stays out: no look at a record, no launch, no step of an observation, no
 * closing statement, and no copy that somebody made of what is kept about themselves.
 */
export const setUpActions: readonly string[] = [
  'approval.recorded',
  'approval.withdrawn',
  'attention.rules',
  'code.made',
  'code.used',
  'code.withdrawn',
  'connection.checked',
  'contact.school',
  'contact.someone',
  'contact.usual',
  'hold.lifted',
  'hold.placed',
  'intake.confirmed',
  'intake.uploaded',
  'link.policy',
  'notice.changed',
  'person.copied',
  'person.erased',
  'placement.changed',
  'placement.made',
  'platform.added',
  'platform.approved',
  'platform.declined',
  'platform.key-added',
  'platform.key-retired',
  'platform.part-approved',
  'platform.part-declined',
  'platform.registered',
  'platform.removed',
  'platform.replaced',
  'platform.resumed',
  'platform.suspended',
  'platform.updated',
  'retention.changed',
  'role.ended',
  'role.request-declined',
  'role.request-granted',
  'role.requested',
  'role.started',
  'roster.read',
];
