import type { ListedPlatform, Missing } from '../../tool/registration/registration.shared.js';
import { msg } from '../shared/localize.js';

export const stateWords = (state: ListedPlatform['state']): string =>
  ({ waits: msg('Waits for your answer'), open: msg('Connected'), off: msg('Switched off'), declined: msg('Turned away') })[state];

/** What goes without a service, and what to tick. */
export const missingSentence = (missing: Missing, family: ListedPlatform['family']): string => {
  const where =
    family === 'canvas'
      ? msg('in the app’s permissions')
      : family === 'moodle'
        ? msg('in the tool’s services')
        : msg('in the settings of the tool');
  const what: Record<Missing, string> = {
    people: msg('The list of people in a course is not allowed. People appear only after they have opened the tool themselves.'),
    column: msg('Making a gradebook column is not allowed. The activity’s own column is used.'),
    find_column: msg('Finding the gradebook column is not allowed.'),
    results: msg('Reading results is not allowed. We cannot see whether a count arrived.'),
    scores: msg('Sending scores is not allowed. Nothing reaches the gradebook.'),
  };
  return `${what[missing]} ${msg('It can be allowed')} ${where}.`;
};
