import { z } from 'zod';
import { addDays, dayIn } from '../attention/day.rules.js';
import type { Rhythm, Trouble } from './digest.shared.js';

/** Rhythms in which something is sent. */
export type SendingRhythm = Exclude<Rhythm, 'never'>;

const hourMs = 60 * 60_000;
const morningHour = 7;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the clock on the wall shows, as milliseconds of a day without a zone. */
function wallClock(instant: number, timeZone: string): number {
  let clock = clocks.get(timeZone);
  if (!clock) {
    // Swedish writes `2026-03-29 07:00:00`.
    clock = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone });
    clocks.set(timeZone, clock);
  }
  return Date.parse(`${clock.format(instant).replace(' ', 'T')}Z`);
}

/** Seven o’clock of a day. @param timeZone IANA name */
function morningOf(day: string, timeZone: string): Date {
  const wall = Date.parse(`${day}T00:00:00Z`) + morningHour * hourMs;
  const ahead = (instant: number): number => wallClock(instant, timeZone) - instant;
  // The first guess may lie on the other side of a clock change.
  return new Date(wall - ahead(wall - ahead(wall)));
}

const isSendingDay = (day: string, rhythm: SendingRhythm): boolean => {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return rhythm === 'mondays' ? weekday === 1 : weekday >= 1 && weekday <= 5;
};

/** The first morning after `now` on which this rhythm sends. @param timeZone IANA name */
export function nextMorning(now: Date, rhythm: SendingRhythm, timeZone: string): Date {
  let day = dayIn(now, timeZone);
  for (;;) {
    const morning = morningOf(day, timeZone);
    if (isSendingDay(day, rhythm) && morning > now) return morning;
    day = addDays(day, 1);
  }
}

/** Four tries a morning, the last about four hours after the first. */
const waitsMs = [hourMs / 4, hourMs, 3 * hourMs];

/** How long to wait after this many tries that failed; null where it is given up for the day. */
export const retryAfterMs = (failed: number): number | null => waitsMs[failed - 1] ?? null;

/** The address, where it is exactly one and nothing else: no name, no list, no line break. */
export const usableAddress = (text: string | null): string | null =>
  text !== null && text.length <= 254 && z.regexes.html5Email.test(text) ? text : null;

/** Who the e-mail is from: as `SMTP_URL` says, else its user, else a name at our own host. */
export function senderOf(smtpUrl: string, publicUrl: string): string {
  const { searchParams, username } = new URL(smtpUrl);
  return searchParams.get('from') ?? usableAddress(decodeURIComponent(username)) ?? `critical-friend@${new URL(publicUrl).hostname}`;
}

export interface Letter {
  subject: string;
  text: string;
}

const whenWords: Record<SendingRhythm, string> = { weekdays: 'on weekday mornings', mondays: 'on Monday mornings' };
/** What an operator called a platform is one line. */
const oneLine = (text: string): string => text.replace(/[\p{C}\s]+/gu, ' ').trim();

/** Says how many things wait and where to see them: no name of a person, and nothing of what waits. */
export function letterOf(given: { count: number; rhythm: SendingRhythm; platforms: readonly string[]; stopUrl: string }): Letter {
  const { count, rhythm, platforms, stopUrl } = given;
  const waits = count === 1 ? '1 thing waits for you' : `${count} things wait for you`;
  const text = [
    `${waits}.`,
    `Open Critical Friend in ${platforms.map(oneLine).join(' or ')} to see what.`,
    `You asked for this e-mail ${whenWords[rhythm]}, when something waits. It names nobody and says no more than this. Answers to it are not read.`,
    `To stop it, open this page and press the button:\n${stopUrl}`,
  ];
  return { subject: `Critical Friend: ${waits}`, text: `${text.join('\n\n')}\n` };
}

/** As much of an error of the mail library as tells what has happened. */
export interface MailFault {
  command?: string | undefined;
  response?: string | undefined;
  responseCode?: number | undefined;
}

/**
 * `away`: the server was not reached or takes nothing from us, and nobody's e-mail will do better just now. `later`: it will not take this one
 * just now. `unsent`: nor later. `refused`: there is no such mailbox. `uncertain`: it may have been taken, so it is not sent again.
 */
export type Failure = 'away' | 'later' | Trouble;

/** 5.7.x says that we may not send there, which is the operator's to mend and not the reader's. */
const isPolicy = (response = ''): boolean => /^\d{3}[ -]5\.7\./.test(response);

/** @param begun whether the server let us in, so that the text may have left */
export function failureOf({ command, response, responseCode }: MailFault, begun: boolean): Failure {
  if (!begun) return 'away';
  if (responseCode === undefined) return 'uncertain';
  if (command !== 'RCPT TO' && command !== 'DATA') return 'away';
  if (responseCode < 500) return 'later';
  return command === 'DATA' || isPolicy(response) ? 'unsent' : 'refused';
}
