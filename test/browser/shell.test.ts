import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { exampleLive } from '../../components/observation-form/example-observation.js';
import { demoMe } from '../../components/shared/demo.js';
import { accessibilityFaults, sidewaysPixels } from './axe.js';
import { startBrowser, type TestBrowser } from './harness.js';
import { startShellServer, type ShellServer } from './shell-server.js';

let browser: TestBrowser;
let lms: Server;
let lmsOrigin: string;
let tool: ShellServer;
let page: Page;

beforeAll(async () => {
  lms = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html').end(`<!doctype html><html lang="en"><title>Course</title><link rel="icon" href="data:,">
      <script>heights = []; addEventListener('message', (event) => heights.push([event.origin, event.data]));</script>
      <iframe title="Tool" width="800" height="400" src="${tool.origin}/launched"></iframe>`);
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
  // The stub knows no placements, so their 404 is the one fault that belongs here.
  const faults = browser.takeFaults().filter((fault) => !fault.includes('404') && !(tool.ended && fault.includes('401')));
  await page.close();
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

  test('moves the focus to the heading of the page it navigates to, and names the document after it', async () => {
    await page.goto(`${tool.origin}/launched`);
    await page.getByRole('link', { name: 'Mentor code' }).click();
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

  test.each([1280, 390, 320])('is accessible and fits a window of %d pixels', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${tool.origin}/launched`);
    await page.getByText(sentence).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await sidewaysPixels(page)).toBe(0);
  });
});
