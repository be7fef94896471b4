import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { exampleFeedback, exampleLive } from '../../components/observation-form/example-observation.js';
import { demoMe } from '../../components/shared/demo.js';
import { accessibilityFaults, sidewaysPixels } from './axe.js';
import { startBrowser, type TestBrowser } from './harness.js';
import { returnUrl, startShellServer, type ShellServer } from './shell-server.js';

let browser: TestBrowser;
let lms: Server;
let lmsOrigin: string;
let tool: ShellServer;
let page: Page;

beforeAll(async () => {
  lms = createServer((request, response) => {
    const height = new URL(request.url ?? '/', 'http://lms.example').searchParams.get('height') ?? '400';
    response.setHeader('Content-Type', 'text/html').end(`<!doctype html><html lang="en"><title>Course</title><link rel="icon" href="data:,">
      <script>heights = []; addEventListener('message', (event) => heights.push([event.origin, event.data]));</script>
      <iframe title="Tool" width="800" height="${height}" src="${tool.origin}/launched"></iframe>`);
  });
  await new Promise<void>((resolve) => lms.listen(0, '127.0.0.1', resolve));
  lmsOrigin = `http://127.0.0.1:${(lms.address() as AddressInfo).port}`;
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
  await new Promise((resolve) => lms.close(resolve));
});

beforeEach(async () => {
  tool = await startShellServer([lmsOrigin]);
  page = await browser.newPage();
});

afterEach(async () => {
  // First, because what a page still has to say would be counted as the next test's.
  await page.close();
  // The stub knows no placements, so their 404 is the one fault that belongs here.
  const faults = browser.takeFaults().filter((fault) => !fault.includes('404') && !(tool.ended && fault.includes('401')));
  await tool.close();
  expect(faults).toEqual([]);
});

const sentence = 'Priya Nair, you are here as mentor.';

describe('the shell', () => {
  test('takes the session over, removes it from the page and moves to its own address', async () => {
    await page.goto(`${tool.origin}/launched`);
    await page.getByText(sentence).waitFor();
    expect(new URL(page.url()).pathname).toBe('/at/handle-0001');
    expect(await page.locator('#launch').count()).toBe(0);
    expect(tool.calls[0]).toBe('GET /api/me Bearer a-token');
  });

  test('comes back after a reload of its own address', async () => {
    await page.goto(`${tool.origin}/launched`);
    await page.getByText(sentence).waitFor();
    await page.reload();
    await page.getByText(sentence).waitFor();
  });

  test('asks to be opened again where the tab holds no session', async () => {
    await page.goto(`${tool.origin}/at/handle-9999`);
    await page.getByRole('heading', { name: 'Open it again from your course' }).waitFor();
    expect(tool.calls).toEqual([]);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test('holds nothing any more after signing out', async () => {
    await page.goto(`${tool.origin}/launched`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await page.getByText('If you had opened it in its own tab too, both are signed out.').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Open it again from your course' }).waitFor();
  });

  test('holds nothing any more after signing out without an answer, and claims nothing about other tabs', async () => {
    await page.goto(`${tool.origin}/launched`);
    await page.getByText(sentence).waitFor();
    tool.ended = true;
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'This page is signed out' }).waitFor();
    await page.getByText('If it is also open in its own tab, sign out there too.').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Open it again from your course' }).waitFor();
  });

  test('keeps the page and says where to open it again when the session ends', async () => {
    await page.goto(`${tool.origin}/launched`);
    await page.getByText(sentence).waitFor();
    tool.ended = true;
    await page.evaluate(() => document.querySelector('app-shell')?.dispatchEvent(new Event('roles-changed')));
    await page.getByText('This page is no longer signed in.').waitFor();
    await page.getByText(sentence).waitFor();
  });

  test('keeps what was typed when the session ends, and says where to open it again', async () => {
    const lesson = exampleFeedback();
    await page.route('**/api/observations/*', (route) => route.fulfill({ json: lesson }));
    await page.goto(`${tool.origin}/launched#/observations/${lesson.id}`);
    const field = page.getByLabel('Impact on pupils’ learning', { exact: true });
    await field.waitFor();
    tool.ended = true;
    await field.fill('Nine of ten could say why.');
    await page.getByText('Your text is still here: copy what is not saved. Then open it again from Canvas.').waitFor();
    expect(await page.getByRole('link', { name: 'Back to your course' }).getAttribute('href')).toBe(returnUrl);
    await field.pressSequentially(' Two could not.');
    expect(await field.inputValue()).toBe('Nine of ten could say why. Two could not.');
    expect(await page.getByLabel('Strengths', { exact: true }).inputValue()).toBe(lesson.sections[1]?.body);
    expect(await accessibilityFaults(page)).toEqual([]);
    const asked = page.waitForEvent('dialog');
    const closed = page.waitForEvent('close');
    await page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.accept();
    await closed;
  });

  test('asks before it turns from a page with text that is stored nowhere', async () => {
    const lesson = exampleLive(0);
    await page.route('**/api/observations/*', (route) => route.fulfill({ json: lesson }));
    await page.goto(`${tool.origin}/launched#/observations/${lesson.id}`);
    const field = page.getByLabel('What you see and hear');
    await field.fill('Half a note');
    tool.ended = true;
    await page.getByRole('link', { name: 'Waiting for you' }).click();
    await page.getByRole('heading', { name: 'Some text is not saved' }).waitFor();
    expect(new URL(page.url()).hash).toBe(`#/observations/${lesson.id}`);
    await page.getByRole('button', { name: 'Stay here' }).click();
    expect(await field.inputValue()).toBe('Half a note');
    await page.getByRole('link', { name: 'Waiting for you' }).click();
    const homeAnswered = page.waitForResponse('**/api/home');
    await page.getByRole('button', { name: 'Leave without it' }).click();
    await homeAnswered;
    await field.waitFor({ state: 'detached' });
    expect(new URL(page.url()).hash).toBe('#/');
  });

  test('says so once when the server runs a newer build', async () => {
    tool.build = 'newer';
    await page.goto(`${tool.origin}/launched`);
    await page.getByText('Critical Friend was updated.').waitFor();
  });

  test('shows nothing but the code page to somebody without a role', async () => {
    tool.me = demoMe({ roles: [], personId: null, name: null });
    await page.goto(`${tool.origin}/launched#/observations/1`);
    await page.locator('partnership-code').waitFor({ state: 'attached' });
    expect(new URL(page.url()).hash).toBe('#/code');
    expect(await page.getByRole('navigation').count()).toBe(0);
  });

  test('has the field for a code at its foot for whoever holds a role, in reach of the keyboard and not among the pages', async () => {
    await page.goto(`${tool.origin}/launched`);
    await page.getByText(sentence).waitFor();
    expect(await page.getByRole('navigation').getByRole('link').allInnerTexts()).toEqual(['Waiting for you']);
    const link = page.getByRole('contentinfo').getByRole('link', { name: 'I was given a code' });
    await page.getByRole('button', { name: 'Sign out' }).focus();
    for (let presses = 0; presses < 30 && !(await link.evaluate((one) => one.matches(':focus'))); presses += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByLabel('Your mentor code').waitFor();
    expect(await link.getAttribute('aria-current')).toBe('page');
  });

  test('shows somebody without a role a draft that is still theirs to copy', async () => {
    tool.me = demoMe({ roles: [] });
    await page.goto(`${tool.origin}/launched#/draft/01930000-0000-7000-8000-000000000001`);
    const asked = '/api/observations/01930000-0000-7000-8000-000000000001';
    await page.locator('observation-form').waitFor({ state: 'attached' });
    await page.getByText('There is nothing here that you can open.').waitFor();
    expect(tool.calls.some((call) => call.startsWith(`GET ${asked} `))).toBe(true);
  });

  test('moves the focus to the heading of the page it navigates to, and names the document after it', async () => {
    await page.goto(`${tool.origin}/launched`);
    await page.getByRole('link', { name: 'I was given a code' }).click();
    await page.locator('partnership-code h1').waitFor();
    await page.waitForFunction(() => document.title.endsWith('· Critical Friend'));
    expect(await page.locator('partnership-code h1').evaluate((heading) => heading.matches(':focus'))).toBe(true);
  });

  test('works in a frame of another site and asks that page, by its exact origin, for its height', async () => {
    await page.goto(lmsOrigin);
    const frame = page.frameLocator('iframe');
    await frame.getByText(sentence).waitFor();
    await page.waitForFunction(() => (globalThis as unknown as { heights: unknown[] }).heights.length > 0);
    const [first] = await page.evaluate(
      () => (globalThis as unknown as { heights: [string, { subject: string; height: number }][] }).heights,
    );
    expect(first?.[0]).toBe(tool.origin);
    expect(first?.[1].subject).toBe('lti.frameResize');
    expect(first?.[1].height).toBeGreaterThan(50);
    await frame.getByRole('button', { name: 'Open in its own tab' }).waitFor();
  });

  test('asks the page around it for its top after a turn, and for a question before it is left while text is not saved', async () => {
    const lesson = exampleLive(0);
    await page.route('**/api/observations/*', (route) => route.fulfill({ json: lesson }));
    await page.goto(lmsOrigin);
    const frame = page.frameLocator('iframe');
    await frame.getByText(sentence).waitFor();
    await page.frames()[1]?.evaluate((id) => (location.hash = `#/observations/${id}`), lesson.id);
    const field = frame.getByLabel('What you see and hear');
    const heard = (): Promise<string[]> =>
      page.evaluate(() =>
        (globalThis as unknown as { heights: [string, { subject: string }][] }).heights
          .map(([, { subject }]) => subject)
          .filter((subject) => subject !== 'lti.frameResize'),
      );
    await field.waitFor();
    expect(await heard()).toEqual(['lti.scrollToTop']);
    await field.fill('Half a note');
    await page.waitForFunction(() =>
      (globalThis as unknown as { heights: [string, { subject: string }][] }).heights.some(
        ([, { subject }]) => subject === 'lti.setUnloadMessage',
      ),
    );
    await field.fill('');
    await page.waitForFunction(
      () =>
        (globalThis as unknown as { heights: [string, { subject: string }][] }).heights.at(-1)?.[1].subject === 'lti.removeUnloadMessage',
    );
    expect(await heard()).toEqual(['lti.scrollToTop', 'lti.setUnloadMessage', 'lti.removeUnloadMessage']);
  });

  test('asks its questions beside what was pressed, however high the frame is', async () => {
    const lesson = exampleLive(3);
    await page.route('**/api/observations/*', (route) => route.fulfill({ json: lesson }));
    await page.goto(`${lmsOrigin}/?height=6000`);
    const frame = page.frameLocator('iframe');
    await frame.getByText(sentence).waitFor();
    await page.frames()[1]?.evaluate((id) => (location.hash = `#/observations/${id}`), lesson.id);
    for (const [name, question] of [
      ['End the lesson', 'End the lesson?'],
      ['Withdraw this draft', 'Withdraw this draft?'],
    ] as const) {
      const button = frame.getByRole('button', { name, exact: true });
      await button.click();
      const dialog = frame.getByRole('dialog', { name: question });
      const [pressed, asked] = [await button.boundingBox(), await dialog.boundingBox()];
      expect(Math.abs((pressed?.y ?? 0) - (asked?.y ?? 9_000))).toBeLessThan(200);
      expect(asked?.y).toBeGreaterThanOrEqual(0);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
    }
  });

  test('shows the privacy notice above the page until it was read, and never over it', async () => {
    tool.notice = { version: 3, read: false, body: '', link: null, partnership: 'Northbridge Partnership', recordYears: 7, draftDays: 90 };
    await page.goto(`${tool.origin}/launched`);
    await page.getByRole('heading', { name: 'Who can see what, and for how long' }).waitFor();
    // What somebody came for can be used without touching it.
    await page.getByRole('link', { name: 'I was given a code' }).click();
    await page.locator('partnership-code h1').waitFor();
    const told = page.waitForResponse((response) => response.url().endsWith('/api/privacy/notice/read'));
    await page.getByRole('button', { name: 'Understood' }).click();
    expect(JSON.parse((await told).request().postData() ?? '')).toEqual({ version: 3 });
    expect(await page.locator('privacy-notice').count()).toBe(0);
  });

  test.each([1280, 390, 320])('is accessible and fits a window of %d pixels', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${tool.origin}/launched`);
    await page.getByText(sentence).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await sidewaysPixels(page)).toBe(0);
  });
});
