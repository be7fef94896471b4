import type { Route } from '../http/route.js';
import type { People } from '../partnership/people.service.js';
import type { Ground } from '../slice.js';
import type { PrivacyDeclaration } from '../table-declaration.js';
import { createErasures, type Erasures } from './erasure.service.js';
import { createExports, type Exports } from './export.service.js';
import { createHolds } from './hold.service.js';
import { createNotices } from './notice.service.js';
import type { PersonFiles } from './person-files.js';
import type { Processing } from './privacy.shared.js';
import { coordinatorsRoutes, everybodysRoutes } from './privacy.routes.js';
import { recordOfProcessing } from './processing.js';
import { createRetention, type RetentionService } from './retention.service.js';

export interface PrivacyOptions {
  ground: Ground;
  declarations: readonly PrivacyDeclaration[];
  people: People;
  /** Each slice that keeps files of people. */
  files: readonly PersonFiles[];
}

/** What the rest of the tool is given of this slice. */
export interface Privacy {
  routes: Route[];
  erasures: Erasures;
  exports: Exports;
  retention: RetentionService;
  processing(partnershipId: string): Promise<Processing>;
}

export function createPrivacy({ ground, declarations, people, files }: PrivacyOptions): Privacy {
  const erasures = createErasures({ ground, declarations, people, files });
  const exports = createExports({ ground, declarations, people, files });
  const retention = createRetention(ground, declarations, erasures);
  const notices = createNotices(ground, retention);
  const processing = async (partnershipId: string): Promise<Processing> =>
    recordOfProcessing(declarations, await retention.settingsOf(partnershipId));
  return {
    routes: [
      ...everybodysRoutes(notices, exports, processing),
      ...coordinatorsRoutes(notices, exports, createHolds(ground, people), erasures, retention),
    ],
    erasures,
    exports,
    retention,
    processing,
  };
}
