import { manyPlacements } from './many-placements.js';

// The most that one list may hold is tried by `npm run test:long`.
manyPlacements(400);
