import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FrameLocator, Page } from 'playwright-core';
import type { Platform } from '../platform/platform.js';
import { school } from '../platform/practice-people.js';
import { accessibilityFaults } from './axe.js';
import type { BuiltTool } from './built-tool.js';
import { startBrowser, type CookieMode, type TestBrowser } from './harness.js';
import { openLaunchStage, type LaunchStage } from './launch-stage.js';

let stage: LaunchStage;
let tool: BuiltTool;
let moodle: Platform;
let canvas: Platform;
let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
  stage = await openLaunchStage();
  ({ tool, moodle, canvas } = stage);
});

beforeEach(() => {
  canvas.storageFrame('answering');
  tool.takeVerdicts();
});

afterEach(async () => {
  // A launch that waits for its proof is a 403 until it has one, and Chromium says so; anything else is a fault.
  const faults = browser.takeFaults().filter((fault) => !/status of 403 .*\/lti\/(launch|proof)\)$/.test(fault));
  await browser.close();
  expect(faults).toEqual([]);
});

afterAll(async () => {
  await stage.close();
});

const amara = 'You are here as Amara Okafor.';
const priya = 'You are here as Priya Nair.';

async function open(cookies: CookieMode, prepare: (one: Page) => Promise<unknown> = () => Promise.resolve()): Promise<Page> {
  browser = await startBrowser({ cookies });
  page = await browser.newPage();
  await prepare(page);
  return page;
}

/** A browser without partitioned cookies, as Safari was: whatever a frame of ours sets is gone when its platform is asked. */
async function withoutFrameCookies(one: Page): Promise<void> {
  for (const { registration } of [moodle, canvas])
    await one.route(`${registration.authUrl}*`, async (route) => {
      await one.context().clearCookies({ name: /^cf_login/ });
      await route.continue();
    });
  await one.addInitScript(() => {
    if (window !== window.parent) Object.defineProperty(document, 'cookie', { get: () => '', set: () => undefined });
  });
}

/** As above, and the frame's own storage throws as a private window's may. */
async function withoutFrameStorage(one: Page): Promise<void> {
  await withoutFrameCookies(one);
  await one.addInitScript(() => {
    if (window === window.parent) return;
    Object.defineProperty(window, 'sessionStorage', { get: () => { throw new DOMException('denied', 'SecurityError'); } }); // prettier-ignore
  });
}

/** What the attempts of a test came to, in the log's words; waits for as many lines as there should be. */
async function verdicts(count: number): Promise<unknown[]> {
  const lines: Record<string, unknown>[] = [];
  for (let tries = 0; lines.length < count && tries < 200; tries += 1) {
    lines.push(...tool.takeVerdicts());
    if (lines.length < count) await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return lines.map(({ verdict, carriedBy, reason }) => carriedBy ?? `${String(verdict)}: ${String(reason)}`);
}

const openMoodle = async (): Promise<FrameLocator> => {
  await page.goto(`${moodle.origin}/as/3/activity/1`);
  return page.frameLocator('#contentframe');
};
const openCanvas = async (): Promise<FrameLocator> => {
  await page.goto(`${canvas.origin}/as/${school.people[0]?.id}/menu`);
  return page.frameLocator('#tool');
};
const storedForUs = (): Promise<string[] | undefined> | undefined =>
  page.frames().find((frame) => frame.url().endsWith('/post_message_forwarding'))?.evaluate(
    (origin) => [...((globalThis as unknown as { keptByPractice: Map<string, Map<string, string>> }).keptByPractice.get(origin)?.keys() ?? [])],
    tool.origin,
  ); // prettier-ignore

describe.each<CookieMode>(['third-party-blocked', 'allowed'])('In a frame, cookies %s, a launch', (cookies) => {
  test('from Moodle is carried by the cookie, without a click', async () => {
    await open(cookies);
    await (await openMoodle()).getByText(amara).waitFor();
    expect(await verdicts(1)).toEqual(['cookie']);
  });

  test('from Canvas is carried by the cookie, without a click', async () => {
    await open(cookies);
    await (await openCanvas()).getByText(priya).waitFor();
    expect(await verdicts(1)).toEqual(['cookie']);
  });
});

describe('In a frame whose cookies never come back, a launch', () => {
  test('from Canvas is carried by the platform’s storage, without a click, and leaves nothing there', async () => {
    await open('third-party-blocked', withoutFrameCookies);
    await (await openCanvas()).getByText(priya).waitFor();
    expect(await verdicts(2)).toEqual(['asked: browser-other', 'platform-storage']);
    expect(await storedForUs()).toEqual([]);
  });

  test.each(['silent', 'wrong-origin', 'wrong-id'] as const)(
    'from a Canvas whose storage is %s falls through to the tab’s own, without a click',
    async (variant) => {
      canvas.storageFrame(variant);
      await open('third-party-blocked', withoutFrameCookies);
      await (await openCanvas()).getByText(priya).waitFor();
      expect(await verdicts(2)).toEqual(['asked: browser-other', 'tab-storage']);
    },
  );

  test('from a Canvas whose storage is full falls through to the tab’s own', async () => {
    canvas.storageFrame('full');
    await open('third-party-blocked', withoutFrameCookies);
    await (await openCanvas()).getByText(priya).waitFor();
    expect(await verdicts(2)).toEqual(['asked: browser-other', 'tab-storage']);
  });

  test('from Moodle is carried by the tab’s own storage, without a click, and leaves nothing there', async () => {
    await open('third-party-blocked', withoutFrameCookies);
    const frame = await openMoodle();
    await frame.getByText(amara).waitFor();
    expect(await verdicts(2)).toEqual(['asked: browser-other', 'tab-storage']);
    const inner = page.frames().find((one) => one.url().startsWith(tool.origin));
    expect(await inner?.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('cf_login')))).toEqual([]);
  });
});

describe('In a frame where everything is denied, a launch', () => {
  test('from Canvas is carried by the platform’s storage, without a click', async () => {
    await open('denied');
    await (await openCanvas()).getByText(priya).waitFor();
    expect(await verdicts(2)).toEqual(['asked: browser-other', 'platform-storage']);
  });

  test.each(['moodle', 'canvas'] as const)('from %s is one click away, in a tab of its own', async (platform) => {
    canvas.storageFrame('silent');
    await open('third-party-blocked', withoutFrameStorage);
    const frame = platform === 'moodle' ? await openMoodle() : await openCanvas();
    const button = frame.getByRole('button', { name: 'Open in a new tab' });
    await button.waitFor();
    const inner = page.frames().find((one) => one.url().startsWith(tool.origin));
    expect(inner && (await accessibilityFaults(inner))).toEqual([]);
    const [tab] = await Promise.all([page.context().waitForEvent('page'), button.click()]);
    await tab.getByText(platform === 'moodle' ? amara : priya).waitFor();
    await frame.getByText('Critical Friend is in its own tab now.').waitFor();
    expect(await verdicts(1)).toEqual(['own-tab']);
  });

  test('says what to do where the tab of its own is denied too', async () => {
    canvas.storageFrame('silent');
    await open('denied');
    const frame = await openCanvas();
    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      frame.getByRole('button', { name: 'Open in a new tab' }).click(),
    ]);
    await tab.getByRole('heading', { name: 'Critical Friend could not open' }).waitFor();
    await tab.getByText('allow cookies for this site').waitFor();
    expect(await accessibilityFaults(tab)).toEqual([]);
    expect(await verdicts(1)).toEqual(['asked: browser-other']);
  });
});

describe('In a tab of its own, a launch', () => {
  test.each<CookieMode>(['third-party-blocked', 'allowed'])('is carried by the cookie, cookies %s', async (cookies) => {
    await open(cookies);
    for (const [address, sentence] of [
      [`${moodle.origin}/as/3/launch/1`, amara],
      [`${canvas.origin}/as/${school.people[0]?.id}/launch`, priya],
    ] as const) {
      await page.goto(address);
      await page.getByText(sentence).waitFor();
      expect(await verdicts(1)).toEqual(['cookie']);
    }
  });
});

describe('A browser that is given somebody else’s launch', () => {
  let attacker: Server;
  let served = '';

  beforeAll(async () => {
    attacker = createServer((_request, response) => response.setHeader('Content-Type', 'text/html').end(served));
    await new Promise<void>((resolve) => attacker.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => attacker.close(resolve)));

  const form = (action: string, fields: Record<string, string>): string =>
    `<!doctype html><html lang="en"><title>Prize</title><link rel="icon" href="data:,"><form method="post" action="${action}">${Object.entries(
      fields,
    )
      .map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`)
      .join('')}</form><script>document.forms[0].submit()</script></html>`;

  /** A login of the attacker's own, answered by the platform: everything that only its browser should have. */
  const mine = async (): Promise<{ state: string; id_token: string; inTab: string; code: string }> => {
    const { params } = moodle.launch.login('3', '1');
    const framed = await fetch(`${tool.origin}/lti/login?${new URLSearchParams(params).toString()}`, {
      headers: { 'sec-fetch-dest': 'iframe' },
    });
    const text = await framed.text();
    const asked = new URL(/<a id="continue" href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '').searchParams;
    const { inTab } = JSON.parse(/id="keep">([^<]*)</.exec(text)?.[1] ?? '{}') as { inTab: string };
    const launch = { state: asked.get('state') ?? '', id_token: await moodle.launch.token('3', '1', { nonce: asked.get('nonce') ?? '' }) };
    const waiting = await fetch(`${tool.origin}/lti/launch`, { method: 'POST', body: new URLSearchParams(launch) });
    const { code } = JSON.parse(/id="question">([^<]*)</.exec(await waiting.text())?.[1] ?? '{}') as { code: string };
    await verdicts(1);
    return { ...launch, inTab, code };
  };

  const refused = async (): Promise<void> => {
    await page.goto(`http://127.0.0.1:${(attacker.address() as AddressInfo).port}/`);
    await page.getByRole('heading', { name: 'Critical Friend could not open' }).waitFor();
    expect(await page.locator('app-shell').count()).toBe(0);
  };

  test('is not signed in by its state and message', async () => {
    await open('third-party-blocked');
    const { state, id_token } = await mine();
    served = form(`${tool.origin}/lti/launch`, { state, id_token });
    await refused();
    expect(await verdicts(1)).toEqual(['asked: browser-other']);
  });

  test('is not signed in by its proof either, because only our own page may bring one', async () => {
    await open('third-party-blocked');
    const { code, inTab } = await mine();
    served = form(`${tool.origin}/lti/proof`, { code, carrier: 'tab-storage', proof: inTab });
    await refused();
    expect(await verdicts(1)).toEqual(['refused: not-same-page']);
  });

  test('is not signed in while it has a login of its own', async () => {
    await open('third-party-blocked');
    await (await openMoodle()).getByText(amara).waitFor();
    expect(await verdicts(1)).toEqual(['cookie']);
    const { state, id_token } = await mine();
    served = form(`${tool.origin}/lti/launch`, { state, id_token });
    await refused();
    expect(await verdicts(1)).toEqual(['asked: browser-other']);
  });
});
