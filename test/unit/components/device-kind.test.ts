import { describe, expect, test } from '@jest/globals';
import { deviceKind, savedHere } from '../../../components/device-store/device-kind.js';

const webKit = 'AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4';

describe('A device', () => {
  test.each([
    ['iPad', `Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) ${webKit} Mobile/15E148 Safari/604.1`, 5],
    // An iPad that asks for desktop pages says that it is a Mac.
    ['iPad', `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webKit} Safari/605.1.15`, 5],
    ['computer', `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webKit} Safari/605.1.15`, 0],
    ['phone', `Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) ${webKit} Mobile/15E148 Safari/604.1`, 5],
    ['phone', 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36', 5],
    ['tablet', 'Mozilla/5.0 (Linux; Android 14; SM-X210) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36', 5],
    ['computer', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36', 10],
    ['computer', 'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36', 0],
    ['device', 'Something new', 0],
  ] as const)('is called %s by %s', (kind, userAgent, maxTouchPoints) => {
    expect(deviceKind({ userAgent, maxTouchPoints })).toBe(kind);
  });

  test('is named in the line about what waits', () => {
    expect(savedHere('iPad')).toBe('Saved on this iPad. We will send it when the network is back.');
    expect(savedHere('device')).toBe('Saved on this device. We will send it when the network is back.');
  });
});
