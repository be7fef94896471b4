import type { DigestAnswer } from '../../tool/digest/digest.shared.js';
import { msg, str } from '../shared/localize.js';
import { dayName } from '../shared/times.js';

function whichMail(on: string, timeZone: string): string {
  const day = dayName(on, { timeZone });
  if (day === msg('today')) return msg('Today’s e-mail');
  return day === msg('yesterday') ? msg('Yesterday’s e-mail') : msg(str`The e-mail of ${day}`);
}

/** What went wrong with the last e-mail, and what happens next. */
export function troubleSentence({ what, on }: NonNullable<DigestAnswer['trouble']>, timeZone: string): string {
  const mail = whichMail(on, timeZone);
  return {
    unsent: () => msg(str`${mail} could not be sent. The next one is tried as usual.`),
    uncertain: () => msg(str`${mail} may not have arrived. The next one is tried as usual.`),
    refused: () => msg(str`${mail} was refused: nobody has your address there. No more are sent until you choose again.`),
  }[what]();
}
