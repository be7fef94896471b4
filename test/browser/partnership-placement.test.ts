import { beforeEach, describe, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { useDemoPage } from './demo-page.js';
import { focusArrives } from './focus.js';

let page: Page;

const open = useDemoPage((given) => ({ page } = given));
beforeEach(() => open('partnership-placements/one-tutor'));

const key = (name: string | RegExp) => page.getByRole('button', { name }).first().press('Enter');

describe('the focus on the page of a placement', () => {
  test('goes into the form that changes it, and back to the button', async () => {
    await key('Change school or days');
    await focusArrives(page, 'input School');
    await key('Leave it as it is');
    await focusArrives(page, 'button Change school or days');
  });

  test('goes to the codes when one is withdrawn, whose button may be gone', async () => {
    await key(/^Withdraw/);
    await focusArrives(page, 'h2 Codes for mentors and coaches');
  });
});
