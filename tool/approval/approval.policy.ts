import type { HeldRole, Role } from '../access/viewer.js';
import type { RecordingRole } from './approval.shared.js';

/** As much of a viewer as these rules need. */
export interface ApprovalReader {
  roles: readonly HeldRole[];
  /** What they hold on placements at the school that is asked about. */
  atSchool: readonly Role[];
}

/** Who may bring pictures, sound or video of lessons in: never the one to agree to it. */
export const uploaders: readonly Role[] = ['trainee', 'mentor', 'coach'];

/** As what somebody records a school's approval; a school lead who is coordinator too speaks for the school. */
export function recordsAs({ roles }: Pick<ApprovalReader, 'roles'>, schoolId: string): RecordingRole | null {
  if (roles.some((held) => held.role === 'school_lead' && held.schoolId === schoolId)) return 'school_lead';
  return roles.some((held) => held.role === 'coordinator') ? 'coordinator' : null;
}

export const mayReadApproval = (reader: ApprovalReader, schoolId: string): boolean =>
  reader.atSchool.length > 0 || recordsAs(reader, schoolId) !== null;

/** Works with lessons of this school, so that the approval would let them upload; whatever else they are. */
export const isBarred = ({ atSchool }: Pick<ApprovalReader, 'atSchool'>): boolean => atSchool.some((role) => uploaders.includes(role));

export const maySeeEverySchool = ({ roles }: Pick<ApprovalReader, 'roles'>): boolean => roles.some((held) => held.role === 'coordinator');
