import { getLocale } from './localize.js';

/** `Amara and Helen Ward`, as the language on screen joins names. */
export const listOfNames = (names: readonly string[]): string => new Intl.ListFormat(getLocale(), { type: 'conjunction' }).format(names);
