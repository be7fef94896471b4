import { getLocale, msg, str } from './localize.js';

/** `Amara and Helen Ward`, as the language on screen joins names. */
export const listOfNames = (names: readonly string[]): string => new Intl.ListFormat(getLocale(), { type: 'conjunction' }).format(names);

/** *Who can see this: you and Priya Nair.* @param others names of everybody but the reader */
export const whoCanSee = (others: readonly string[]): string =>
  others.length === 0 ? msg('Who can see this: only you.') : msg(str`Who can see this: ${listOfNames([msg('you'), ...others])}.`);
