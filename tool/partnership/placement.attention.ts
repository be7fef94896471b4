import type { AttentionSource, OpenCode } from '../attention/attention-source.js';
import { instantNow } from '../clock.js';
import type { Ground } from '../slice.js';
import { findOpenCodesOf } from './claim-code.model.js';

/** The mentor codes that still work, newest first. */
export const createCodeAttention = ({ db, clock }: Pick<Ground, 'db' | 'clock'>): AttentionSource<'codes'> => ({
  fact: 'codes',
  async factsOf({ partnershipId, placementIds }) {
    const found = new Map<string, OpenCode[]>();
    for (const { placementId, ...code } of await findOpenCodesOf(db, partnershipId, placementIds, instantNow(clock)))
      found.set(placementId, [...(found.get(placementId) ?? []), code]);
    return found;
  },
});
