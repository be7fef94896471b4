/** What is known of somebody's name, best source first. */
export interface NameSource {
  name: string | null;
  givenName: string | null;
  studentNumber: string | null;
}

export interface ShownName {
  name: string;
  givenName: string;
}

const titles = new Set(['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'prof', 'professor', 'rev', 'sir', 'dame']);

/** `Amara Okafor` → `Amara`; `Ms Nair` stays whole, because nobody is called Ms. */
function firstWord(name: string): string {
  const [first = name, ...others] = name.split(/\s+/);
  return others.length === 0 || titles.has(first.toLowerCase().replace(/\.$/, '')) ? name : first;
}

const said = (text: string | null | undefined): string | null => {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
};

/**
 * What a person is called on the screen: what their platform calls them, else the name given with their code, else the student number,
 * else the stand-in. A platform's raw user id is never among these.
 */
export function shownName(sources: readonly NameSource[], standIn: string): ShownName {
  for (const source of sources) {
    const name = said(source.name);
    if (name !== null) return { name, givenName: said(source.givenName) ?? firstWord(name) };
  }
  const number = sources.map((source) => said(source.studentNumber)).find((one) => one !== null);
  const name = number ?? standIn;
  return { name, givenName: name };
}

/** One human with two accounts, as far as their platforms tell: the same e-mail in any capitals. No e-mail is nobody's. */
export const isSameMail = (one: string | null, other: string | null): boolean =>
  (one ?? '') !== '' && one?.toLowerCase() === other?.toLowerCase();

/** True where one of the sources holds a real name. */
export const hasName = (sources: readonly NameSource[]): boolean => sources.some((source) => said(source.name) !== null);

export const namelessTrainee = 'A trainee without a name';
export const namelessPerson = 'Somebody without a name';
