import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { FrameLocator, Page } from 'playwright-core';
import { readAssets } from '../../tool/http/assets.js';
import type { ObservationView } from '../../tool/observation/observation.shared.js';
import { writeObservation } from '../integration/processes/placement-story.js';
import { sure } from '../sure.js';
import { accessibilityFaults, sidewaysPixels } from './axe.js';
import { everythingKept, openOfflineStage, readyForOffline, type OfflineStage } from './offline-stage.js';
import { makeOtherBuild } from './other-build.js';

let stage: OfflineStage;
const pages: Page[] = [];
const kept = (page: Page): Page => {
  pages.push(page);
  return page;
};

beforeAll(async () => {
  stage = await openOfflineStage({ width: 820, height: 1180, touch: true });
});
afterEach(async () => {
  await stage.browser.context.setOffline(false);
  for (const page of pages.splice(0)) if (!page.isClosed()) await page.close({ runBeforeUnload: false });
});
afterAll(async () => {
  await stage.close();
});

const offline = (is: boolean): Promise<void> => stage.browser.context.setOffline(is);
const noteField = (page: Page) => page.getByLabel('What you see and hear');
const note = async (page: Page, words: string): Promise<void> => {
  await noteField(page).fill(words);
  await noteField(page).press('Enter');
};
const strengths = (page: Page) => page.getByLabel('Strengths', { exact: true });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
/** What is on the screen; what was last spoken to a screen reader stays beside it. */
const line = (page: Page | FrameLocator) => page.locator('save-state span:not([role])');
const savedHere = (page: Page) => line(page).filter({ hasText: 'Saved on this computer. We will send it when the network is back.' });
const says = (page: Page, words: RegExp): Promise<void> => line(page).filter({ hasText: words }).waitFor();
const stored = (id: string): Promise<ObservationView> => stage.story.mentor.get<ObservationView>(`/api/observations/${id}`);
const notesOf = async (id: string): Promise<string[]> => (await stored(id)).notes.map(({ body }) => body);
const banner = (page: Page) => page.getByText('is on this computer and not sent yet');
/** Without a network the console names what did not arrive; nothing else may go wrong. */
const onlyNetworkFaults = (): void => {
  const faults = stage.browser.takeFaults().filter((fault) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of 409/.test(fault));
  expect(faults).toEqual([]);
};
/** Types a note and does not add it, and waits until it lies on the device. */
const typeHalf = async (page: Page, words: string): Promise<void> => {
  const before = (await everythingKept(page)).words;
  await noteField(page).fill(words);
  for (;;) {
    const now = await everythingKept(page);
    if (now.texts === 1 && now.words !== before) return;
  }
};
/** What stands in the field of the next note, through shadow roots. */
const typedIs = (text: string): boolean => {
  const inside = (root: ParentNode, names: string[]): Element | null => {
    const [name = '', ...rest] = names;
    const found = root.querySelector(name);
    return rest.length === 0 || !found?.shadowRoot ? found : inside(found.shadowRoot, rest);
  };
  const path = ['app-shell', 'observation-form', 'observation-page', 'observation-live', 'observation-note-entry', 'textarea'];
  return (inside(document, path) as HTMLTextAreaElement | null)?.value === text;
};
const openLesson = async (id: string): Promise<Page> => {
  const page = kept(await stage.openTab('mentor'));
  await stage.turnTo(page, id);
  await readyForOffline(page);
  return page;
};

describe('a lesson in a tab of its own', () => {
  test('goes on without a network, through reloads, and is sent once and in order when it is back', async () => {
    const id = await writeObservation(stage.story, { live: true });
    const page = await openLesson(id);
    await note(page, 'one, with a network');
    await says(page, /^Saved \d\d:\d\d$/);
    await offline(true);
    await note(page, 'two, without');
    await savedHere(page).waitFor();
    await page.reload();
    await page.getByText('two, without').first().waitFor();
    await savedHere(page).waitFor();
    await note(page, 'three, after a reload');
    await page.getByText('three, after a reload').first().waitFor();
    await savedHere(page).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await sidewaysPixels(page)).toBe(0);
    await press(page, 'End the lesson');
    await press(page, 'End it now');
    await strengths(page).fill('Waits for every answer.');
    await savedHere(page).waitFor();
    await page.reload();
    expect(await strengths(page).inputValue()).toBe('Waits for every answer.');
    await offline(false);
    await says(page, /^Sent \d\d:\d\d$/);
    const view = await stored(id);
    expect(view.notes.map(({ body }) => body)).toEqual(['one, with a network', 'two, without', 'three, after a reload']);
    expect(view.notes.every(({ minuteMs }) => minuteMs !== null)).toBe(true);
    expect(view.state).toBe('feedback');
    expect(view.sections.find(({ section }) => section === 'strengths')?.body).toBe('Waits for every answer.');
    expect((await everythingKept(page)).texts).toBe(0);
    onlyNetworkFaults();
  });

  test('gives a note back that was half typed when the page was reloaded, with a network and without', async () => {
    const id = await writeObservation(stage.story, { live: true });
    const page = await openLesson(id);
    page.on('dialog', (dialog) => void dialog.accept());
    await typeHalf(page, 'Seat 4 wai');
    await page.reload();
    await page.waitForFunction(typedIs, 'Seat 4 wai', { polling: 50 });
    await readyForOffline(page);
    await offline(true);
    await typeHalf(page, 'Seat 4 waits for he');
    await page.reload();
    await page.waitForFunction(typedIs, 'Seat 4 waits for he', { polling: 50 });
    await noteField(page).press('Enter');
    await savedHere(page).waitFor();
    await offline(false);
    await says(page, /^Sent \d\d:\d\d$/);
    expect(await notesOf(id)).toEqual(['Seat 4 waits for he']);
    onlyNetworkFaults();
  });

  test('is begun, written and ended wholly without a network', async () => {
    const id = await stage.plan();
    const page = await openLesson(id);
    await offline(true);
    await press(page, 'Start the lesson');
    await note(page, 'begun without a network');
    await page.reload();
    await page.getByText('begun without a network').first().waitFor();
    await press(page, 'End the lesson');
    await press(page, 'End it now');
    await savedHere(page).waitFor();
    await offline(false);
    await says(page, /^Sent \d\d:\d\d$/);
    const view = await stored(id);
    expect([view.state, view.liveStartedAt === null, view.liveEndedAt === null]).toEqual(['feedback', false, false]);
    expect(view.notes.map(({ body }) => body)).toEqual(['begun without a network']);
    onlyNetworkFaults();
  });

  test('that was closed without a network is offered at the next launch and sent, and nobody was asked before it was closed', async () => {
    const id = await writeObservation(stage.story, { live: true });
    const page = await openLesson(id);
    await offline(true);
    await note(page, 'closed too early');
    await savedHere(page).waitFor();
    let asked = false;
    page.once('dialog', (dialog) => {
      asked = true;
      void dialog.accept();
    });
    const closed = page.waitForEvent('close');
    await page.close({ runBeforeUnload: true });
    await closed;
    expect(asked).toBe(false);
    await offline(false);
    const next = kept(await stage.openTab('mentor'));
    await banner(next).waitFor();
    expect(await accessibilityFaults(next)).toEqual([]);
    await next.getByRole('link', { name: 'Open it and send' }).click();
    await says(next, /^Sent \d\d:\d\d$/);
    expect(await notesOf(id)).toEqual(['closed too early']);
    await banner(next).waitFor({ state: 'detached' });
    onlyNetworkFaults();
  });

  test('shows both texts where somebody wrote elsewhere meanwhile, after a reload too', async () => {
    const id = await writeObservation(stage.story);
    const page = await openLesson(id);
    await offline(true);
    await strengths(page).fill('Written without a network.');
    await savedHere(page).waitFor();
    const current = sure((await stored(id)).sections.find(({ section }) => section === 'strengths'));
    await stage.story.mentor.put(`/api/observations/${id}/sections/strengths`, { body: 'Written elsewhere.' }, current.revision);
    await page.reload();
    await strengths(page).waitFor();
    await offline(false);
    await page.locator('observation-conflict').waitFor();
    const both = await page.locator('observation-conflict .texts').innerText();
    expect(both).toContain('Written without a network.');
    expect(both).toContain('Written elsewhere.');
    await press(page, 'Keep yours');
    await says(page, /^(Saved|Sent) \d\d:\d\d$/);
    expect((await stored(id)).sections.find(({ section }) => section === 'strengths')?.body).toBe('Written without a network.');
    onlyNetworkFaults();
  });

  test('is kept by a worker that keeps no answer about anybody', async () => {
    const id = await writeObservation(stage.story, { live: true });
    const page = await openLesson(id);
    const { cached } = await everythingKept(page);
    expect(cached).not.toEqual([]);
    expect(cached.filter((path) => !/^\/(assets\/[\w.-]+|at\/[\w-]+)$/.test(path))).toEqual([]);
  });
});

describe('the next person on the same device', () => {
  test('sees nothing of what was written, and cannot read what lies there', async () => {
    const id = await writeObservation(stage.story, { live: true });
    const page = await openLesson(id);
    await offline(true);
    await note(page, 'Seat 4 waits');
    await savedHere(page).waitFor();
    await page.close({ runBeforeUnload: false });
    await offline(false);
    const next = kept(await stage.openTab('trainee'));
    await next.waitForFunction(() => navigator.serviceWorker.controller !== null);
    const { words, texts } = await everythingKept(next);
    expect(texts).toBe(1);
    for (const secret of ['Seat 4', 'Amara', 'Ratio', 'Ewan']) expect(words).not.toContain(secret);
    await stage.turnTo(next, id);
    expect(await next.getByText('Seat 4').count()).toBe(0);
    expect(await banner(next).count()).toBe(0);
    // Another tab of the same browser, at the address of the first: it needs a launch.
    const address = page.url();
    const stranger = kept(await stage.browser.newPage());
    await stranger.goto(address);
    await stranger.getByRole('heading', { name: 'Open it again from your course' }).waitFor();
    onlyNetworkFaults();
  });
});

describe('Start in a frame', () => {
  const frameOf = (page: Page) => page.frameLocator('#contentframe');
  const openPlanned = async (): Promise<{ page: Page; id: string }> => {
    const id = await stage.plan();
    const page = kept(await stage.openFrame('mentor'));
    const frame = sure(page.frames().find((one) => one.url().startsWith(stage.origin)));
    await frame.evaluate((hash) => (location.hash = hash), `#/observations/${id}`);
    await frameOf(page).getByRole('button', { name: 'Start the lesson' }).waitFor();
    return { page, id };
  };

  test('opens the lesson in a tab of its own, and the frame says so', async () => {
    const { page, id } = await openPlanned();
    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      frameOf(page).getByRole('button', { name: 'Start the lesson' }).click(),
    ]);
    kept(tab);
    await note(tab, 'in its own tab');
    await says(tab, /^Saved \d\d:\d\d$/);
    await frameOf(page).getByText('This lesson runs in a tab of its own.').waitFor();
    expect(await notesOf(id)).toEqual(['in its own tab']);
    await frameOf(page).getByRole('button', { name: 'Go on here instead' }).click();
    await frameOf(page).getByText('in its own tab').first().waitFor();
    expect(await accessibilityFaults(tab)).toEqual([]);
  });

  test('goes on in the frame where the browser opens no tab, and says to keep it open', async () => {
    const { page, id } = await openPlanned();
    const frame = sure(page.frames().find((one) => one.url().startsWith(stage.origin)));
    await frame.evaluate(() => {
      window.open = () => null;
    });
    await frameOf(page).getByRole('button', { name: 'Start the lesson' }).click();
    await frameOf(page).getByText('Your browser opened no tab for this lesson.').waitFor();
    await offline(true);
    await frameOf(page).getByLabel('What you see and hear').fill('in the frame');
    await frameOf(page).getByLabel('What you see and hear').press('Enter');
    await line(frameOf(page)).filter({ hasText: 'Not sent yet. Keep this tab open.' }).waitFor();
    await offline(false);
    await line(frameOf(page))
      .filter({ hasText: /^Sent \d\d:\d\d$/ })
      .waitFor();
    expect(await notesOf(id)).toEqual(['in the frame']);
    onlyNetworkFaults();
  });
});

describe('an update of the tool', () => {
  test('is never held up by what the worker keeps, and is kept in its turn', async () => {
    const built = sure(readAssets().folder);
    const other = makeOtherBuild(built);
    const buildOf = (page: Page): Promise<string | undefined> => page.evaluate(() => document.documentElement.dataset['build']);
    try {
      const id = await writeObservation(stage.story, { live: true });
      const page = await openLesson(id);
      await stage.serve(readAssets(other.folder));
      await page.reload();
      await noteField(page).waitFor();
      expect(await buildOf(page)).toBe('another');
      await page.waitForFunction(async () => (await caches.keys()).includes('critical-friend-assets-another'), undefined, { polling: 50 });
      await offline(true);
      await page.reload();
      await noteField(page).waitFor();
      expect(await buildOf(page)).toBe('another');
      onlyNetworkFaults();
    } finally {
      await offline(false);
      await stage.serve(readAssets());
      other.remove();
    }
  });
});
