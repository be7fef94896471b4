import { parseArgs } from 'node:util';
import type { CDPSession, Page } from 'playwright-core';
import { newId } from '../../tool/ids.js';
import { startBrowser } from '../browser/harness.js';
import { startObservationServer, type ObservationServer } from '../browser/observation-server.js';

// Measures a note being typed on a slow phone while a lesson of few or many notes is listed. See README.md.

const sizes = [0, 30, 300] as const;
const phone = { width: 390, height: 844 };

interface Measured {
  size: number;
  /** Milliseconds from the key to the painted frame, of each key. */
  typing: number[];
  /** The same while the note before is being saved. */
  whileSaving: number[];
  /** From Enter to the frame that shows the note in the list. */
  adding: number[];
  /** From Alt+4 to the frame that shows the area as chosen. */
  tagging: number[];
  /** Milliseconds of processor time, of the page's main thread: what neighbours on the machine change least. */
  keyCpu: number[];
  noteCpu: number[];
}

/** Keeps, for each key, how long it took until the frame after it was painted. */
function watchKeys(): void {
  const found: number[] = [];
  Object.assign(window, { keyTimes: found });
  const painted = new MessageChannel();
  const begun: number[] = [];
  painted.port1.onmessage = () => {
    const at = performance.now();
    for (const start of begun.splice(0)) found.push(at - start);
  };
  addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Alt') return;
      const start = event.timeStamp;
      requestAnimationFrame(() => {
        begun.push(start);
        painted.port2.postMessage(null);
      });
    },
    { capture: true },
  );
}

const quantile = (values: readonly number[], part: number): number =>
  values.toSorted((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? Number.NaN;

/** A lesson that runs, with as many notes as asked for, each third of them tagged. */
async function runningLesson({ setting }: ObservationServer, size: number): Promise<string> {
  const { call, cast, placementId, framework } = setting;
  const id = newId();
  const lesson = { day: '2025-11-12', starts: '09:05', period: 'P2', className: '8B', subject: 'History', topic: 'The Black Death' };
  await call(cast.priya, 'put', `/api/observations/${id}`, { placementId, kind: 'formal', lesson, focus: 'Questions', writeUp: false });
  await call(cast.priya, 'post', `/api/observations/${id}/start`, { agoMs: 3_000_000 });
  const [standards] = await framework.inForce(cast.priya.partnershipId);
  const areaIds = standards?.areas.slice(0, 1).map((area) => area.id) ?? [];
  for (let one = 0; one < size; one += 1) {
    await call(cast.priya, 'put', `/api/observations/${id}/notes/${newId()}`, {
      tag: (['strength', 'question', 'develop', 'none'] as const)[one % 4] ?? 'none',
      body: `Seat ${one}: waits, looks at the board, then writes without being told twice.`,
      minuteMs: one * 10_000,
      notedAt: new Date().toISOString(),
      position: (one + 1) * 1000,
      areaIds: one % 3 === 0 ? areaIds : [],
    });
  }
  return id;
}

const takeTimes = (page: Page): Promise<number[]> => page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes.splice(0));

async function settled(page: Page): Promise<void> {
  await page
    .getByText(/^Saved \d\d:\d\d$/)
    .first()
    .waitFor();
}

async function measure(
  page: Page,
  cdp: CDPSession,
  server: ObservationServer,
  size: number,
  rounds: number,
  cpu: number,
): Promise<Measured> {
  const id = await runningLesson(server, size);
  await page.goto('about:blank');
  await page.goto(server.address('priya', `observations/${id}`));
  const field = page.getByLabel('What you see and hear');
  await field.click();
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  const measured: Measured = { size, typing: [], whileSaving: [], adding: [], tagging: [], keyCpu: [], noteCpu: [] };
  const busyMs = async (): Promise<number> => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  };
  for (let round = 0; round < rounds; round += 1) {
    await takeTimes(page);
    const before = await busyMs();
    await page.keyboard.type('waits before', { delay: 40 });
    const typed = await busyMs();
    measured.typing.push(...(await takeTimes(page)));
    await page.keyboard.press('Enter');
    // Without a pause: the note is on its way while these are typed.
    await page.keyboard.type('and asks again', { delay: 20 });
    const [added = Number.NaN, ...others] = await takeTimes(page);
    measured.adding.push(added);
    measured.whileSaving.push(...others);
    const keyCpu = (typed - before) / 'waits before'.length;
    measured.keyCpu.push(keyCpu);
    measured.noteCpu.push((await busyMs()) - typed - keyCpu * 'and asks again'.length);
    await settled(page);
    await takeTimes(page);
    await page.keyboard.press('Alt+4');
    await page.waitForFunction(() => (window as unknown as { keyTimes: number[] }).keyTimes.length > 0);
    measured.tagging.push(...(await takeTimes(page)));
    await field.fill('');
    await settled(page);
  }
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return measured;
}

const median = (values: readonly number[]): string => `${quantile(values, 0.5).toFixed(0)} ms`;
const shown = (values: readonly number[]): string => `${quantile(values, 0.5).toFixed(0)} / ${quantile(values, 0.95).toFixed(0)} ms`;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '12' }, cpu: { type: 'string', default: '6' } } });
const server = await startObservationServer();
const browser = await startBrowser(phone);
try {
  const page = await browser.newPage();
  await page.addInitScript(watchKeys);
  const cdp = await browser.context.newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  console.log(
    '| notes listed | a key | a key while a note is saved | Enter until the note is listed | Alt+4 until it is tagged | CPU of a key | CPU of a note |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const size of sizes) {
    const { typing, whileSaving, adding, tagging, keyCpu, noteCpu } = await measure(
      page,
      cdp,
      server,
      size,
      Number(values.rounds),
      Number(values.cpu),
    );
    console.log(
      `| ${[size, shown(typing), shown(whileSaving), shown(adding), shown(tagging), median(keyCpu), median(noteCpu)].join(' | ')} |`,
    );
  }
} finally {
  browser.takeFaults();
  await browser.close();
  await server.close();
}
