import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import type { Tx } from '../db/database.js';
import { conflict, notFound, Problem, refused } from '../errors.js';
import { newSecret } from '../ids.js';
import { outcomeKey, ownWordsKey } from './limits.shared.js';
import { leavesOf, readContent, recordKind, remarkLeaves, remarkRecordKind, remarkSkeleton, skeletonOf } from './review-content.js';
import { audited, factsOf, locked } from './review-lock.js';
import type { Parts } from './review-parts.js';
import { evidenceFor, outcomeInWords } from './review-view.js';
import { recordSpace, type ReviewRow } from './review.model.js';
import { isTrainee, mayRead, mayReopen, maySendAgain, signsAs } from './review.policy.js';
import { commentOf, decideSigning, tagOf, valueOf } from './review.rules.js';
import type { ReviewCheck, SignerRole } from './review.shared.js';

export interface ReviewSigning {
  /**
   * Signs the words the page has seen (`If-Match`: the review's revision). The first signature fixes them; the last one makes it complete and
   * tells the gradebook in the same transaction. Pressed again it changes nothing. @throws Problem 404, 409, 422, 428
   */
  sign(viewer: KnownViewer, id: string, ifMatch: number | null): Promise<void>;
  /** Opens a review for writing before all have signed: dated, with a reason, and the signatures given are dropped. @throws Problem 404, 422 */
  reopen(viewer: KnownViewer, id: string, reason: string): Promise<void>;
  /** *I see it differently*: stands beside the review and never changes. @throws Problem 404, 409, 422 */
  remark(viewer: KnownViewer, id: string, remarkId: string, body: string): Promise<void>;
  /** Tries again now to send what was not sent. @throws Problem 404, 422 where there is nothing to send */
  sendAgain(viewer: KnownViewer, id: string): Promise<void>;
  /** Compares every word with what was signed. @throws Problem 404 */
  verify(viewer: KnownViewer, id: string): Promise<ReviewCheck>;
}

const mostRemarks = 20;
const meanwhile = 'Something changed since you opened this page. Read it once more, then sign.';

export function createReviewSigning(parts: Parts): ReviewSigning {
  const { ground, reviews, words, signatures, framework } = parts;
  const { clock, audit } = ground;

  /** The first signature: what the review rests on is written down as it reads now, and everything is sealed. */
  const seal = async (viewer: KnownViewer, row: ReviewRow, role: SignerRole, tx: Tx): Promise<void> => {
    const written = await words.sections(row.id, tx);
    if (!written.some(({ section, body }) => section !== ownWordsKey && section !== outcomeKey && (body ?? '').trim() !== ''))
      throw refused('nothing-written', 'Write a sentence first, so that there is something to sign.');
    if (outcomeInWords(row, written) === '') throw refused('no-outcome', 'Choose the outcome first. Talk it over, then sign.');
    const at = instantNow(clock);
    await words.insertEvidence(row.id, await evidenceFor(parts, viewer, row, tx), tx);
    const form = await framework.findVersion(row.template_version_id, tx);
    const skeleton = skeletonOf({ ...row, sealed_at: at }, form);
    const record = { kind: recordKind, id: row.id, space: recordSpace, partnershipId: row.partnership_id };
    const by = { personId: viewer.personId, identityId: viewer.identityId, role, meaning: 'signed' as const };
    await signatures.seal(record, skeleton, leavesOf(await readContent(parts, row.id, tx)), by, tx);
    if (!(await reviews.step(row.id, 'open', 'sealed', at, tx))) throw conflict(meanwhile);
  };

  /** The outcome's number, where the provider gave it one. Never anything of a single lesson: nothing here reads one. */
  const tellGradebook = async (row: ReviewRow, tx: Tx, again = false): Promise<boolean> => {
    const sections = await words.sections(row.id, tx);
    const chosen = sections.find(({ section }) => section === outcomeKey)?.body ?? '';
    const value = valueOf(row.outcomes, row.maximum, chosen);
    if (value === null || row.review_point_id === null) return false;
    const { partnership_id: partnershipId, placement_id: placementId, name: label } = row;
    const comment = commentOf(outcomeInWords(row, sections), row.leadSigns);
    const tag = tagOf(row.review_point_id);
    await parts.outbox.valueAgreed({ source: 'review', partnershipId, placementId, tag, label, ...value, comment }, tx, again);
    return true;
  };

  return {
    sign: (asked, id, ifMatch) =>
      locked(parts, asked, id, async ({ row, viewer, tx }) => {
        const facts = factsOf(row);
        const roles = signsAs(viewer, facts);
        if (roles.length === 0) throw notFound();
        const given = await signatures.find(recordKind, [id], tx);
        const signed = given.map(({ role, personId }) => ({ role: role as SignerRole, personId }));
        const decision = decideSigning(viewer.personId, roles, { leadSigns: row.leadSigns, signed });
        if (decision.kind === 'done') return;
        if (decision.kind === 'taken') throw refused('signed-already', 'Somebody else has signed in your place already.');
        if (decision.kind === 'early') throw refused('not-yet', 'You sign last. Trainee, mentor and tutor sign before you.');
        if (ifMatch === null) throw new Problem(428, 'revision-missing', 'Say which revision you have read: If-Match.');
        if (ifMatch !== row.revision) throw conflict(meanwhile, { current: { revision: row.revision } });
        if (row.state === 'open') await seal(viewer, row, decision.role, tx);
        else {
          const by = { personId: viewer.personId, identityId: viewer.identityId, role: decision.role, meaning: 'signed' as const };
          await signatures.add({ kind: recordKind, id, space: recordSpace }, by, tx);
        }
        await audit.record({ ...audited(viewer, 'review.signed', row), detail: decision.role }, tx);
        if (!decision.completes) return;
        if (!(await reviews.step(id, 'sealed', 'complete', instantNow(clock), tx))) throw conflict(meanwhile);
        await audit.record(audited(viewer, 'review.complete', row), tx);
        await tellGradebook(row, tx);
      }),
    reopen: (asked, id, given) =>
      locked(parts, asked, id, async ({ row, viewer, tx }) => {
        if (!mayReopen(viewer, factsOf(row))) throw notFound();
        const reason = given.trim();
        if (reason === '') throw refused('nothing-written', 'Say why in a sentence. Everybody who signed reads it.');
        if (row.state === 'open') return;
        if (row.state === 'complete') throw refused('complete', 'Everybody has signed. What you see differently can stand beside it.');
        const at = instantNow(clock);
        const dropped = await signatures.unseal({ kind: recordKind, id }, tx);
        await words.dropEvidence(id, tx);
        await words.insertReopening(id, { person_id: viewer.personId, reason, signatures: dropped, reopened_at: at }, tx);
        await reviews.step(id, 'sealed', 'open', at, tx);
        await audit.record(audited(viewer, 'review.reopened', row), tx);
      }),
    remark: (asked, id, remarkId, body) =>
      locked(parts, asked, id, async ({ row, viewer, tx }) => {
        if (row.state === 'open' || !isTrainee(viewer, factsOf(row))) throw notFound();
        if (body.trim() === '') throw refused('nothing-written', 'Write a sentence first.');
        const stored = await words.findRemark(remarkId, tx);
        if (stored && (stored.review_id !== id || stored.author_person_id !== viewer.personId)) throw notFound();
        if (stored?.body === body) return;
        if (stored) {
          throw conflict('What stands beside a signed record stays. Add another one.', { current: { body: stored.body }, yours: { body } });
        }
        if ((await words.remarks(id, tx)).length >= mostRemarks)
          throw refused('too-many-remarks', 'Twenty texts stand beside this record already. Talk it over.');
        const author = viewer.personId;
        const remark = { id: remarkId, review_id: id, author_person_id: author, body, created_at: instantNow(clock), salt: newSecret() };
        await words.insertRemark(remark, tx);
        const by = { personId: author, identityId: viewer.identityId, role: 'trainee', meaning: 'added' as const };
        const record = { kind: remarkRecordKind, id: remarkId, space: recordSpace, partnershipId: row.partnership_id };
        await signatures.seal(record, remarkSkeleton(remark), remarkLeaves(remark), by, tx);
      }),
    sendAgain: (asked, id) =>
      locked(parts, asked, id, async ({ row, viewer, tx }) => {
        if (!maySendAgain(viewer, factsOf(row))) throw notFound();
        if (row.state !== 'complete' || !(await tellGradebook(row, tx, true)))
          throw refused('nothing-to-send', 'There is nothing to send again.');
        await audit.record(audited(viewer, 'outcome.send_again', row), tx);
      }),
    async verify(viewer, id) {
      const row = await reviews.find(viewer.partnershipId, id);
      if (!row || !mayRead(viewer, factsOf(row))) throw notFound();
      const form = await framework.findVersion(row.template_version_id);
      const check = await signatures.check({ kind: recordKind, id }, skeletonOf(row, form), leavesOf(await readContent(parts, id)));
      if (!check) throw notFound();
      const beside = await Promise.all(
        (await words.remarks(id)).map((one) =>
          signatures.check({ kind: remarkRecordKind, id: one.id }, remarkSkeleton(one), remarkLeaves(one)),
        ),
      );
      return {
        intact: check.intact && beside.every((one) => one?.intact === true),
        changed: check.changed,
        erased: check.erased,
      };
    },
  };
}
