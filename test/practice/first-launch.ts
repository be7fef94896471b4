import { argv } from 'node:process';
import { CookieJar, browserLaunch, formOf } from '../platform/browser-launch.js';

/**
 * Opens the printed address as a newcomer's browser would, without script: the people, a person's course, the activity, the tool.
 * Prints how long the first launch took; fails where any step is not what it says.
 */
async function firstLaunch(address: string): Promise<void> {
  const startedAt = performance.now();
  const jar = new CookieJar();
  const page = async (url: string): Promise<string> => {
    const response = await fetch(url, { headers: { cookie: jar.header(url) } });
    jar.store(url, response);
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    return response.text();
  };
  const link = (text: string, pattern: RegExp, what: string, base: string): string => {
    const found = pattern.exec(text)?.[1];
    if (found === undefined) throw new Error(`no ${what} on ${base}`);
    return new URL(found.replaceAll('&amp;', '&'), base).href;
  };
  const course = link(await page(address), /href="([^"]*\/as\/3\/course\/[^"]*)"/, 'Amara', address);
  const activity = link(await page(course), /href="([^"]*\/activity\/[^"]*)"/, 'activity', course);
  const activityPage = await page(activity);
  const frame = /<iframe[^>]*src="([^"]+)"/.exec(activityPage)?.[1];
  const form = formOf(frame === undefined ? activityPage : await page(new URL(frame.replaceAll('&amp;', '&'), activity).href));
  if (!form) throw new Error('the activity holds no login form');
  const launched = await browserLaunch(
    { url: form.action, method: 'POST', params: form.fields },
    {
      jar,
    },
  );
  if (launched.status !== 200 || typeof launched.launch?.['session'] !== 'string')
    throw new Error(
      `the launch answered ${launched.status} after ${launched.steps.join(' → ')}: ${launched.text
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .slice(0, 400)}`,
    );
  console.log(`ok: the first launch as Amara took ${Math.round(performance.now() - startedAt)} ms from the printed address`);
}

firstLaunch(argv[2] ?? '').catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
