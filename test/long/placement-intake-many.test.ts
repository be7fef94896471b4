import { mostRows } from '../../tool/partnership/intake-table.rules.js';
import { manyPlacements } from '../integration/partnership/many-placements.js';

manyPlacements(mostRows);
