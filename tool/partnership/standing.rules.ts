import type { PlacementView } from './placement.shared.js';

const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;

const mostNamed = 3;

const whose = (role: 'mentor' | 'coach' | 'tutor', placements: readonly PlacementView[]): string[] => {
  const names = [...new Set(placements.filter((one) => one.myRoles.includes(role)).map((one) => one.trainee.name))];
  const [only] = names;
  if (only === undefined) return [];
  if (names.length === 1) return [`${only}’s ${role}`];
  return [names.length > mostNamed ? `${role} to ${names.length} trainees` : `${role} to ${joined(names)}`];
};

/**
 * Who the reader is here, in one sentence; null for somebody who holds no role.
 * @param standing.coordinatorOf name of the partnership, null for everybody else
 */
export function standingSentence(standing: {
  placements: readonly PlacementView[];
  coordinatorOf: string | null;
  tutor: boolean;
  /** Names of the schools whose lead the reader is. */
  schoolsLed: readonly string[];
  leadMentor: boolean;
}): string | null {
  const schools = [...new Set(standing.placements.filter((one) => one.myRoles.includes('trainee')).map((one) => one.school.name))];
  const tutorTo = whose('tutor', standing.placements);
  const parts = [
    ...(schools.length > 0 ? [`a trainee at ${joined(schools)}`] : []),
    ...whose('mentor', standing.placements),
    ...whose('coach', standing.placements),
    ...(tutorTo.length === 0 && standing.tutor ? ['a tutor'] : tutorTo),
    ...(standing.schoolsLed.length > 0 ? [`school lead at ${joined(standing.schoolsLed)}`] : []),
    ...(standing.leadMentor ? ['lead mentor'] : []),
    ...(standing.coordinatorOf === null ? [] : [`coordinator of ${standing.coordinatorOf}`]),
  ];
  return parts.length === 0 ? null : `You are here as ${joined(parts)}.`;
}
