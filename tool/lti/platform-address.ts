import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { urlOf } from '../url.js';

const notPublic = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24],
  ['192.0.2.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24],
  ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) notPublic.addSubnet(net, bits, 'ipv4'); // prettier-ignore
for (const [net, bits] of [
  ['::', 96], ['64:ff9b::', 96], ['64:ff9b:1::', 48], ['100::', 64], ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['fc00::', 7],
  ['fe80::', 10], ['fec0::', 10], ['ff00::', 8],
] as const) notPublic.addSubnet(net, bits, 'ipv6'); // prettier-ignore

/**
 * False for loopback, private, link-local, shared (CGNAT), multicast, documentation and translated addresses, and for an IPv4
 * address of those inside an IPv6 one.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  // BlockList compares an IPv4-mapped IPv6 address with the IPv4 rules.
  return !notPublic.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

export class AddressRefused extends Error {
  readonly code = 'CF_ADDRESS_REFUSED';
}

type Resolve = (
  hostname: string,
  options: LookupOptions & { all: true },
  done: (error: NodeJS.ErrnoException | null, found: LookupAddress[] | undefined) => void,
) => void;

type Found = Parameters<Resolve>[2];

/** One question at a time for a name: a name server that keeps silent holds one of the few threads that resolve, read files and compress. */
function oneForEachName(resolve: Resolve): Resolve {
  const asking = new Map<string, Found[]>();
  return (hostname, options, done) => {
    const waiting = asking.get(hostname);
    if (waiting) return void waiting.push(done);
    const all = [done];
    asking.set(hostname, all);
    resolve(hostname, options, (error, found) => {
      asking.delete(hostname);
      for (const tell of all) tell(error, found);
    });
  };
}

/**
 * The lookup of a connection: it refuses a name any of whose addresses is not public, and the address it hands back is the one the
 * socket connects to, so a name cannot change its mind in between.
 */
export function guardedLookup(allowed: () => boolean, resolve: Resolve = systemLookup): LookupFunction {
  const ask = oneForEachName(resolve);
  return (hostname, options, done) => {
    ask(hostname, { ...options, all: true }, (error, found) => {
      const first = found?.[0];
      if (error || !found || !first) {
        done(error ?? Object.assign(new Error('The name has no address.'), { code: 'ENOTFOUND' }), '', 4);
      } else if (!allowed() && !found.every(({ address }) => isPublicAddress(address))) {
        done(new AddressRefused('The name leads to an address that is not public.'), '', 4);
      } else if (options.all) done(null, found);
      else done(null, first.address, first.family);
    });
  };
}

/** What a host is made of. `URL` takes more: of `a;sandbox` or `*` a page's policy would make a directive, or everybody. */
const hostShape = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)$/;

/** Why this tool would not talk to an address; null where it would. Names are judged again at every use, when they are resolved. */
export function refusalOfAddress(address: string, allowInsecure: boolean): string | null {
  const url = urlOf(address);
  if (!url) return 'is not an address';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'is not a web address';
  if (url.username || url.password) return 'holds a password';
  if (!hostShape.test(url.hostname)) return 'holds a host of which there can be none';
  if (allowInsecure) return null;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.protocol === 'http:') return 'is http: only https: is safe (ALLOW_INSECURE_PLATFORMS=true is for practice)';
  if (/(^|\.)localhost\.?$/.test(host) || (isIP(host) !== 0 && !isPublicAddress(host))) {
    return 'leads to this machine or a private network (ALLOW_INSECURE_PLATFORMS=true is for practice)';
  }
  return null;
}
