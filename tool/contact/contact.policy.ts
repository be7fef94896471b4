import type { HeldRole, Role } from '../access/viewer.js';
import { placementsJoined } from '../partnership/placement.policy.js';

/** As much of a viewer as these rules need. */
export interface ContactReader {
  personId: string | null;
  roles: readonly HeldRole[];
}

export const maySeeEverySchool = ({ roles }: Pick<ContactReader, 'roles'>): boolean => roles.some((held) => held.role === 'coordinator');

/** Records whom to call at a school: its lead, or a coordinator. */
export const mayChangeSchool = (reader: Pick<ContactReader, 'roles'>, schoolId: string): boolean =>
  maySeeEverySchool(reader) || reader.roles.some((held) => held.role === 'school_lead' && held.schoolId === schoolId);

/** @param atSchool what they hold on placements at the school */
export const mayReadSchool = (reader: Pick<ContactReader, 'roles'>, schoolId: string, atSchool: readonly Role[]): boolean =>
  atSchool.length > 0 || mayChangeSchool(reader, schoolId);

/** The card of a placement is its people’s, and the coordinator’s who sets it up; whom a trainee turns to, the school’s lead is not told. */
export const mayReadCard = (reader: ContactReader, placementId: string): boolean =>
  maySeeEverySchool(reader) || placementsJoined(reader).includes(placementId);

/** Names somebody else to talk to: the placement's tutor, or a coordinator. */
export const mayNameSomeone = ({ roles }: Pick<ContactReader, 'roles'>, placementId: string): boolean =>
  maySeeEverySchool({ roles }) || roles.some((held) => held.role === 'tutor' && held.placementId === placementId);
