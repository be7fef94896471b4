import type { ObservationView } from '../../tool/observation/observation.shared.js';
import { overLimit } from '../../tool/target/limits.shared.js';
import type { EarlierTarget, TargetBody } from '../../tool/target/target.shared.js';

const isWritten = ({ wording, why, actions, support }: TargetBody): boolean =>
  [wording, why, actions, support].some((text) => text.trim() !== '');

/** Earlier targets that go on when this is signed. */
export const goingOn = ({ earlier }: Pick<ObservationView, 'earlier'>): EarlierTarget[] =>
  earlier.filter(({ status, answer }) => status === 'active' && (answer === null || answer.outcome === 'going_on'));

/** How many of them have to be parked before this can be signed; the server says the same. */
export const toPark = (view: Pick<ObservationView, 'earlier' | 'targets'>): number =>
  overLimit(goingOn(view).length, view.targets.filter(isWritten).length);
