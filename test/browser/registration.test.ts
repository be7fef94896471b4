import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startPlatform, type Platform } from '../platform/platform.js';
import { school, university } from '../platform/practice-people.js';
import { sure } from '../sure.js';
import { accessibilityFaults } from './axe.js';
import { startBuiltTool, type BuiltTool } from './built-tool.js';
import { startBrowser, type TestBrowser } from './harness.js';

describe.each(['moodle', 'canvas'] as const)('An administrator of %s', (mode) => {
  let tool: BuiltTool;
  let platform: Platform;
  let browser: TestBrowser;

  beforeAll(async () => {
    tool = await startBuiltTool();
    const { origin } = tool;
    platform = await startPlatform({
      mode, ...(mode === 'moodle' ? university : school), registration: [{ clientId: 'by-hand', deploymentId: '1' }], links: [],
      tool: { loginUrl: `${origin}/lti/login`, launchUrl: `${origin}/lti/launch`, jwksUrl: `${origin}/lti/keys` },
    }); // prettier-ignore
    browser = await startBrowser({ cookies: 'third-party-blocked' });
  });
  afterAll(async () => {
    await browser.close();
    await platform.close();
    await tool.close();
  });

  test('pastes the link, reads what is left to do, closes the frame, and switches the tool on', async () => {
    const { link } = await tool.command('invite', '--partnership', 'Northbridge', '--name', 'Northbridge Moodle');
    const page = await browser.newPage();
    await page.goto(`${platform.origin}/manage-tools`);
    await page.getByLabel(mode === 'moodle' ? 'Tool URL' : 'Dynamic Registration URL').fill(String(link));
    await page.getByRole('button', { name: mode === 'moodle' ? 'Add LTI Advantage' : 'Continue' }).click();
    const frame = page.frameLocator('#registration');
    await frame.getByRole('heading', { name: 'Critical Friend is registered' }).waitFor();
    await frame.getByText('In Critical Friend', { exact: true }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await frame.getByRole('button', { name: 'Close this page' }).click();
    await page.waitForURL(`${platform.origin}/manage-tools`);
    await page.getByRole('button', { name: mode === 'moodle' ? 'Activate' : 'Turn on' }).click();
    await page.getByText('Active', { exact: true }).waitFor();
    const { clientId } = sure(platform.site.registrations.tools[0]);
    const approved = await tool.command('approve', '--issuer', platform.site.issuer, '--client-id', clientId);
    expect(approved).toMatchObject({ approved: true });
  });

  test('who opens the link itself is told where it belongs', async () => {
    const { link } = await tool.command('invite', '--partnership', 'Northbridge');
    const page = await browser.newPage();
    await page.goto(String(link));
    await page.getByRole('heading', { name: 'Critical Friend is not connected yet' }).waitFor();
    await page.getByText('Add LTI Advantage').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    browser.takeFaults();
  });
});
