import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { readAssets, type AssetFiles } from '../../tool/http/assets.js';
import { createPartnership } from '../../tool/partnership/partnership.js';
import { scratchSqlite, type ScratchDatabase } from '../database.js';
import { makePlacement, people, writeObservation, type PlacementStory } from '../integration/processes/placement-story.js';
import { startBalancer, type Balancer } from '../integration/processes/balancer.js';
import { startTool, type RunningTool } from '../integration/lti/tool-kit.js';
import { startPlatform, type Platform } from '../platform/platform.js';
import { university } from '../platform/practice-people.js';
import { sure } from '../sure.js';
import { accessibilityFaults, sidewaysPixels } from './axe.js';
import { startBrowser, type TestBrowser } from './harness.js';
import { makeOtherBuild } from './other-build.js';

const built = path.resolve(import.meta.dirname, '../../dist/assets');
const updated = 'Critical Friend was updated.';

let scratch: ScratchDatabase;
let balancer: Balancer;
let tool: RunningTool | undefined;
let moodle: Platform;
let story: PlacementStory;
let browser: TestBrowser;
let page: Page;
let other: ReturnType<typeof makeOtherBuild>;

/** The tool at the same address with one build or the other: the new process first, as an upgrade without a gap is done. */
const serve = async (assets: AssetFiles): Promise<void> => {
  const before = tool;
  tool = await startTool(scratch, { PUBLIC_URL: balancer.origin }, { assets });
  balancer.serve([tool.config.port]);
  await before?.close();
};
const upgrade = (): Promise<void> => serve(readAssets(other.folder));

beforeAll(async () => {
  [scratch, balancer, other] = [scratchSqlite(), await startBalancer(), makeOtherBuild(built)];
  browser = await startBrowser({ width: 390, height: 844 });
  await serve(readAssets(built));
  const first = sure(tool);
  moodle = await startPlatform({ mode: 'moodle', ...university, registration: [{ clientId: 'c1', deploymentId: '1' }], tool: first.urls });
  const { partnershipId } = await first.register(moodle.registration, 'Northbridge Partnership');
  const founders = createPartnership({ ground: first.services, readRoster: () => Promise.reject(new Error('reads no roster')) });
  story = await makePlacement(moodle, balancer.origin, (await founders.makeCoordinatorCode(partnershipId, null)).code);
});

beforeEach(async () => {
  await serve(readAssets(built));
  page = await browser.newPage();
});

afterEach(async () => {
  await page.close({ runBeforeUnload: false });
});

afterAll(async () => {
  await browser.close();
  await moodle.close();
  await tool?.close();
  await balancer.close();
  await scratch.drop();
  other.remove();
});

/** The mentor's page, by a real launch, turned to an observation. */
const openObservation = async (id: string): Promise<void> => {
  await page.goto(`${moodle.origin}/as/${people.mentor}/activity/1`);
  const frame = page.frameLocator('#contentframe');
  const [tab] = await Promise.all([page.context().waitForEvent('page'), frame.getByRole('button', { name: /own tab/i }).click()]);
  await page.close();
  page = tab;
  await page.getByText('You are here as').waitFor();
  await page.goto(`${page.url().split('#')[0]}#/observations/${id}`);
};
const strengths = () => page.getByLabel('Strengths', { exact: true });
const stored = async (id: string): Promise<string | undefined> => {
  const view = await story.mentor.get<{ sections: { section: string; body: string }[] }>(`/api/observations/${id}`);
  return view.sections.find(({ section }) => section === 'strengths')?.body;
};
const notice = () => page.getByText(updated);
/** A part of a build that is not there any more is a 404 on the console; nothing else may be. */
const onlyMissingParts = (): void => {
  expect(browser.takeFaults().filter((fault) => !/404|Failed to fetch dynamically imported/.test(fault))).toEqual([]);
};

describe('a page that is open while the tool is upgraded', () => {
  test('saves what is written, then says quietly to open it again, and comes back when the person does', async () => {
    const id = await writeObservation(story);
    await openObservation(id);
    await strengths().fill('Waits for every answer, and');
    await upgrade();
    await strengths().fill('Waits for every answer, and then waits again.');
    await notice().waitFor();
    expect(await stored(id)).toBe('Waits for every answer, and then waits again.');
    expect(await strengths().inputValue()).toBe('Waits for every answer, and then waits again.');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await sidewaysPixels(page)).toBe(0);
    await page.getByRole('button', { name: 'Open this page again' }).click();
    await notice().waitFor({ state: 'detached' });
    expect(await strengths().inputValue()).toBe('Waits for every answer, and then waits again.');
    const scripts = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    expect(scripts.filter((name) => name.endsWith('.js'))).not.toEqual([]);
    expect(scripts.filter((name) => name.endsWith('.js') && !other.names.some((one) => name.endsWith(one)))).toEqual([]);
    onlyMissingParts();
  });

  test('keeps a half-typed note while a part of the old build is missing, and asks before it goes', async () => {
    const id = await writeObservation(story, { live: true });
    await openObservation(id);
    const half = page.getByLabel('What you see and hear');
    await half.fill('Seat 4 wai');
    await upgrade();
    await page.getByRole('link', { name: 'I was given a code' }).click();
    await page.getByRole('heading', { name: 'Some text is not saved' }).waitFor();
    await page.getByRole('button', { name: 'Leave without it' }).click();
    await notice().waitFor();
    expect(await half.inputValue()).toBe('Seat 4 wai');
    expect(await page.getByText('did not arrive').count()).toBe(0);
    await page.getByRole('button', { name: 'Open this page again' }).click();
    await page.getByRole('heading', { name: 'Some text is not saved' }).waitFor();
    await page.getByRole('button', { name: 'Stay here' }).click();
    expect(await half.inputValue()).toBe('Seat 4 wai');
    await half.press('Enter');
    await page.getByText(/^Saved \d\d:\d\d$/).first().waitFor(); // prettier-ignore
    await page.getByRole('button', { name: 'Open this page again' }).click();
    await page.locator('partnership-code h1').waitFor();
    onlyMissingParts();
  });

  test('gets a clear answer for a part that is gone', async () => {
    const old = sure(/app-shell-\w+\.js/.exec(sure(readAssets(built).urlOf('app-shell.js'))))[0];
    await upgrade();
    const answer = await fetch(`${balancer.origin}/assets/${old}`);
    expect([answer.status, answer.headers.get('cache-control'), answer.headers.get('x-build')]).toEqual([404, 'no-store', 'another']);
    expect(await answer.json()).toMatchObject({
      type: 'urn:critical-friend:problem:another-build',
      detail: 'This part belongs to another build of Critical Friend. Open the page again.',
    });
  });
});
