import * as z from 'zod/mini';
import { rowId } from '../text.shared.js';

/** Which browser asks, under the id it made for itself, and for which placements. */
export const deviceKeysBody = z.strictObject({
  deviceId: rowId,
  placementIds: z.array(rowId).check(z.minLength(1, 'names no placement'), z.maxLength(20, 'names more than 20 placements')),
});

/** Under which what is not sent yet lies on the device. */
export const deviceKey = z.strictObject({
  placementId: z.string(),
  /** Names the key and tells nothing about it: what lies on the device is kept under this name. */
  keyId: z.string(),
  /** 256 bits, base64url. */
  key: z.string(),
});
export type DeviceKey = z.infer<typeof deviceKey>;

export const deviceKeysAnswer = z.strictObject({ keys: z.array(deviceKey) });
export type DeviceKeysAnswer = z.infer<typeof deviceKeysAnswer>;
