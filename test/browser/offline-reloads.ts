import type { Page } from 'playwright-core';
import type { ObservationView } from '../../tool/observation/observation.shared.js';
import { writeObservation } from '../integration/processes/placement-story.js';
import { everythingKept, readyForOffline, type OfflineStage } from './offline-stage.js';

/** What the rounds met: a run that met none of something shows nothing about it. */
export interface ReloadsMet {
  offlineReload: number;
  reload: number;
  conflict: number;
  signed: number;
}

const strengthsOf = (view: ObservationView): string | undefined => view.sections.find((one) => one.section === 'strengths')?.body;

/**
 * Rounds on one tab with its real service worker: a lesson is written while the network comes and goes, the page is reloaded at any moment,
 * somebody writes elsewhere, both texts are shown, one is chosen, and the record is signed with everything in it.
 * @param draw between 0 and 1, from a seed
 * @returns what was lost, which is nothing, and what was met
 */
export async function playReloads(
  stage: OfflineStage,
  page: Page,
  rounds: number,
  draw: () => number,
): Promise<{ lost: string[]; met: ReloadsMet }> {
  const met: ReloadsMet = { offlineReload: 0, reload: 0, conflict: 0, signed: 0 };
  const lost: string[] = [];
  const { context } = stage.browser;
  const chance = (part: number): boolean => draw() < part;
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  // What is on the screen; what was last spoken to a screen reader stays beside it.
  const line = page.locator('save-state span:not([role])');
  /** Everything is stored, or lies on the device. */
  const written = () => line.filter({ hasText: /^(Saved|Sent)/ }).waitFor();
  const strengths = page.getByLabel('Strengths', { exact: true });
  const conflict = page.locator('observation-conflict');

  for (let round = 1; round <= rounds; round += 1) {
    const id = await writeObservation(stage.story, { live: true });
    const stored = () => stage.story.mentor.get<ObservationView>(`/api/observations/${id}`);
    await stage.turnTo(page, id);
    await readyForOffline(page);
    let away = false;
    const network = async (on: boolean): Promise<void> => {
      away = !on;
      await context.setOffline(away);
    };
    const reload = async (): Promise<void> => {
      await written();
      if (away) met.offlineReload += 1;
      else met.reload += 1;
      await page.reload();
      await page.locator('observation-page').waitFor();
    };

    const notes: string[] = [];
    for (let count = 1; count <= 4; count += 1) {
      if (chance(0.5)) await network(away);
      const words = `round ${round}, note ${count}`;
      await page.getByLabel('What you see and hear').fill(words);
      await page.getByLabel('What you see and hear').press('Enter');
      notes.push(words);
      if (chance(0.4)) await reload();
    }
    await press('End the lesson');
    await press('End it now');
    await network(chance(0.3));
    const mine = `strengths of round ${round}`;
    const theirs = chance(0.5) ? `written elsewhere in round ${round}` : null;
    if (theirs !== null) {
      await network(false);
      await strengths.waitFor();
      const section = (await stored()).sections.find((one) => one.section === 'strengths');
      await stage.story.mentor.put(`/api/observations/${id}/sections/strengths`, { body: theirs }, section?.revision ?? 0);
    }
    await strengths.fill(mine);
    if (chance(0.5)) await reload();
    await network(true);
    let expected = mine;
    if (theirs !== null) {
      await conflict.waitFor();
      met.conflict += 1;
      const both = await conflict.locator('.texts').innerText();
      for (const words of [mine, theirs]) if (!both.includes(words)) lost.push(`not shown in the conflict: ${words}`);
      expected = chance(0.5) ? mine : theirs;
      await conflict.getByRole('button', { name: expected === mine ? 'Keep yours' : 'Take the stored one' }).click();
    }
    // After a reload with nothing unsent the page has nothing to say, so the record itself is asked.
    let view = await stored();
    for (let tries = 0; tries < 300; tries += 1) {
      if (strengthsOf(view) === expected && (await everythingKept(page)).texts === 0) break;
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
      view = await stored();
    }
    view = await stored();
    const bodies = view.notes.filter((note) => !note.withdrawn).map(({ body }) => body);
    if (bodies.join('|') !== notes.join('|')) lost.push(`round ${round}: stored ${bodies.join('|')}`);
    const body = strengthsOf(view);
    if (body !== expected) lost.push(`round ${round}: ${String(body)} stands for ${expected}`);
    await stage.story.mentor.post(`/api/observations/${id}/sign`, {}, view.revision);
    met.signed += 1;
  }
  return { lost, met };
}
