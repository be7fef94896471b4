import { describe, expect, it } from '@jest/globals';
import { decideSave, powersOf, take, type Step } from '../../../tool/observation/observation.rules.js';
import type { ObservationState } from '../../../tool/observation/observation.shared.js';
import { noteBody, planBody } from '../../../tool/observation/observation.shared.js';
import { hasFeedback, signingAdvice } from '../../../tool/observation/signing-advice.shared.js';
import { lessonTime } from '../../../tool/observation/observation.waiting.js';
import { readPrefix } from '../../../components/observation-note-entry/note-prefix.js';

const states: ObservationState[] = ['planned', 'live', 'feedback', 'signed', 'read', 'withdrawn'];

describe('an observation', () => {
  it.each<[Step, (string | undefined)[]]>([
    ['start', ['live', 'done', 'refused', 'refused', 'refused', 'refused']],
    ['stop', ['refused', 'feedback', 'done', 'refused', 'refused', 'refused']],
    ['write_up', ['feedback', 'refused', 'done', 'refused', 'refused', 'refused']],
    ['sign', ['refused', 'refused', 'signed', 'done', 'done', 'refused']],
    ['read', ['refused', 'refused', 'refused', 'read', 'done', 'refused']],
    ['withdraw', ['withdrawn', 'withdrawn', 'withdrawn', 'refused', 'refused', 'done']],
  ])('takes the step %s only from where it leads on', (step, expected) => {
    const taken = states.map((state) => take(step, state));
    expect(taken.map((next) => (typeof next === 'string' ? next : next.to))).toEqual(expected);
  });

  it('gives nobody a power to change it once it is signed, except beside it', () => {
    expect(powersOf('own', 'signed', false)).toEqual({
      write: false,
      sign: false,
      read: false,
      differ: false,
      correct: true,
      withdraw: false,
    });
    expect(powersOf('record', 'read', true)).toEqual({
      write: false,
      sign: false,
      read: false,
      differ: true,
      correct: false,
      withdraw: false,
    });
  });

  it('saves a text once, whatever is resent, and never over a newer one', () => {
    expect(decideSave(null, null)).toBe('create');
    expect(decideSave(null, 2)).toBe('conflict');
    expect(decideSave({ revision: 3, same: true }, 1)).toBe('same');
    expect(decideSave({ revision: 3, same: false }, 3)).toBe('update');
    expect(decideSave({ revision: 3, same: false }, 2)).toBe('conflict');
    expect(decideSave({ revision: 3, same: false }, null)).toBe('conflict');
    expect(decideSave({ revision: 0, same: false }, null)).toBe('update');
  });

  it('can be signed with one written part, and advises without stopping', () => {
    expect(hasFeedback([{ section: 'focus', body: 'Waiting' }])).toBe(false);
    expect(hasFeedback([{ section: 'impact', body: 'They knew.' }])).toBe(true);
    const lesson = { starts: null, period: 'P2', className: null };
    expect(signingAdvice({ lesson, sections: [], targets: [] })).toEqual(['no_targets', 'no_impact']);
    expect(signingAdvice({ lesson: { ...lesson, period: ' ' }, sections: [], targets: [] })[0]).toBe('lesson_unnamed');
    const target = { wording: '', actions: 'Count', support: '', noteIds: [] };
    expect(signingAdvice({ lesson, sections: [{ section: 'impact', body: 'x' }], targets: [target] })).toEqual([
      'target_without_wording',
      'target_without_evidence',
    ]);
  });

  it('refuses text that cannot be stored, and too much of it', () => {
    const note = { tag: 'none', minuteMs: null, notedAt: '2025-11-12T09:00:00.000Z', position: 0 };
    for (const body of ['a\u0000b', '\ud800', 'x'.repeat(4_001)]) expect(noteBody.safeParse({ ...note, body }).success).toBe(false);
    expect(noteBody.safeParse({ ...note, body: '👩🏽‍🏫 ok' }).success).toBe(true);
    expect(noteBody.safeParse({ ...note, body: '', extra: 1 }).success).toBe(false);
    const lesson = { day: '2025-02-30', starts: null, period: null, className: null, subject: null, topic: null };
    const plan = { placementId: '01930000-0000-7000-8000-000000000001', kind: 'formal', lesson, focus: '', writeUp: false };
    expect(planBody.safeParse(plan).success).toBe(false);
    expect(planBody.safeParse({ ...plan, lesson: { ...lesson, day: '2025-02-28' } }).success).toBe(true);
  });

  it('names a lesson by weekday and period, and adds the date where it is another week', () => {
    const lesson = { day: '2025-11-12', period: 'P2', starts: '09:05' };
    expect(lessonTime(lesson, '2025-11-10', 'en-GB')).toBe('Wed P2');
    expect(lessonTime({ ...lesson, period: null }, '2025-11-20', 'en-GB')).toBe('Wed 12 Nov 09:05');
  });

  it('tags a note by its first sign', () => {
    expect(readPrefix('+ calm voice ')).toEqual({ tag: 'strength', body: 'calm voice' });
    expect(readPrefix('?why')).toEqual({ tag: 'question', body: 'why' });
    expect(readPrefix('> wait longer')).toEqual({ tag: 'develop', body: 'wait longer' });
    expect(readPrefix('Q: why?')).toEqual({ tag: 'none', body: 'Q: why?' });
    expect(readPrefix('?')).toEqual({ tag: 'none', body: '?' });
  });
});
