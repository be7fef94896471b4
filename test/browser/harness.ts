import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';

/** How the profile treats cookies: third-party ones blocked (the browsers' future), allowed, or every cookie refused. */
export type CookieMode = 'third-party-blocked' | 'allowed' | 'denied';

export interface BrowserOptions {
  cookies?: CookieMode;
  width?: number;
  height?: number;
  /** A touch screen, one-handed at the back of a classroom. */
  touch?: boolean;
  colorScheme?: 'light' | 'dark';
}

export interface TestBrowser {
  context: BrowserContext;
  /** A page whose security policy violations, console errors and uncaught errors fail the test at `close()`. */
  newPage(): Promise<Page>;
  /** What went wrong on the pages since the last call; expected ones are taken out by a test that provokes them. */
  takeFaults(): string[];
  /** @throws Error naming every fault that was not taken */
  close(): Promise<void>;
}

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** @throws Error with the one command that installs it */
export function requireChromium(): void {
  if (!existsSync(executablePath)) {
    throw new Error(
      `The browser tests need Chromium at ${executablePath}. Install it with: apt-get install -y chromium (or set CHROMIUM_PATH).`,
    );
  }
}

// Playwright's own list of disabled features turns storage partitioning off. Chromium takes the last list it is given, which is this one.
const switches = [
  '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--lang=en-GB', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-features=Translate',
]; // prettier-ignore

function profileFor(mode: CookieMode): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'cf-browser-'));
  mkdirSync(path.join(folder, 'Default'));
  const preferences = {
    profile: {
      cookie_controls_mode: mode === 'allowed' ? 0 : 1,
      ...(mode === 'denied' ? { default_content_setting_values: { cookies: 2 } } : {}),
    },
  };
  writeFileSync(path.join(folder, 'Default', 'Preferences'), JSON.stringify(preferences));
  return folder;
}

/** Starts a Chromium with a fresh profile. */
export async function startBrowser(options: BrowserOptions = {}): Promise<TestBrowser> {
  requireChromium();
  const folder = profileFor(options.cookies ?? 'third-party-blocked');
  const context = await chromium.launchPersistentContext(folder, {
    executablePath,
    args: switches,
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    hasTouch: options.touch ?? false,
    colorScheme: options.colorScheme ?? 'light',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  });
  let faults: string[] = [];
  // In every frame, before any script of the page: a violation becomes a console error that the listeners below see.
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`securitypolicyviolation ${event.effectiveDirective} ${event.blockedURI} in ${event.documentURI} ${event.sample}`);
    });
  });
  const watch = (page: Page): void => {
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(`console: ${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  };
  context.pages().forEach(watch);
  context.on('page', watch);
  return {
    context,
    newPage: () => context.newPage(),
    takeFaults: () => {
      const taken = faults;
      faults = [];
      return taken;
    },
    close: async () => {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
      if (faults.length > 0) throw new Error(`The pages reported:\n${faults.join('\n')}`);
    },
  };
}
