import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dueWords } from '../../../components/home-page/due-words.js';
import { mailLink, tellMessage } from '../../../components/home-page/tell-message.js';
import { groupsOf } from '../../../components/home-page/waiting-groups.js';
import type { Due, WaitingItem } from '../../../tool/home/home.shared.js';
import { inOrder } from '../../../tool/home/waiting.rules.js';

const item = (key: string, at: string | null, about: string | null): WaitingItem => ({
  key, sentence: key, href: '#/', about: about === null ? null : { personId: about, name: about }, due: at === null ? null : { kind: 'by', at }, minutes: null,
}); // prettier-ignore

describe('Waiting for you', () => {
  test('puts what is due first', () => {
    const keys = inOrder([item('c', null, 'Amara'), item('b', '2026-09-12T10:00:00.000Z', null), item('a', '2026-09-12', 'Tomos')]);
    expect(keys.map((one) => one.key)).toEqual(['a', 'b', 'c']);
  });

  test('has no groups where it is about one trainee or none', () => {
    expect(groupsOf([])).toEqual([]);
    const lines = [item('a', null, 'Amara'), item('b', null, null)];
    expect(groupsOf(lines)).toEqual([{ about: null, items: lines }]);
  });

  test('tells two trainees of one name apart', () => {
    const [one, other] = [item('a', null, 'Jo'), item('b', null, 'Jo')];
    const second = { ...other, about: { personId: 'another', name: 'Jo' } };
    expect(groupsOf([one, second]).map((group) => group.items)).toEqual([[one], [second]]);
  });

  test('is grouped by trainee, who has the earliest line first and matters of the partnership last', () => {
    const anyItems = fc
      .array(
        fc.tuple(
          fc.option(fc.constantFrom('2026-11-10', '2026-11-11T09:00:00.000Z', '2026-11-12')),
          fc.option(fc.constantFrom('Amara', 'Ben', 'Cara')),
        ),
        { maxLength: 12 },
      )
      .map((lines) => inOrder(lines.map(([at, about], index) => item(String(index), at, about))));
    fc.assert(
      fc.property(anyItems, (items) => {
        const groups = groupsOf(items);
        // Nothing is lost, nothing is told twice, and inside a group the order stays.
        expect(groups.flatMap((group) => group.items).toSorted((a, b) => items.indexOf(a) - items.indexOf(b))).toEqual(items);
        for (const group of groups) expect(inOrder(group.items)).toEqual(group.items);
        if (new Set(items.flatMap((one) => one.about?.name ?? [])).size < 2) return groups.length <= 1;
        const named = groups.filter((group) => group.about !== null);
        for (const { about, items: own } of named) expect(own.every((one) => one.about?.personId === about?.personId)).toBe(true);
        const firsts = named.map((group) => group.items[0]?.due?.at ?? '~');
        expect(firsts).toEqual(firsts.toSorted());
        return groups.slice(0, named.length).every((group) => group.about !== null);
      }),
    );
  });
});

describe('The day of a line', () => {
  const options = { now: new Date('2026-11-12T15:00:00Z'), timeZone: 'Europe/London' };
  const words: [Due['kind'], string, string][] = [
    ['by', '2026-11-12', 'due today'],
    ['by', '2026-11-13', 'due tomorrow'],
    ['by', '2026-11-17', 'due Tuesday'],
    ['by', '2026-12-03', 'due 3 December'],
    ['by', '2026-11-11', 'overdue since yesterday'],
    ['by', '2026-11-10', 'overdue since Tuesday'],
    ['on', '2026-11-12', 'today'],
    ['on', '2026-11-13', 'tomorrow'],
    ['on', '2026-11-10', 'was Tuesday'],
    ['since', '2026-11-12T08:00:00.000Z', 'since today'],
    ['since', '2026-11-10', 'since Tuesday'],
    ['since', '2026-10-28T09:00:00.000Z', 'since 28 October'],
    ['until', '2026-11-16T23:59:00.000Z', 'until Monday'],
    ['until', '2026-11-11', 'ended yesterday'],
  ];
  test.each(words)('%s %s reads %s', (kind, at, expected) => {
    expect(dueWords({ kind, at }, options)).toBe(expected);
  });

  test('belongs to the zone of the school', () => {
    const late: Due = { kind: 'since', at: '2026-11-12T23:30:00.000Z' };
    expect(dueWords(late, { ...options, now: new Date('2026-11-13T08:00:00Z') })).toBe('since yesterday');
    expect(dueWords(late, { timeZone: 'Europe/Athens', now: new Date('2026-11-13T08:00:00Z') })).toBe('since today');
  });
});

describe('The message to somebody whose turn it is', () => {
  const amara = { personId: 'amara', name: 'Amara Okafor', givenName: 'Amara' };

  test('says where something waits and nothing of what it is', () => {
    expect(tellMessage(amara, ['Moodle'], 'Priya Nair')).toEqual({
      subject: 'Critical Friend: something is waiting for you',
      body: 'Hello Amara,\n\nSomething is waiting for you in Critical Friend. Open Critical Friend in Moodle, and look under “Waiting for you”.\n\nPriya Nair',
    });
  });

  test('names every platform they open it in, or none where none is known', () => {
    expect(tellMessage(amara, ['Canvas', 'Moodle'], '').body).toContain('Open Critical Friend in Canvas or Moodle,');
    expect(tellMessage(amara, [], '').body).toContain('Open it as you usually do');
  });

  test('asks somebody who has not come yet for the code from their letter', () => {
    const { body } = tellMessage({ personId: null, name: 'Ms Nair', givenName: 'Ms Nair' }, [], 'Helen Ward');
    expect(body).toContain('type the code from your letter');
  });

  test('arrives whole in a mail program, whatever names and addresses hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), fc.emailAddress(), (givenName, sender, email) => {
        const message = tellMessage({ ...amara, givenName }, ['Moodle'], sender);
        const link = new URL(mailLink(email, message));
        expect(decodeURIComponent(link.pathname)).toBe(email);
        // Read as RFC 6068 says, in which `+` is no space.
        const heads = new Map(
          link.search
            .slice(1)
            .split('&')
            .map((part) => part.split('=').map(decodeURIComponent) as [string, string]),
        );
        expect([...heads]).toEqual([['subject', message.subject], ['body', message.body.replaceAll('\n', '\r\n')]]); // prettier-ignore
      }),
    );
  });
});
