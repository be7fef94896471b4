import { msg, str } from '../shared/localize.js';

/** What the device calls itself, as far as it can be known; `device` for anything else. */
export type DeviceKind = 'iPad' | 'phone' | 'tablet' | 'computer' | 'device';

interface Signs {
  userAgent: string;
  maxTouchPoints: number;
}

/** An iPad says that it is a Mac; no Mac has a touch screen. */
export function deviceKind({ userAgent, maxTouchPoints }: Signs): DeviceKind {
  if (/iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)) return 'iPad';
  if (/iPhone|iPod/.test(userAgent)) return 'phone';
  if (/Android/.test(userAgent)) return /Mobile/.test(userAgent) ? 'phone' : 'tablet';
  return /Windows|Macintosh|CrOS|X11|Linux/.test(userAgent) ? 'computer' : 'device';
}

/** *this iPad*, in the middle of a sentence. */
export const thisDevice = (kind: DeviceKind): string =>
  ({
    iPad: msg('this iPad'),
    phone: msg('this phone'),
    tablet: msg('this tablet'),
    computer: msg('this computer'),
    device: msg('this device'),
  })[kind];

/** While it waits for the network, kept where a reload and a restart find it. */
export const savedHere = (kind: DeviceKind): string => msg(str`Saved on ${thisDevice(kind)}. We will send it when the network is back.`);

/** The same, where only opening the page anew can send it. */
export const savedHereEnded = (kind: DeviceKind): string =>
  msg(str`Saved on ${thisDevice(kind)}. Open it again from your course to send it.`);
