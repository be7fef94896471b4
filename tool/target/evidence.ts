import type { EvidenceName, EvidenceView } from './target-page.shared.js';
import type { Thread } from './target.service.js';

/**
 * What a slice knows of the things of its own that targets name: each registers one for its kinds. It answers only for what is released in
 * that placement and space, to readers about whom the policy of targets has decided.
 */
export interface EvidenceSource {
  kinds: readonly string[];
  /** Those of these that there are; the rest is left out. */
  find(thread: Thread, named: readonly EvidenceName[]): Promise<EvidenceView[]>;
  /** What can be named when a target is closed outside a record, newest first. */
  offer(thread: Thread): Promise<EvidenceView[]>;
}

const keyOf = ({ kind, id }: EvidenceName): string => `${kind}/${id}`;

/** Everything these name, whoever keeps it, by `kind/id`: each source is asked once. */
export async function findEvidence(
  sources: readonly EvidenceSource[],
  thread: Thread,
  named: readonly EvidenceName[],
): Promise<(name: EvidenceName) => EvidenceView | undefined> {
  const wanted = [...new Map(named.map((one) => [keyOf(one), one])).values()];
  const found = await Promise.all(
    sources.map(async (source) => {
      const theirs = wanted.filter(({ kind }) => source.kinds.includes(kind));
      return theirs.length === 0 ? [] : source.find(thread, theirs);
    }),
  );
  const known = new Map(found.flat().map((one) => [keyOf(one), one]));
  return (name) => known.get(keyOf(name));
}
