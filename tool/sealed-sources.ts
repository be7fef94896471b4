import { createFramework } from './framework/framework.service.js';
import { createObservationSealed } from './observation/observation-sealed.js';
import type { SealedSource } from './signature/sealed-source.js';
import type { Ground } from './slice.js';

/** Every kind of record that is signed here. A slice that signs adds its own. */
export const sealedSources = (ground: Ground): SealedSource[] =>
  createObservationSealed({ ground, framework: createFramework({ ground }) });
