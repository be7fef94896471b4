import { expect, test } from '@jest/globals';
import { firstPath } from '../../../components/app-shell/page-table.js';
import { demoMe } from '../../../components/shared/demo.js';
import type { Me } from '../../../components/shared/me.js';

const link = (shows: string | null) => ({ id: 'l', title: null, shows, copied: false });
const holding = (role: Me['roles'][number]['role']) => [{ id: 'r', role, placementId: null, schoolId: null }];

test.each<[string, string, Partial<Me>]>([
  ['“Waiting for you”', '', { link: link('everything') }],
  ['“Waiting for you” where nobody has chosen', '', { link: link(null) }],
  ['the observations, where the activity shows those', 'observations', { link: link('observations'), roles: holding('trainee') }],
  ['“Waiting for you” for a coordinator, who reads no observations', '', { link: link('observations'), roles: holding('coordinator') }],
  ['whose record the gradebook asked for', 'review', { link: link('observations'), opens: 'review' }],
  ['the preview', 'preview', { opens: 'preview' }],
])('A launch leads to %s', (_where, expected, me) => {
  expect(firstPath(demoMe(me))).toBe(expected);
});
