/** Whether a cookie set inside this frame comes back, named and kept as the login's own is. @param name of its own, taken away again */
export function cookieComesBack(name: string): boolean {
  const full = `${location.protocol === 'https:' ? '__Host-' : ''}${name}`;
  const attributes = 'Path=/; Secure; SameSite=None; Partitioned';
  try {
    document.cookie = `${full}=1; Max-Age=60; ${attributes}`;
    const back = document.cookie.split('; ').includes(`${full}=1`);
    document.cookie = `${full}=; Max-Age=0; ${attributes}`;
    return back;
  } catch {
    // A sandboxed frame throws at the mention of cookies.
    return false;
  }
}
