import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isWebAddress, mostTargets, overLimit } from '../../../tool/target/limits.shared.js';
import {
  isShownTo,
  mayBecome,
  sameTarget,
  settle,
  signedTarget,
  targetWithoutWords,
  wasAgreed,
  withoutWords,
} from '../../../tool/target/target.rules.js';
import { targetOutcome, targetStatus, type TargetBody } from '../../../tool/target/target.shared.js';

const body: TargetBody = {
  wording: 'Wait', why: '', actions: 'Count', support: '', byOn: '2026-11-19', areaIds: [], link: null, position: 0, noteIds: ['b', 'a'],
}; // prettier-ignore
const statuses = targetStatus.options;

describe('the life of a target', () => {
  it('goes from draft to active, can be parked, closed or dropped, and taken up again', () => {
    const moves = statuses.map((from) => [from, statuses.filter((to) => mayBecome(from, to))]);
    expect(Object.fromEntries(moves)).toEqual({
      draft: ['active', 'withdrawn'],
      active: ['parked', 'closed', 'dropped'],
      parked: ['active', 'closed', 'dropped'],
      closed: ['active'],
      dropped: ['active'],
      withdrawn: ['draft'],
    });
  });

  it('never comes back from what was agreed to a draft', () => {
    for (const from of statuses.filter(wasAgreed)) expect(statuses.filter((to) => mayBecome(from, to)).every(wasAgreed)).toBe(true);
  });

  it('is changed by an answer only along that life, and never taken up again by one', () => {
    for (const status of statuses.filter(wasAgreed)) {
      for (const outcome of targetOutcome.options) {
        const became = settle(status, outcome);
        if (typeof became === 'object') expect([mayBecome(status, became.to), became.to === 'active']).toEqual([true, false]);
      }
    }
    expect(settle('active', 'going_on')).toBe('confirmed');
    expect(settle('parked', 'going_on')).toBe('left');
    expect(settle('closed', 'park')).toBe('left');
    expect(settle('parked', 'done')).toEqual({ to: 'closed' });
  });
});

describe('three at most', () => {
  it('asks for as many to park as are too many, and for none where nothing is added', () => {
    fc.assert(
      fc.property(fc.nat(9), fc.nat(3), (standing, added) => {
        const park = overLimit(standing, added);
        if (added === 0) expect(park).toBe(0);
        else {
          expect(standing - park + added).toBeLessThanOrEqual(Math.max(mostTargets, added));
          if (park > 0) expect(standing - park + added).toBe(mostTargets);
        }
      }),
    );
  });
});

describe('what a signature covers of a target', () => {
  it('is what it was before targets had a reason, standards and a link, where they have none', () => {
    expect(signedTarget(body)).toEqual({
      wording: 'Wait', actions: 'Count', support: '', byOn: '2026-11-19', position: 0, noteIds: ['a', 'b'],
    }); // prettier-ignore
  });

  it('holds them where they are there, and does not depend on an order nobody chose', () => {
    const link = { url: 'https://example.org/', title: 'Read' };
    const one = signedTarget({ ...body, why: 'Because', areaIds: ['y', 'x'], link });
    expect(one).toMatchObject({ why: 'Because', areaIds: ['x', 'y'], link });
    expect(signedTarget({ ...body, why: 'Because', areaIds: ['x', 'y'], link, noteIds: ['a', 'b'] })).toEqual(one);
  });

  it('tells apart what a resend must not take for the same', () => {
    const other = { ...body, link: { url: 'https://example.org/', title: '' } };
    expect([sameTarget(body, { ...body, noteIds: ['a', 'b'] }), sameTarget(body, other), sameTarget(other, other)]).toEqual([
      true,
      false,
      true,
    ]);
    expect(sameTarget(body, { ...body, areaIds: ['x'] })).toBe(false);
  });
});

describe('something to read', () => {
  it.each(['https://example.org/a?b=c', 'https://bücher.example/'])('is %s', (url) => {
    expect(isWebAddress(url)).toBe(true);
  });

  it.each([
    '',
    'example.org',
    'http://example.org',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://me:secret@example.org/',
    'https://',
  ])('is not %p', (url) => {
    expect(isWebAddress(url)).toBe(false);
  });
});

describe('words that were removed from what was signed', () => {
  const gap = '[words removed on 12 November 2025: a pupil’s name]';
  const letters = fc.string({ unit: fc.constantFrom('a', 'é', 'Z', 'ß', '4'), minLength: 1, maxLength: 8 });

  it('go from every copy as whole words, however they are written, and leave other words and earlier gaps alone', () => {
    expect(withoutWords('Kim waits, KIM asks; Kimberley too.', { words: ['Kim'], gap })).toBe(`${gap} waits, ${gap} asks; Kimberley too.`);
    expect(withoutWords(`Ask ${gap} for a name`, { words: ['name'], gap: '[x]' })).toBe(`Ask ${gap} for a [x]`);
    expect(withoutWords('(Kim.) C++ and C', { words: [' C++ ', '(Kim.)', ''], gap: '…' })).toBe('… … and C');
    expect(withoutWords('Wait', { words: [' '], gap })).toBe('Wait');
  });

  it('are nowhere in what a target says, for any words', () => {
    fc.assert(
      fc.property(letters, letters, (name, other) => {
        const text = `${name}, ${other} ${name.toUpperCase()} (${name})`;
        const left = targetWithoutWords({ ...body, wording: text, why: text, support: name, link: { url: 'https://a.example', title: text } }, { words: [name], gap: '…' }, 255); // prettier-ignore
        for (const words of [left.wording, left.why, left.support, left.link.title])
          expect(words.split(/[^\p{L}\p{N}]+/u)).not.toContain(name);
        expect(left.actions).toBe(withoutWords(body.actions, { words: [name], gap: '…' }));
      }),
    );
  });

  it('leave a gap alone where a link’s title has no room for it between other words', () => {
    const link = { url: 'https://a.example', title: `Kim ${'x'.repeat(190)} Kim` };
    expect(targetWithoutWords({ ...body, link }, { words: ['Kim'], gap }, 255).link.title).toBe(gap);
  });
});

describe('a target of a record that is not released', () => {
  it('is shown to its writer alone until the moment it is', () => {
    const at = '2025-11-20T00:00:00.000Z';
    const seen = (shownFrom: string | null, reader: string) => isShownTo({ createdBy: 'priya', shownFrom }, reader, at);
    expect([seen(null, 'helen'), seen(at, 'helen'), seen('2025-11-20T00:00:00.001Z', 'helen')]).toEqual([true, true, false]);
    expect(seen('2025-11-20T00:00:00.001Z', 'priya')).toBe(true);
  });
});
