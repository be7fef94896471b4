import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { agsScope } from '../../../tool/lti/ags.js';
import { membershipsScope } from '../../../tool/lti/memberships.js';
import { canvasKey, scopesOf, scopeWords, type CanvasKey, type CanvasOf } from '../../../tool/lti-config/canvas-key.js';
import { checkCanvasKey } from '../../../tool/lti-config/canvas-key-check.js';

const origin = 'https://friend.university.example';
const given = { origin, partnershipName: 'Northbridge University' };
const folder = path.join(import.meta.dirname, '../../../lti-config');
const faults = (key: unknown, of: CanvasOf = 'university', at = origin): string[] =>
  checkCanvasKey('k', of, typeof key === 'string' ? key : JSON.stringify(key), at)
    .filter(({ works }) => !works)
    .map(({ what, todo }) => `${what} ${todo ?? ''}`);

describe('The key for Canvas', () => {
  test.each<[string, CanvasOf]>([
    ['canvas.json', 'university'],
    ['canvas-school.json', 'school'],
  ])('that is shown as an example is what the command writes: %s', (file, of) => {
    expect(JSON.parse(readFileSync(path.join(folder, file), 'utf8'))).toEqual(canvasKey(of, given));
    expect(faults(canvasKey(of, given), of)).toEqual([]);
  });

  test('is found by the university’s name, and by a mentor without a course', () => {
    for (const owner of ['university', 'school'] as const) {
      const { title, description, extensions } = canvasKey(owner, given);
      expect(title).toBe('Critical Friend (Northbridge University)');
      for (const word of ['observation', 'video', 'mentor', 'coaching']) expect(description.toLowerCase()).toContain(word);
      const { settings, privacy_level } = extensions[0] ?? { settings: { placements: [] }, privacy_level: '' };
      expect(privacy_level).toBe('public');
      expect(settings.placements[0]).toMatchObject({ placement: 'global_navigation', message_type: 'LtiResourceLinkRequest' });
    }
  });

  test('of a university places activities and counts; a school’s asks for nothing of its gradebook', () => {
    const placed = (of: CanvasOf) => canvasKey(of, given).extensions[0]?.settings.placements.map(({ placement }) => placement);
    expect(placed('university')).toEqual(['global_navigation', 'course_navigation', 'assignment_selection', 'link_selection']);
    expect(placed('school')).toEqual(['global_navigation', 'course_navigation']);
    expect(scopesOf.school).toEqual([membershipsScope]);
  });

  test('asks for every scope the tool uses, each with what it is for, and for no other', () => {
    expect(Object.keys(scopeWords).sort()).toEqual([membershipsScope, ...Object.values(agsScope)].sort());
    const readme = readFileSync(path.join(folder, 'README.md'), 'utf8');
    for (const [scope, words] of Object.entries(scopeWords)) expect(readme).toContain(`| \`${scope}\` | ${words} |`);
  });
});

describe('The check of a key', () => {
  const changed = (change: (key: CanvasKey) => void): CanvasKey => {
    const key = structuredClone(canvasKey('university', given));
    change(key);
    return key;
  };
  const first = (key: CanvasKey) => key.extensions[0] as CanvasKey['extensions'][number];

  test.each<[string, unknown, RegExp]>([
    ['another address', changed((key) => (key.target_link_uri = 'https://old.example/lti/launch')), /target_link_uri Put https:\/\/friend/],
    ['another login', changed((key) => (key.oidc_initiation_url = `${origin}/login`)), /oidc_initiation_url/],
    ['no key set', changed((key) => (key.public_jwk_url = undefined)), /public_jwk_url/],
    ['a key written down', changed((key) => (key.public_jwk = { kty: 'RSA' })), /Take it out: a key that is written down/],
    ['a scope too few', changed((key) => key.scopes.pop()), /Add https:.+it is for/],
    ['a scope nothing asks with', changed((key) => key.scopes.push('https://canvas.instructure.com/lti/account_lookup/scope/show')), /Take .+ out/],
    ['no names', changed((key) => (first(key).privacy_level = 'anonymous')), /people would have no names/],
    ['another host', changed((key) => (first(key).domain = 'old.example')), /domain Put friend/],
    ['no menu', changed((key) => void first(key).settings.placements.shift()), /without it a mentor does not find the tool/],
    ['a message that opens nothing', changed((key) => Object.assign(first(key).settings.placements[1] ?? {}, { message_type: 'ContentItemSelectionRequest' })), /opens nothing/],
    ['a picker that is cut off', changed((key) => Object.assign(first(key).settings.placements[2] ?? {}, { selection_height: 400 })), /770 × 575/],
    ['no history of copies', changed((key) => delete key.custom_fields['context_history']), /context_history/],
    ['something else', '{"title":7}', /title/],
    ['no JSON', 'SECRET=1', /It is not JSON/],
  ])('with %s says what to put right', (_what, key, words) => {
    const found = faults(key).join('\n');
    expect(found).toMatch(words);
    expect(found).not.toContain('SECRET');
  }); // prettier-ignore

  test('leaves alone what an administrator may choose', () => {
    const own = changed((key) => {
      key.title = 'Mentoring';
      first(key).settings.text = 'Mentoring';
      first(key).privacy_level = 'name_only';
      first(key).settings.placements.pop();
    });
    expect(faults(own)).toEqual([]);
  });
});
