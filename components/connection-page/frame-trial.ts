import type { FrameReport } from '../../tool/connection/connection.shared.js';
import { cookieComesBack } from '../shared/frame-cookie.js';

/** Long enough for a page that answers; one that ignores the question costs a coordinator this much once. */
const waitMs = 1_200;
const more = 48;

// Firefox has no list of ancestors, whatever the types say.
const parentOrigin = (): string | null => (location as Partial<Location>).ancestorOrigins?.[0] ?? null;

/** Asks for a little more height, waits for the window to change, and asks for what it had. */
async function frameGrows(): Promise<boolean> {
  const target = parentOrigin();
  if (target === null) return false;
  const height = window.innerHeight;
  const ask = (wanted: number): void => window.parent.postMessage({ subject: 'lti.frameResize', height: wanted }, target);
  const grew = await new Promise<boolean>((resolve) => {
    const answer = (changed: boolean): void => {
      clearTimeout(timer);
      window.removeEventListener('resize', changes);
      resolve(changed);
    };
    const changes = (): void => {
      if (window.innerHeight > height) answer(true);
    };
    const timer = setTimeout(() => answer(false), waitMs);
    window.addEventListener('resize', changes);
    ask(height + more);
  });
  if (grew) ask(height);
  return grew;
}

/** What only the page itself can find out about the frame it is in. */
export async function tryFrame(): Promise<Omit<FrameReport, 'checkId'>> {
  const framed = window.parent !== window;
  return { framed, cookie: cookieComesBack('cf_check'), grew: framed && (await frameGrows()) };
}
