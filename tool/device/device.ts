import type { Route } from '../http/route.js';
import type { Sealing } from '../lti/sealing.js';
import type { Ground } from '../slice.js';
import { deviceRoutes } from './device.routes.js';
import { createDeviceKeys } from './device.service.js';

/** What lies on a device until it is sent: the keys to it. */
export const createDevice = ({ ground, sealing }: { ground: Ground; sealing: Sealing }): { routes: Route[] } => ({
  routes: deviceRoutes(createDeviceKeys(ground, sealing)),
});
