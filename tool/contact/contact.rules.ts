import type { FieldProblem } from '../errors.js';
import { addressLength, type SchoolContactsBody, type SomeoneBody } from './contact.shared.js';
import { urlOf } from '../url.js';

// Marks that turn the direction of writing round. Telephones copied out of an address book carry them, and nobody sees them.
const direction = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const control = /\p{Cc}/u;

/** One line as people mean it: no invisible marks, one space between words, none outside. */
const tidy = (text: string): string => text.replace(direction, '').trim().replace(/\s+/gu, ' ');

const fewestDigits = 6;
/** The longest there is (ITU-T E.164). */
const mostDigits = 15;

/**
 * What a telephone is given to dial a number written as people write it: `+44 (0)1632 960123` becomes `+441632960123`. An extension is
 * asked for by whoever answers, so it stays on the screen and is not dialled. Null for what is no telephone number.
 */
export function dialOf(written: string): string | null {
  const text = tidy(written).replace(/[‐-―−]/gu, '-');
  const number = text.replace(/,? ?(?:ext\.?|extension|x) ?[0-9]{1,6}$/i, '');
  if (!/^\+?[0-9() ./-]+$/.test(number)) return null;
  const abroad = number.startsWith('+');
  const digits = (abroad ? number.replace(/\( ?0 ?\)/, '') : number).replace(/[^0-9]/g, '');
  if (digits.length < fewestDigits || digits.length > mostDigits || (abroad && digits.startsWith('0'))) return null;
  return `${abroad ? '+' : ''}${digits}`;
}

/**
 * An address of the web that may become a link, as a browser would read it, with the host it leads to. Only https, and nothing that
 * makes an address look like another one: no name and password in it, no space, no invisible mark.
 */
export function documentsOf(written: string): { url: string; host: string } | null {
  const text = written.trim();
  if (!/^https:\/\/[^/\\?#@]+(?:[/?#]|$)/i.test(text) || /[\p{C}\p{Z}\\]/u.test(text)) return null;
  const url = urlOf(text);
  if (!url) return null;
  const { protocol, username, password, host, href } = url;
  if (protocol !== 'https:' || username !== '' || password !== '' || href.length > addressLength) return null;
  return { url: href, host };
}

/** Names as people compare them: without accents, capital letters, titles' dots and the spaces between. */
const folded = (name: string): string =>
  tidy(name)
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** Which of these people has this name; the one who may not be it. */
export const sameNamed = (name: string, others: readonly string[]): string | null =>
  others.find((other) => folded(other) !== '' && folded(other) === folded(name)) ?? null;

export const settledSchool = ({ lead, documents }: SchoolContactsBody): SchoolContactsBody => ({
  lead: lead && { name: tidy(lead.name), telephone: tidy(lead.telephone) },
  documents: documents === null ? null : (documentsOf(documents)?.url ?? documents.trim()),
});

const nameProblem = (pointer: string, name: string): FieldProblem[] =>
  name === '' || control.test(name) ? [{ pointer, detail: 'Write the name again: it holds something that cannot be shown.' }] : [];

/** What is wrong with what was settled; empty where nothing is. */
export const schoolProblems = ({ lead, documents }: SchoolContactsBody): FieldProblem[] => [
  ...(lead ? nameProblem('/lead/name', lead.name) : []),
  ...(lead && dialOf(lead.telephone) === null
    ? [{ pointer: '/lead/telephone', detail: 'Write a telephone number, for example 01632 960123.' }]
    : []),
  ...(documents !== null && documentsOf(documents) === null
    ? [{ pointer: '/documents', detail: 'Write an address that begins with https:// and has no name or password in it.' }]
    : []),
];

export const settledSomeone = ({ someone }: SomeoneBody): SomeoneBody => ({
  someone: someone && { name: tidy(someone.name), reach: tidy(someone.reach) },
});

export const someoneProblems = ({ someone }: SomeoneBody): FieldProblem[] =>
  someone === null
    ? []
    : [
        ...nameProblem('/someone/name', someone.name),
        ...(someone.reach === '' || control.test(someone.reach)
          ? [{ pointer: '/someone/reach', detail: 'Write it again: it holds something that cannot be shown.' }]
          : []),
      ];

/** Whom the card names. @param judges names of the mentors and tutors, who are nobody to turn to about themselves */
export const someoneShown = <One extends { name: string }>(own: One | null, usual: One | null, judges: readonly string[]): One | null =>
  [own, usual].find((one) => one !== null && sameNamed(one.name, judges) === null) ?? null;
