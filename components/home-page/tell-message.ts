import type { WaitedFor } from '../../tool/home/home.shared.js';
import { getLocale, msg, str } from '../shared/localize.js';

export interface TellMessage {
  subject: string;
  body: string;
}

function whereOf(platforms: readonly string[]): string {
  if (platforms.length === 0) return msg('Open it as you usually do, and look under “Waiting for you”.');
  const names = new Intl.ListFormat(getLocale(), { type: 'disjunction' }).format(platforms);
  return msg(str`Open Critical Friend in ${names}, and look under “Waiting for you”.`);
}

/**
 * Says that something waits and where, and nothing of what it is: mail passes through many hands.
 * @param platforms where they open the tool. @param sender whose name stands under it; '' for nobody's
 */
export function tellMessage({ personId, givenName }: WaitedFor, platforms: readonly string[], sender: string): TellMessage {
  const something =
    personId === null
      ? [
          msg('Your mentor code for Critical Friend is still waiting for you.'),
          msg('Open Critical Friend in your school’s Canvas or Moodle, and type the code from your letter. It takes a minute.'),
          msg('If the letter is lost, tell me and I will send you a new code.'),
        ]
      : [msg('Something is waiting for you in Critical Friend.'), whereOf(platforms)];
  return {
    subject: msg('Critical Friend: something is waiting for you'),
    body: [msg(str`Hello ${givenName},`), something.join(' '), sender].filter((part) => part !== '').join('\n\n'),
  };
}

/** A link to the person's own mail program (RFC 6068: everything encoded, lines ended by CR LF). */
export const mailLink = (to: string, { subject, body }: TellMessage): string =>
  `mailto:${encodeURIComponent(to).replace('%40', '@')}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll('\n', '\r\n'))}`;
