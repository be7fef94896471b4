import type { WaitingOther } from '../home/home.shared.js';
import type { WaitingOthersSource } from '../home/waiting.js';
import { inOrder } from '../home/waiting.rules.js';
import type { Placements } from '../partnership/placement.service.js';
import type { Ground } from '../slice.js';
import type { AttentionRuleService } from './attention-rule.service.js';
import type { AttentionFacts, AttentionSource } from './attention-source.js';
import { mayHaveTrainees } from './attention.policy.js';
import { flagsOf, heldUpBy, heldUpSentence } from './attention.rules.js';
import { dayIn } from './day.rules.js';
import { gatherFacts, subjectOf } from './trainee-table.service.js';

/** More than these a tutor does not write to in one sitting; the table has all of them. */
const mostLines = 8;

/** What somebody other than the tutor can be late with. */
const othersFacts: readonly (keyof AttentionFacts)[] = ['observation', 'meeting', 'codes'];

/**
 * For tutors: one line for a trainee whose mentor or who themselves has taken as long as the rules of the tutor's table allow, those who
 * have waited longest. Where the tutor is the mentor as well, the mentor's own lines say it.
 */
export const createAttentionOthers = (given: {
  ground: Pick<Ground, 'clock'>;
  placements: Placements;
  rules: AttentionRuleService;
  sources: readonly AttentionSource[];
}): WaitingOthersSource => ({
  async waitingForOthers(viewer) {
    if (!mayHaveTrainees(viewer)) return [];
    const now = given.ground.clock.now();
    const own = (await given.placements.listForViewer(viewer)).filter(
      ({ myRoles }) => myRoles.includes('tutor') && !myRoles.includes('mentor'),
    );
    const { days } = await given.rules.effective(viewer);
    const sources = given.sources.filter((source) => othersFacts.includes(source.fact));
    const asked = {
      partnershipId: viewer.partnershipId,
      placementIds: own.map((one) => one.id),
      since: dayIn(now, viewer.timeZone),
    };
    const facts = await gatherFacts(sources, asked);
    const lines = own.flatMap((placement): WaitingOther[] => {
      const subject = subjectOf(placement, facts.get(placement.id) ?? {}, now);
      const turn = heldUpBy(subject, flagsOf(subject, days));
      if (!turn?.people) return [];
      const { personId, name } = placement.trainee;
      return [
        {
          key: `attention:${placement.id}:${turn.rule}`,
          sentence: heldUpSentence(subject, turn),
          href: turn.rule === 'mentor' ? `#/placements/${placement.id}` : `#/observations/in/${placement.id}`,
          about: { personId, name },
          due: { kind: 'since', at: turn.since },
          placementId: placement.id,
          people: [...turn.people],
        },
      ];
    });
    return inOrder(lines).slice(0, mostLines);
  },
});
