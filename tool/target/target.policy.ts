import type { HeldRole, Role } from '../access/viewer.js';

/** As much of a viewer as these rules need. */
interface Asker {
  roles: readonly Pick<HeldRole, 'role' | 'placementId' | 'schoolId'>[];
}

interface Place {
  placementId: string;
  /** null where whoever leads the school is not meant. */
  schoolId: string | null;
}

const onPlacement = new Set<Role>(['trainee', 'mentor', 'tutor']);
const changing = new Set<Role>(['trainee', 'mentor']);

/**
 * Agreed targets of the training record are read by whoever reads the signed records they come from. A coach, a lead mentor and a
 * coordinator see nothing because of that role.
 */
export const maySeeTargets = (asker: Asker, { placementId, schoolId }: Place): boolean =>
  asker.roles.some((held) =>
    held.role === 'school_lead'
      ? held.schoolId !== null && held.schoolId === schoolId
      : onPlacement.has(held.role) && held.placementId === placementId,
  );

/** Who works on them and who helps: they word, park, close and take up again. */
export const mayChangeTargets = (asker: Asker, placementId: string): boolean =>
  asker.roles.some((held) => changing.has(held.role) && held.placementId === placementId);
