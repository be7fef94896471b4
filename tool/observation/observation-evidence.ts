import { instantNow } from '../clock.js';
import type { EvidenceSource } from '../target/evidence.js';
import { noteEvidence } from '../target/target.shared.js';
import { recordKind } from './observation-content.js';
import type { Parts } from './observation-parts.js';
import { recordSpace } from './observation.model.js';

/** What is offered to be named: a term's observations. */
const mostOffered = 20;
const mostNamed = 400;

const idsOf = (kind: string, named: readonly { kind: string; id: string }[]): string[] =>
  named.filter((one) => one.kind === kind).map((one) => one.id);
const pathOf = (id: string): string => `observations/${id}`;
const wholeRecord = ({ id, lessonOn }: { id: string; lessonOn: string }) => ({
  kind: recordKind,
  id,
  words: '',
  on: lessonOn,
  path: pathOf(id),
});

/** Observations that can be read and their notes, as targets of the training record name them. Nothing of a draft, nothing that waits for its release, and nothing of another space. */
export const createObservationEvidence = ({
  notes,
  observations,
  ground,
}: Pick<Parts, 'notes' | 'observations' | 'ground'>): EvidenceSource => ({
  kinds: [recordKind, noteEvidence],
  async find({ space, ...at }, named) {
    if (space !== recordSpace) return [];
    const now = instantNow(ground.clock);
    const [seen, records] = await Promise.all([
      notes.findSigned(at, idsOf(noteEvidence, named), now),
      observations.signedDays(at, mostNamed, now, idsOf(recordKind, named)),
    ]);
    const heard = seen.map(({ id, body, observationId, lessonOn }) => ({
      kind: noteEvidence,
      id,
      words: body ?? '',
      on: lessonOn,
      path: pathOf(observationId),
    }));
    return [...heard, ...records.map(wholeRecord)];
  },
  offer: async ({ space, ...at }) =>
    space === recordSpace ? (await observations.signedDays(at, mostOffered, instantNow(ground.clock))).map(wholeRecord) : [],
});
