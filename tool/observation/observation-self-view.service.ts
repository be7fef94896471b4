import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import { conflict, notFound, refused } from '../errors.js';
import { newId, newSecret } from '../ids.js';
import { selfViewKind, selfViewLeaves, selfViewSkeleton } from './observation-content.js';
import { factsOf, locked, type Locked } from './observation-lock.js';
import { recordSpace, type ObservationRow } from './observation.model.js';
import type { Parts } from './observation-parts.js';
import { accessTo, isTrainee } from './observation.policy.js';
import { asksOwnView } from './self-view.shared.js';
import { decideSave, powersOf, standingOf } from './observation.rules.js';
import type { SectionName, SelfAnswer, SelfView } from './observation.shared.js';

/** *My view first*: the trainee answers the form's questions before reading what the observer wrote. Theirs alone until they give it. */
export interface ObservationSelfViews {
  /** @throws Problem 404 for all but the trainee */
  find(viewer: KnownViewer, id: string): Promise<SelfView>;
  /** Writes one answer; the same words again change nothing. @throws Problem 404, 409 with both texts, 422 once given or chosen otherwise */
  save(viewer: KnownViewer, id: string, section: SectionName, body: string, ifMatch: number | null): Promise<{ answer: SelfAnswer }>;
  /** Gives it: from then on it stays as it is, and whoever reads the record reads it. Again: the same answer. @throws Problem 404, 422 */
  give(viewer: KnownViewer, id: string): Promise<SelfView>;
  /** Reads first: asked once, never again. What was begun stays the trainee’s alone. @throws Problem 404 */
  skip(viewer: KnownViewer, id: string): Promise<SelfView>;
}

const chosenAlready = () =>
  refused('view-chosen', 'You have given your view, or read the record first. Use “I see it differently” to add to it.');

export function createObservationSelfViews(parts: Parts): ObservationSelfViews {
  const { ground, observations, selfViews } = parts;
  const now = () => instantNow(ground.clock);
  const ofTrainee = (viewer: KnownViewer, row: ObservationRow) => ({
    observationId: row.id,
    placementId: row.placement_id,
    partnershipId: row.partnership_id,
    personId: viewer.personId,
  });

  const viewOf = (row: ObservationRow, answers: SelfAnswer[]): SelfView => ({
    answers,
    givenAt: row.view_given_at,
    skippedAt: row.view_skipped_at,
  });

  const find = async (viewer: KnownViewer, id: string): Promise<SelfView> => {
    const row = await observations.find(viewer.partnershipId, id);
    if (!row || !isTrainee(viewer, row.placement_id) || accessTo(viewer, factsOf(row, now())) === 'none') throw notFound();
    return viewOf(row, await selfViews.findOwn(ofTrainee(viewer, row)));
  };

  const lockedForTrainee = <T>(viewer: KnownViewer, id: string, work: (held: Locked) => Promise<T>): Promise<T> =>
    locked(parts, viewer, id, async (held) => {
      if (!held.byTrainee) throw notFound();
      return work(held);
    });
  const mayWrite = ({ row, access }: Locked): boolean => powersOf(access, standingOf(row, now()), true).viewFirst;

  return {
    find,
    async save(viewer, id, section, body, ifMatch) {
      const seen = await observations.find(viewer.partnershipId, id);
      const form = seen && isTrainee(viewer, seen.placement_id) ? await parts.framework.findVersion(seen.template_version_id) : null;
      if (!form?.layout.sections.some((one) => one.section === section && asksOwnView(one))) throw notFound();
      return lockedForTrainee(viewer, id, async (held) => {
        if (!mayWrite(held)) throw chosenAlready();
        const of = ofTrainee(viewer, held.row);
        const stored = (await selfViews.findOwn(of, held.tx)).find((one) => one.section === section);
        const decision = decideSave({ revision: stored?.revision ?? 0, same: (stored?.body ?? '') === body }, ifMatch);
        if (decision === 'same') return { answer: stored ?? { section, body, revision: 0, changedAt: null } };
        const at = now();
        const written =
          decision === 'update' &&
          (stored
            ? await selfViews.update(of, section, stored.revision, body, at, held.tx)
            : await selfViews.insert(of, section, body, at, held.tx).then(() => true));
        if (!written)
          throw conflict('You changed this on another page. Here are both texts.', { current: stored ?? null, yours: { body } });
        return { answer: { section, body, revision: (stored?.revision ?? 0) + 1, changedAt: at } };
      });
    },
    async give(viewer, id) {
      const seen = await observations.find(viewer.partnershipId, id);
      const form = seen && (await parts.framework.findVersion(seen.template_version_id));
      await lockedForTrainee(viewer, id, async (held) => {
        const { row, tx } = held;
        if (row.view_given_at !== null) return;
        if (!mayWrite(held) || !form) throw chosenAlready();
        const of = ofTrainee(viewer, row);
        const answers = (await selfViews.findOwn(of, tx)).filter(({ body }) => body.trim() !== '');
        if (answers.length === 0) throw refused('nothing-written', 'Write a sentence first, or read without it.');
        const at = now();
        const view = { observation_id: id, view_id: newId(), author_person_id: viewer.personId, given_at: at };
        const given = answers.map(({ section, body }) => ({ ...view, section, body, salt: newSecret() }));
        for (const answer of given) await selfViews.insertGiven(answer, tx);
        await parts.signatures.seal(
          { kind: selfViewKind, id: view.view_id, space: recordSpace, partnershipId: row.partnership_id },
          selfViewSkeleton(view, form),
          selfViewLeaves(given),
          { personId: viewer.personId, identityId: viewer.identityId, role: 'trainee', meaning: 'added' },
          tx,
        );
        // A second copy would be one more place that words can be left behind in.
        await selfViews.deleteOwn(of, tx);
        await observations.chooseView(id, 'view_given_at', at, tx);
        await ground.audit.record(
          {
            action: 'observation.view_given', partnershipId: viewer.partnershipId, personId: viewer.personId, identityId: viewer.identityId,
            sessionId: viewer.sessionId, objectKind: 'observation', objectId: id, placementId: row.placement_id,
          },
          tx,
        ); // prettier-ignore
      });
      return find(viewer, id);
    },
    async skip(viewer, id) {
      await lockedForTrainee(viewer, id, async (held) => {
        if (held.access !== 'record') throw notFound();
        if (mayWrite(held)) await observations.chooseView(id, 'view_skipped_at', now(), held.tx);
      });
      return find(viewer, id);
    },
  };
}
