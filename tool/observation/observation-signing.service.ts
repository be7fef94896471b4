import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import { conflict, notFound, Problem, refused } from '../errors.js';
import { newSecret } from '../ids.js';
import {
  leavesOf,
  originOf,
  readContent,
  recordKind,
  remarkLeaves,
  remarkRecordKind,
  remarkSkeleton,
  skeletonOf,
} from './observation-content.js';
import { closed, factsOf, locked } from './observation-lock.js';
import { recordSpace } from './observation.model.js';
import type { Parts } from './observation-parts.js';
import { accessTo } from './observation.policy.js';
import { isSigned, powersOf, take } from './observation.rules.js';
import type { RecordCheck, RemarkBody } from './observation.shared.js';
import { hasFeedback } from './signing-advice.shared.js';

interface Moved {
  observationRevision: number;
}

export interface ObservationSigning {
  /**
   * Signs and releases. The signer names the revision they have seen, so that nobody signs a change made in another tab.
   * Signed already: the same answer. @throws Problem 404, 409, 422 with nothing written, 428
   */
  sign(viewer: KnownViewer, id: string, ifMatch: number | null): Promise<Moved>;
  /** *I have read this*: the trainee's signature, and the gradebook is told in the same transaction. Again: the same answer. */
  read(viewer: KnownViewer, id: string): Promise<Moved>;
  /** *I see it differently*, or a correction: stands beside the record and never changes. @throws Problem 404, 409, 422 */
  remark(viewer: KnownViewer, id: string, remarkId: string, body: RemarkBody): Promise<Moved>;
  /** Compares every word with what was signed. @throws Problem 404 */
  verify(viewer: KnownViewer, id: string): Promise<RecordCheck>;
}

const mostRemarks = 20;

export function createObservationSigning(parts: Parts): ObservationSigning {
  const { ground, observations, signatures, remarks } = parts;
  const record = (id: string) => ({ kind: recordKind, id, space: recordSpace });
  const audited = (viewer: KnownViewer, action: string, id: string, placementId: string) => ({
    action, partnershipId: viewer.partnershipId, personId: viewer.personId, identityId: viewer.identityId, sessionId: viewer.sessionId,
    objectKind: 'observation', objectId: id, placementId,
  }); // prettier-ignore

  return {
    async sign(viewer, id, ifMatch) {
      const seen = await observations.find(viewer.partnershipId, id);
      if (!seen || accessTo(viewer, factsOf(seen, instantNow(ground.clock))) !== 'own') throw notFound();
      const placement = await parts.placements.findForViewer(viewer, seen.placement_id);
      const form = await parts.framework.findVersion(seen.template_version_id);
      return locked(parts, viewer, id, async ({ row, access, tx }) => {
        if (access !== 'own') throw notFound();
        const next = take('sign', row.state);
        if (next === 'done') return { observationRevision: row.revision };
        if (next === 'refused') {
          throw row.state === 'withdrawn'
            ? closed('withdrawn')
            : refused('not-now', 'End the lesson and write the feedback first; then sign.');
        }
        if (ifMatch === null) throw new Problem(428, 'revision-missing', 'Say which revision you have read: If-Match.');
        if (ifMatch !== row.revision) {
          throw conflict('Something changed in another tab since you opened this page. Look at it once more, then sign.', {
            current: { revision: row.revision },
          });
        }
        await parts.targets.agree(originOf(row), viewer.personId, tx);
        const content = await readContent(parts, row, tx);
        if (!hasFeedback(content.sections.map(({ view }) => view))) {
          throw refused('nothing-written', 'Write a sentence of feedback first: strengths, areas to develop or impact.');
        }
        const at = instantNow(ground.clock);
        const signatory = { personId: viewer.personId, identityId: viewer.identityId, role: 'mentor', meaning: 'signed' as const };
        const skeleton = skeletonOf(row, placement.trainee.personId, form);
        await signatures.seal({ ...record(id), partnershipId: viewer.partnershipId }, skeleton, leavesOf(content), signatory, tx);
        await parts.lessons.freeze(row.lesson_id, tx);
        if (!(await observations.step(id, row.state, next.to, { signed_at: at, released_at: at }, at, tx))) throw closed('signed');
        await ground.audit.record(audited(viewer, 'observation.signed', id, row.placement_id), tx);
        return { observationRevision: row.revision + 1 };
      });
    },
    read: (viewer, id) =>
      locked(parts, viewer, id, async ({ row, byTrainee, tx }) => {
        const next = take('read', row.state);
        if (!byTrainee || next === 'refused') throw notFound();
        if (next === 'done') return { observationRevision: row.revision };
        const at = instantNow(ground.clock);
        if (!(await observations.step(id, row.state, next.to, { read_at: at }, at, tx))) throw notFound();
        const signatory = { personId: viewer.personId, identityId: viewer.identityId, role: 'trainee', meaning: 'read' as const };
        await signatures.add(record(id), signatory, tx);
        await ground.audit.record(audited(viewer, 'observation.acknowledged', id, row.placement_id), tx);
        await parts.outbox.recordsChanged({ partnershipId: row.partnership_id, placementId: row.placement_id }, tx);
        return { observationRevision: row.revision + 1 };
      }),
    remark: (viewer, id, remarkId, body) =>
      locked(parts, viewer, id, async ({ row, access, byTrainee, tx, touch }) => {
        const may = powersOf(access, row.state, byTrainee);
        if (!(body.kind === 'differs' ? may.differ : may.correct)) throw notFound();
        if (body.body.trim() === '') throw refused('nothing-written', 'Write a sentence first.');
        const stored = await remarks.findOne(remarkId, tx);
        if (stored && (stored.observation_id !== id || stored.author_person_id !== viewer.personId)) throw notFound();
        if (stored) {
          if (stored.body === body.body && stored.kind === body.kind) return { observationRevision: row.revision };
          throw conflict('What stands beside a signed record stays. Add another one.', { current: { body: stored.body }, yours: body });
        }
        if ((await remarks.find(id, tx)).length >= mostRemarks)
          throw refused('too-many-remarks', 'Twenty texts stand beside this record already. Talk it over.');
        const remark = {
          id: remarkId, observation_id: id, kind: body.kind, author_person_id: viewer.personId, body: body.body,
          created_at: instantNow(ground.clock), salt: newSecret(),
        }; // prettier-ignore
        await remarks.insert(remark, tx);
        const role = body.kind === 'differs' ? 'trainee' : 'mentor';
        await signatures.seal(
          { kind: remarkRecordKind, id: remarkId, space: recordSpace, partnershipId: row.partnership_id },
          remarkSkeleton(remark),
          remarkLeaves(remark),
          { personId: viewer.personId, identityId: viewer.identityId, role, meaning: 'added' },
          tx,
        );
        return { observationRevision: await touch() };
      }),
    async verify(viewer, id) {
      const row = await observations.find(viewer.partnershipId, id);
      if (!row || accessTo(viewer, factsOf(row, instantNow(ground.clock))) === 'none' || !isSigned(row.state)) throw notFound();
      const placement = await parts.placements.findForViewer(viewer, row.placement_id);
      const form = await parts.framework.findVersion(row.template_version_id);
      const skeleton = skeletonOf(row, placement.trainee.personId, form);
      const check = await signatures.check(record(id), skeleton, leavesOf(await readContent(parts, row)));
      if (!check) throw notFound();
      const beside = await Promise.all(
        (await remarks.find(id)).map((remark) =>
          signatures.check({ kind: remarkRecordKind, id: remark.id }, remarkSkeleton(remark), remarkLeaves(remark)),
        ),
      );
      const remarksIntact = beside.every((one) => one?.intact === true);
      const { changed, erased } = check;
      const marks = check.signatures.map(({ position, intact }) => ({ position, intact }));
      return { intact: check.intact && remarksIntact, changed, erased, signatures: marks, remarksIntact };
    },
  };
}
