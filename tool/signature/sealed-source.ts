import type { Json } from './canonical.js';
import type { Leaf } from './signature.rules.js';

/** A record as its rows stand now: what its signature is compared with. */
export interface SealedContent {
  id: string;
  skeleton: Record<string, Json>;
  leaves: ReadonlyMap<string, Leaf>;
}

/** Each slice whose records are signed has one, so that all of them can be checked without anybody opening them. */
export interface SealedSource {
  kind: string;
  /** Records of a partnership that were signed, ordered by id, at most `limit`. @param after id of the last one seen, or '' */
  page(partnershipId: string, after: string, limit: number): Promise<SealedContent[]>;
}
