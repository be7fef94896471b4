import { route, type Route } from '../http/route.js';
import type { DeviceKeys } from './device.service.js';
import { deviceKeysAnswer, deviceKeysBody } from './device.shared.js';

export const deviceRoutes = (keys: DeviceKeys): Route[] => [
  route({
    method: 'post',
    path: '/api/device-keys',
    summary: 'The keys under which this device keeps what is not sent yet: yours, for placements you work on. Until your role there ends.',
    who: 'person',
    body: deviceKeysBody,
    answer: deviceKeysAnswer,
    handle: async ({ viewer, body }) => ({ body: { keys: await keys.give(viewer, body.deviceId, body.placementIds) } }),
  }),
];
