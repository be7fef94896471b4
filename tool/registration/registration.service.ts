import type { KnownViewer } from '../access/viewer.js';
import { viewerNow } from '../access/viewer-now.js';
import type { Tx } from '../db/database.js';
import { notFound } from '../errors.js';
import type { Approvals } from '../lti/registration-approval.js';
import type { Ground } from '../slice.js';
import { mayDecide } from './registration.policy.js';
import type { ListedPlatform, Missing, PlatformList } from './registration.shared.js';

const words: readonly [string, Missing][] = [
  ['/contextmembership.readonly', 'people'],
  ['/lineitem', 'column'],
  ['/lineitem.readonly', 'find_column'],
  ['/result.readonly', 'results'],
  ['/score', 'scores'],
];
const wordOf = (scope: string): Missing[] => words.flatMap(([end, word]) => (scope.endsWith(end) ? [word] : []));

const familyWord = (family: string): ListedPlatform['family'] => (family === 'moodle' || family === 'canvas' ? family : 'other');

/** A coordinator's word on the learning platforms that registered themselves for their partnership. */
export function createDecisions({ db, audit }: Pick<Ground, 'db' | 'audit'>, approvals: Approvals) {
  const list = async (partnershipId: string): Promise<PlatformList> => ({
    platforms: (await approvals.listOf(partnershipId)).map(({ kid, partnershipId: _whose, family, missing, ...rest }) => ({
      id: kid,
      ...rest,
      family: familyWord(family),
      missing: missing.flatMap(wordOf),
    })),
  });

  async function decide(
    viewer: KnownViewer,
    action: string,
    subject: { objectKind: string; objectId: string },
    work: (tx: Tx) => Promise<boolean>,
  ): Promise<PlatformList> {
    const { partnershipId, personId, identityId, sessionId } = viewer;
    await db.transaction(async (tx) => {
      if (!mayDecide(await viewerNow(db, viewer, tx)) || !(await work(tx))) throw notFound();
      await audit.record({ action, partnershipId, personId, identityId, sessionId, ...subject }, tx);
    });
    return list(partnershipId);
  }

  return {
    /** @throws Problem 404 for anybody but a coordinator */
    list: (viewer: KnownViewer): Promise<PlatformList> => {
      if (!mayDecide(viewer)) throw notFound();
      return list(viewer.partnershipId);
    },

    decidePlatform: (viewer: KnownViewer, platformId: string, approve: boolean): Promise<PlatformList> =>
      decide(viewer, approve ? 'platform.approved' : 'platform.declined', { objectKind: 'platform', objectId: platformId }, (tx) =>
        approvals.decide(platformId, viewer.partnershipId, approve, viewer.personId, tx),
      ),

    decideDeployment: (viewer: KnownViewer, id: string, approve: boolean): Promise<PlatformList> =>
      decide(viewer, approve ? 'platform.part-approved' : 'platform.part-declined', { objectKind: 'deployment', objectId: id }, (tx) =>
        approvals.decideDeployment(id, viewer.partnershipId, approve, tx),
      ),
  };
}

export type Decisions = ReturnType<typeof createDecisions>;
