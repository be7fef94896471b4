/**
 * The probing page's script. A framed login first finds out whether a cookie set inside this frame comes back: a platform answers a login
 * only once, so it must not be spent on a launch that cannot be recognised. Comes back: go on here. Missing: the page's button posts
 * the same login into a new tab, where cookies work.
 */
const name = 'cf_probe';
const attributes = 'Path=/lti; Secure; SameSite=None; Partitioned';

function cookieComesBack(): boolean {
  try {
    document.cookie = `${name}=1; Max-Age=60; ${attributes}`;
    const back = document.cookie.split('; ').includes(`${name}=1`);
    document.cookie = `${name}=; Max-Age=0; ${attributes}`;
    return back;
  } catch {
    // A sandboxed frame throws at the mention of cookies.
    return false;
  }
}

const next = document.querySelector<HTMLAnchorElement>('#continue');
const choice = document.querySelector<HTMLElement>('#choice');

if (next && cookieComesBack()) location.replace(next.href);
else choice?.classList.add('now');

document.querySelector('#new-tab')?.addEventListener('submit', () => {
  // After the browser has taken the form: a second press would send a login that the platform has answered already.
  setTimeout(() => {
    choice?.setAttribute('hidden', '');
    document.querySelector('#opened')?.removeAttribute('hidden');
  });
});

export {};
