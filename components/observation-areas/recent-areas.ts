import type { CurriculumArea, FrameworkView } from '../../tool/framework/framework.shared.js';
import type { NoteView } from '../../tool/observation/observation.shared.js';

/** What there is to tag with, and what has been tagged. */
export interface AreaChoice {
  /** In force, in the order they are offered. */
  frameworks: readonly FrameworkView[];
  /** Named by notes of this record, in force or not. */
  known: readonly CurriculumArea[];
}

export const noAreas: AreaChoice = { frameworks: [], known: [] };

/** Every area by its id. */
export const areasById = ({ frameworks, known }: AreaChoice): ReadonlyMap<string, CurriculumArea> =>
  new Map([...known, ...frameworks.flatMap((framework) => framework.areas)].map((area) => [area.id, area]));

/**
 * The areas to offer first: those used last in this lesson, then the first that are in force.
 * @param notes in their order, without the note that is being tagged: what is tapped must not move the others
 * @param most how many
 */
export function recentAreas(notes: readonly Pick<NoteView, 'areaIds'>[], { frameworks }: AreaChoice, most: number): string[] {
  const inForce = frameworks.flatMap((framework) => framework.areas.map((area) => area.id));
  const used = notes.toReversed().flatMap((note) => note.areaIds);
  return [...new Set([...used.filter((id) => inForce.includes(id)), ...inForce])].slice(0, most);
}
