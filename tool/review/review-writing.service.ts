import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import { badRequest, conflict, notFound } from '../errors.js';
import { answerProblem } from '../framework/form.rules.js';
import { outcomeKey, ownWordsKey } from './limits.shared.js';
import { closed, factsOf, locked } from './review-lock.js';
import type { Parts } from './review-parts.js';
import { isTrainee, mayWrite } from './review.policy.js';
import type { ReviewSection, ReviewSectionSaved } from './review.shared.js';

export interface ReviewWriting {
  /**
   * Writes one section: mentor and tutor those of the form and the outcome, the trainee their own words. The same text again changes nothing.
   * @throws Problem 400 for what is no answer, 404, 409 with both texts, 422 once somebody has signed
   */
  saveSection(viewer: KnownViewer, id: string, section: string, body: string, ifMatch: number | null): Promise<ReviewSectionSaved>;
}

const differently = 'Somebody else changed this while you wrote. Here are both texts.';

export function createReviewWriting(parts: Parts): ReviewWriting {
  return {
    saveSection: (asked, id, section, body, ifMatch) =>
      locked(parts, asked, id, async ({ row, viewer, tx }) => {
        const facts = factsOf(row);
        if (!(section === ownWordsKey ? isTrainee(viewer, facts) : mayWrite(viewer, facts))) throw notFound();
        const stored = (await parts.words.sections(id, tx)).find((one) => one.section === section);
        if (!stored) throw notFound();
        const names = await parts.people.namesOf(row.partnership_id, [viewer.personId, stored.author_person_id ?? viewer.personId], { tx });
        const viewed = (by: string | null, changed: Partial<ReviewSection>): ReviewSection => ({
          section, body: stored.body ?? '', revision: stored.revision, changedAt: stored.changed_at, erasedAt: stored.erased_at,
          by: by === null ? null : { personId: by, name: '', givenName: '', ...names.get(by) },
          ...changed,
        }); // prettier-ignore
        if ((stored.body ?? '') === body) return { section: viewed(stored.author_person_id, {}), reviewRevision: row.revision };
        if (row.state !== 'open') throw closed(row.state);
        const { layout } = await parts.framework.findVersion(row.template_version_id, tx);
        const part = section === outcomeKey ? { options: row.outcomes } : layout.sections.find((one) => one.section === section);
        const problem = part ? answerProblem(part, body) : null;
        if (problem) throw badRequest('This is no answer to that question.', [{ pointer: '/body', detail: problem }]);
        const at = instantNow(parts.ground.clock);
        const change = { section, revision: stored.revision, body, by: viewer.personId, at };
        if ((ifMatch ?? 0) !== stored.revision || !(await parts.words.updateSection(id, change, tx)))
          throw conflict(differently, { current: viewed(stored.author_person_id, {}), yours: { body } });
        await parts.reviews.touch(id, at, tx);
        return {
          section: viewed(viewer.personId, { body, revision: stored.revision + 1, changedAt: at }),
          reviewRevision: row.revision + 1,
        };
      }),
  };
}
