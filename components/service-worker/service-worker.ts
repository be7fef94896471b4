/**
 * Keeps the page without data: the shell, its scripts, and the addresses `/at/<handle>` that were opened here, so that a reload works
 * without a network. It touches nothing else: no answer of the server about anybody is ever kept, and whatever is asked for with the
 * network there comes over the network. Built alone, with the names of the build put in.
 */
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Lasting {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
/** As much of a worker's world as this one needs; the library that describes all of it cannot stand beside the page's. */
interface Scope {
  location: Location;
  registration: ServiceWorkerRegistration;
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(name: 'install' | 'activate', hear: (event: Lasting) => void): void;
  addEventListener(name: 'fetch', hear: (event: Asked) => void): void;
  addEventListener(name: 'message', hear: (event: MessageEvent<unknown>) => void): void;
}

declare const BUILD: string;
declare const FILES: string[];
declare const self: Scope;

const assets = `critical-friend-assets-${BUILD}`;
const pages = 'critical-friend-pages';
const assetsOfAny = /^critical-friend-assets-/;
/** A network that takes longer than this to bring a page of some kilobytes is none. */
const patienceMs = 5_000;
/** Addresses kept; each launch has its own, and the oldest are of tabs long closed. */
const mostPages = 20;

const isPage = ({ pathname }: URL): boolean => /^\/at\/[\w-]+$/.test(pathname);

async function install(): Promise<void> {
  const cache = await caches.open(assets);
  await cache.addAll(FILES);
  await self.skipWaiting();
}

/** The build before this one stays for the pages of it that are still open; older ones go. */
async function activate(): Promise<void> {
  const builds = (await caches.keys()).filter((name) => assetsOfAny.test(name) && name !== assets);
  await Promise.all(builds.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function keepPage(address: string, answer: Response): Promise<void> {
  const cache = await caches.open(pages);
  await cache.delete(address);
  await cache.put(address, answer);
  const known = await cache.keys();
  await Promise.all(known.slice(0, -mostPages).map((one) => cache.delete(one)));
}

/** The network first, so that no older build lives on; what is kept where there is none. */
async function openPage(event: Asked): Promise<Response> {
  const address = new URL(event.request.url).pathname;
  const asked = fetch(event.request).then((answer) => {
    if (answer.ok) event.waitUntil(keepPage(address, answer.clone()));
    if ((answer.headers.get('X-Build') ?? BUILD) !== BUILD) event.waitUntil(self.registration.update().catch(() => undefined));
    return answer;
  });
  const late = new Promise<null>((resolve) => setTimeout(resolve, patienceMs, null));
  const answer = await Promise.race([asked.catch(() => null), late]);
  if (answer && answer.status < 500) return answer;
  return (await caches.match(address, { cacheName: pages, ignoreVary: true })) ?? answer ?? asked;
}

/** Names of files hold the hash of their content: what is kept under one is what it names. */
const openAsset = async (request: Request): Promise<Response> => (await caches.match(request, { ignoreVary: true })) ?? fetch(request);

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate' && isPage(url)) event.respondWith(openPage(event));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(openAsset(request));
});

// A page of a launch has its address from a script, so nothing has asked for it yet.
self.addEventListener('message', ({ data }) => {
  const address = (data as { keep?: unknown } | null)?.keep;
  if (typeof address !== 'string' || !isPage(new URL(address, self.location.origin))) return;
  void fetch(address, { credentials: 'omit' })
    .then((answer) => (answer.ok ? keepPage(address, answer) : undefined))
    .catch(() => undefined);
});

export {};
