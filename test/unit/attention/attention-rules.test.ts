import { describe, expect, test } from '@jest/globals';
import {
  flagsOf, heldUpBy, heldUpSentence, longestSilenceFirst, silenceOf, waitingFor, whenOf, type Subject,
} from '../../../tool/attention/attention.rules.js'; // prettier-ignore
import { usualDays, type TraineeRow } from '../../../tool/attention/attention.shared.js';
import type { Activity } from '../../../tool/attention/attention-source.js';
import { countByWeek, dayIn, daysBetween, lastMondays } from '../../../tool/attention/day.rules.js';
import { statusOf } from '../../../tool/passback/score-status.rules.js';
import type { ScoreRow } from '../../../tool/passback/score.js';

const activity = (changes: Partial<Activity> = {}): Activity => ({
  lastOn: null,
  signed: 0,
  read: 0,
  unreadSince: null,
  days: [],
  ...changes,
});
const priya = { personId: 'priya', name: 'Priya Nair', givenName: 'Priya' };
const james = { personId: 'james', name: 'James Boyle', givenName: 'James' };
const subject = (changes: Partial<Subject> = {}): Subject => ({
  trainee: { personId: 'amara', name: 'Amara Okafor', givenName: 'Amara' },
  mentors: [priya],
  startsOn: '2026-09-09',
  endsOn: '2026-12-19',
  timeZone: 'Europe/London',
  today: '2026-11-17',
  facts: { observation: activity({ lastOn: '2026-11-12', signed: 6, read: 6 }) },
  ...changes,
});
const sentences = (one: Subject, days = usualDays): string[] => flagsOf(one, days).map((flag) => flag.sentence);
const notSent = statusOf(
  { id: 'l', title: null },
  { state: 'failed', fault: 'not_enrolled', decidedAt: '2026-11-16T09:00:00.000Z', score: 6, maximum: 6 } as ScoreRow,
  { platform: 'Moodle', trainee: 'Amara' },
);

describe('A trainee needs their tutor', () => {
  test('for nothing where all is well', () => {
    expect(flagsOf(subject(), usualDays)).toEqual([]);
  });

  test.each([
    ['2026-11-04', []],
    ['2026-11-03', ['No observation recorded since 3 November']],
    ['2025-12-03', ['No observation recorded since the placement began on 9 September']],
  ])('when the last observation, on %s, is fourteen days ago', (lastOn, expected) => {
    expect(sentences(subject({ facts: { observation: activity({ lastOn }) } }))).toEqual(expected);
  });

  test('when there was never an observation since the placement began', () => {
    expect(sentences(subject({ facts: {} }))).toEqual(['No observation recorded since the placement began on 9 September']);
  });

  test('when no meeting is recorded, once something tells of meetings', () => {
    const facts = { observation: activity({ lastOn: '2026-11-16' }), meeting: activity({ lastOn: '2026-11-03' }) };
    expect(sentences(subject({ facts }))).toEqual(['No meeting recorded since 3 November']);
  });

  test('when a signed record is not read for a week, counted in the school’s days', () => {
    // Half past midnight in London is still the day before in UTC.
    const facts = { observation: activity({ lastOn: '2026-11-10', unreadSince: '2026-10-09T23:30:00.000Z' }) };
    expect(sentences(subject({ facts, today: '2026-10-17' }))).toEqual(['Signed on 10 October, not read by Amara yet']);
    expect(sentences(subject({ facts, today: '2026-10-16' }))).toEqual([]);
  });

  test('when none of the current targets was changed for four weeks, and not where there is none', () => {
    const observation = activity({ lastOn: '2026-11-16' });
    const targets = { current: 2, changedAt: '2026-10-20T09:00:00.000Z' };
    expect(sentences(subject({ facts: { observation, targets } }))).toEqual(['No target changed since 20 October']);
    expect(sentences(subject({ facts: { observation, targets: { ...targets, current: 0 } } }))).toEqual([]);
  });

  test('when the gradebook did not take what was sent, in the words of the gradebook’s own line', () => {
    const facts = { observation: activity({ lastOn: '2026-11-16' }), gradebook: [notSent] };
    expect(sentences(subject({ facts }))).toEqual([notSent.sentence]);
  });

  test('when nobody is their mentor, and whose code lies unused', () => {
    const facts = { observation: activity({ lastOn: '2026-11-16' }) };
    expect(sentences(subject({ mentors: [], facts }))).toEqual(['No mentor yet, and no open code. The placement began on 9 September']);
    const codes = [{ nameGiven: 'Ms Nair', madeAt: '2026-11-02T09:00:00.000Z', expiresAt: '2026-12-02T09:00:00.000Z' }];
    expect(sentences(subject({ mentors: [], facts: { ...facts, codes } }))).toEqual([
      'Ms Nair has not used the mentor code made on 2 November',
    ]);
  });

  test('for no rule that is switched off', () => {
    const all = subject({ mentors: [], facts: { gradebook: [notSent] } });
    const off = { observation: null, meeting: null, unread: null, target: null, grade: null, mentor: null };
    expect(flagsOf(all, usualDays)).not.toEqual([]);
    expect(flagsOf(all, off)).toEqual([]);
  });

  test('before the placement begins for nothing, and after its end for what is still open, two months long', () => {
    const facts = { gradebook: [notSent] };
    expect(flagsOf(subject({ today: '2026-09-08', mentors: [], facts }), usualDays)).toEqual([]);
    expect(sentences(subject({ today: '2026-12-20', mentors: [], facts }))).toEqual([notSent.sentence]);
    expect(sentences(subject({ today: '2027-02-17', facts }))).toEqual([notSent.sentence]);
    expect(sentences(subject({ today: '2027-02-18', facts }))).toEqual([]);
  });
});

describe('Silence', () => {
  test.each([
    ['2026-09-08', '2026-09-09', 0],
    ['2026-09-30', '2026-09-09', 21],
    ['2027-03-01', '2026-09-09', 101],
  ])('on %s is counted from the start of the placement and stops at its end', (today, since, days) => {
    expect(silenceOf(subject({ today, facts: {} }))).toEqual({ since, days });
  });

  test('ends with whatever was recorded last, observation or meeting', () => {
    const facts = { observation: activity({ lastOn: '2026-10-01' }), meeting: activity({ lastOn: '2026-11-10' }) };
    expect(silenceOf(subject({ facts }))).toEqual({ since: '2026-11-10', days: 7 });
  });

  test('decides the order, the longest first, and then the name', () => {
    const row = (name: string, silentSince: string) => ({ trainee: { name }, silentSince, placementId: name }) as TraineeRow;
    const rows = [row('Cara', '2026-11-01'), row('Ben', '2026-11-01'), row('Zoe', '2026-10-01')];
    expect(rows.sort(longestSilenceFirst).map((one) => one.trainee.name)).toEqual(['Zoe', 'Ben', 'Cara']);
  });
});

describe('Who is waited for', () => {
  const turn = (one: Subject): string | null => waitingFor(one, flagsOf(one, usualDays));

  test('is nobody where all is well', () => {
    expect(turn(subject())).toBeNull();
  });
  test('is the tutor where there is no mentor and no code', () => {
    expect(turn(subject({ mentors: [] }))).toBe('You, to make a mentor code');
  });
  test('is whoever got the code', () => {
    const codes = [{ nameGiven: 'Ms Nair', madeAt: '2026-11-02T09:00:00.000Z', expiresAt: '2026-12-02T09:00:00.000Z' }];
    expect(turn(subject({ mentors: [], facts: { codes } }))).toBe('Ms Nair, to use the mentor code');
  });
  test('is the trainee while a signed record is unread', () => {
    const facts = { observation: activity({ lastOn: '2026-11-16', unreadSince: '2026-11-16T15:00:00.000Z' }) };
    expect(turn(subject({ facts }))).toBe('Amara, to read what was signed on 16 November');
  });
  test('is the tutor where the gradebook refused', () => {
    expect(turn(subject({ facts: { observation: activity({ lastOn: '2026-11-16' }), gradebook: [notSent] } }))).toBe(
      'You, to send it to the gradebook again',
    );
  });
  test('is one of the mentors where nothing was recorded for long', () => {
    expect(turn(subject({ mentors: [priya, james], facts: {} }))).toBe('Priya Nair or James Boyle, to record an observation');
  });
});

describe('Who a tutor is offered to tell', () => {
  const told = (one: Subject, days = usualDays) => {
    const turn = heldUpBy(one, flagsOf(one, days));
    return turn && { sentence: heldUpSentence(one, turn), since: turn.since, people: turn.people?.map((person) => person.givenName) };
  };
  const codes = [{ nameGiven: 'Ms Nair', madeAt: '2026-11-02T09:00:00.000Z', expiresAt: '2026-12-02T09:00:00.000Z' }];
  const unread = (on: string) => activity({ lastOn: '2026-11-16', unreadSince: `${on}T15:00:00.000Z` });

  test('is nobody where all is well, and nobody else where it is the tutor’s own turn', () => {
    expect(told(subject())).toBeNull();
    expect(told(subject({ mentors: [] }))).toBeNull();
    expect(told(subject({ facts: { observation: activity({ lastOn: '2026-11-16' }), gradebook: [notSent] } }))).toBeNull();
  });
  test('is whoever has not used the code, by the name on the letter', () => {
    expect(told(subject({ mentors: [], facts: { codes } }))).toEqual({
      sentence: 'Amara Okafor: Ms Nair has not used the mentor code', since: '2026-11-02', people: ['Ms Nair'],
    }); // prettier-ignore
  });
  test('is nobody by name where the letter names nobody', () => {
    const nameless = codes.map((code) => ({ ...code, nameGiven: null }));
    expect(told(subject({ mentors: [], facts: { codes: nameless } }))).toMatchObject({
      sentence: 'Amara Okafor: The mentor has not used the mentor code', people: [],
    }); // prettier-ignore
  });
  test.each([
    ['2026-11-11', null],
    ['2026-11-10', { sentence: 'Amara Okafor has not read what was signed', since: '2026-11-10', people: ['Amara'] }],
  ])('is the trainee once a record signed on %s is unread for as long as the rule says', (on, expected) => {
    expect(told(subject({ facts: { observation: unread(on) } }))).toEqual(expected);
  });
  test('is one of the mentors where nothing was recorded for long, even while something was not read for a day', () => {
    const observation = { ...unread('2026-11-16'), lastOn: '2026-10-28' };
    expect(told(subject({ mentors: [priya, james], facts: { observation } }))).toEqual({
      sentence: 'Amara Okafor: no observation recorded by Priya Nair or James Boyle', since: '2026-10-28', people: ['Priya', 'James'],
    }); // prettier-ignore
  });
  test('is nobody by a rule that is switched off', () => {
    const off = { ...usualDays, observation: null, mentor: null, unread: null };
    for (const one of [
      subject({ facts: {} }),
      subject({ mentors: [], facts: { codes } }),
      subject({ facts: { observation: unread('2026-10-01') } }),
    ])
      expect(told(one, off)).toBeNull();
  });
  test('is the trainee for two months after the placement, and then nobody', () => {
    const facts = { observation: activity({ lastOn: '2026-12-15', unreadSince: '2026-12-15T15:00:00.000Z' }) };
    expect(told(subject({ facts, today: '2027-02-17' }))?.people).toEqual(['Amara']);
    expect(told(subject({ facts, today: '2027-02-18' }))).toBeNull();
  });
});

describe('Days', () => {
  test('belong to the school’s zone', () => {
    expect(dayIn('2026-07-01T23:30:00.000Z', 'Europe/London')).toBe('2026-07-02');
    expect(dayIn('2026-07-01T23:30:00.000Z', 'America/New_York')).toBe('2026-07-01');
  });
  test('are counted over the change of the clocks', () => {
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
  });
  test('fall into weeks that begin on Mondays, and weeks outside the placement are empty', () => {
    const mondays = lastMondays('2026-11-15', 3);
    expect(mondays).toEqual(['2026-10-26', '2026-11-02', '2026-11-09']);
    const placement = { startsOn: '2026-11-02', endsOn: '2026-12-19' };
    expect(countByWeek(['2026-11-09', '2026-11-15', '2026-11-16'], mondays, placement)).toEqual([null, 0, 2]);
  });
  test('say where a placement stands', () => {
    const at = (today: string) => whenOf({ startsOn: '2026-09-09', endsOn: '2026-12-19', today });
    expect(['2026-09-08', '2026-09-09', '2026-12-19', '2026-12-20'].map(at)).toEqual(['future', 'now', 'now', 'ended']);
  });
});
