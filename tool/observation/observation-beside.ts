import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import { conflict, notFound } from '../errors.js';
import { newSecret } from '../ids.js';
import { remarkLeaves, remarkRecordKind, remarkSkeleton } from './observation-content.js';
import type { Locked } from './observation-lock.js';
import type { Parts } from './observation-parts.js';
import type { RemarkRow } from './observation-remark.model.js';
import { recordSpace } from './observation.model.js';

type Words = Pick<RemarkRow, 'id' | 'kind' | 'note_id'> & { body: string };

/**
 * Whether these very words stand beside the record already: the same request again.
 * @throws Problem 404 for an id that is somebody else's, 409 where it holds other words
 */
export async function standsAlready({ remarks }: Parts, viewer: KnownViewer, { row, tx }: Locked, words: Words): Promise<boolean> {
  const stored = await remarks.findOne(words.id, tx);
  if (!stored) return false;
  if (stored.observation_id !== row.id || stored.author_person_id !== viewer.personId) throw notFound();
  if (stored.body === words.body && stored.kind === words.kind && stored.note_id === words.note_id) return true;
  throw conflict('What stands beside a signed record stays. Add another one.', {
    current: { body: stored.body },
    yours: { body: words.body },
  });
}

/** Puts words beside a signed record, sealed like a record of their own. @param role as whom they were written */
export async function putBeside(
  { ground, remarks, signatures }: Parts,
  viewer: KnownViewer,
  { row, tx }: Locked,
  words: Words,
  role: 'trainee' | 'mentor',
): Promise<void> {
  const remark = {
    ...words, observation_id: row.id, author_person_id: viewer.personId, created_at: instantNow(ground.clock), salt: newSecret(),
  }; // prettier-ignore
  await remarks.insert(remark, tx);
  await signatures.seal(
    { kind: remarkRecordKind, id: words.id, space: recordSpace, partnershipId: row.partnership_id },
    remarkSkeleton(remark),
    remarkLeaves(remark),
    { personId: viewer.personId, identityId: viewer.identityId, role, meaning: 'added' },
    tx,
  );
}
