/**
 * The probing page's script. A framed login first finds out how this browser can be recognised when the platform answers, because a
 * platform answers a login only once: by a cookie that comes back inside this frame, by a value that the platform keeps, by one in this
 * tab's own storage. Nothing of these: the page's button posts the same login into a new tab, where cookies work.
 */
import { cookieComesBack } from '../shared/frame-cookie.js';
import { askStorage, type StorageFrame } from './platform-storage.js';

interface KeepOrder {
  key: string;
  inTab: string;
  inPlatform: { frame: StorageFrame; value: string } | null;
}

async function platformKeeps({ key, inPlatform }: KeepOrder): Promise<boolean> {
  if (!inPlatform) return false;
  const { frame, value } = inPlatform;
  return (await askStorage(frame, { subject: 'lti.put_data', key, value })) === value;
}

function tabKeeps({ key, inTab }: KeepOrder): boolean {
  try {
    sessionStorage.setItem(key, inTab);
    return sessionStorage.getItem(key) === inTab;
  } catch {
    return false;
  }
}

const next = document.querySelector<HTMLAnchorElement>('#continue');
const choice = document.querySelector<HTMLElement>('#choice');
const order = JSON.parse(document.querySelector('#keep')?.textContent ?? 'null') as KeepOrder | null;

if (next && (cookieComesBack('cf_probe') || (order && ((await platformKeeps(order)) || tabKeeps(order))))) location.replace(next.href);
else choice?.classList.add('now');

document.querySelector('#new-tab')?.addEventListener('submit', () => {
  // After the browser has taken the form: a second press would send a login that the platform has answered already.
  setTimeout(() => {
    choice?.setAttribute('hidden', '');
    document.querySelector('#opened')?.removeAttribute('hidden');
  });
});
