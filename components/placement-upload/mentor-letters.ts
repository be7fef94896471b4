import type { MentorLetter } from '../../tool/partnership/placement-intake.shared.js';

/** One letter: a mentor with the codes of all their trainees. */
export interface Letter {
  mentor: string;
  school: string;
  /** Earliest first day. */
  startsOn: string;
  codes: MentorLetter[];
}

const keyOf = (code: MentorLetter): string => (code.mentorEmail ?? `${code.mentor}\n${code.school}`).toLowerCase();

/** One letter a mentor, in the order of the list: the same e-mail, or the same name at the same school. */
export function groupLetters(codes: readonly MentorLetter[]): Letter[] {
  const letters = new Map<string, Letter>();
  for (const code of codes) {
    const letter = letters.get(keyOf(code));
    if (!letter) letters.set(keyOf(code), { mentor: code.mentor, school: code.school, startsOn: code.startsOn, codes: [code] });
    else {
      letter.codes.push(code);
      if (code.startsOn < letter.startsOn) letter.startsOn = code.startsOn;
    }
  }
  return [...letters.values()];
}
