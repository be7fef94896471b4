import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import { isUniqueViolation, type Tx } from '../db/database.js';
import { badRequest, conflict, notFound, refused } from '../errors.js';
import { newId } from '../ids.js';
import { decodeFile } from '../partnership/intake-text.rules.js';
import type { Ground } from '../slice.js';
import { areasProblem, readAreas } from './curriculum-table.rules.js';
import { curriculumModel } from './curriculum.model.js';
import { frameworkDigest, viewOfArea } from './curriculum.service.js';
import type { AreaLine, CurriculumBody, CurriculumTrial, FrameworkLine, FrameworkList } from './curriculum.shared.js';
import { maySetUpForms } from './framework.policy.js';
import { lockSetUp } from './set-up.model.js';
import { usuallyInForce } from './shipped-framework.rules.js';

/** What a coordinator does with standards and curricula. @throws Problem 404 for everybody else */
export interface CurriculumSetUp {
  list(viewer: KnownViewer): Promise<FrameworkList>;
  /** @throws Problem 404 */
  choose(viewer: KnownViewer, frameworkId: string, inForce: boolean): Promise<FrameworkList>;
  /** Reads a file and says what it would make; stores nothing. @param frameworkId of their own; null for a new one. @throws Problem 404, 422 */
  tryFile(viewer: KnownViewer, frameworkId: string | null, file: string): Promise<CurriculumTrial>;
  /**
   * Publishes a new framework under an id the browser made, or the next version of one; the same content again changes nothing.
   * @param seen the version it follows; null for a new one
   * @throws Problem 400, 404, 409 where somebody published meanwhile
   */
  publish(viewer: KnownViewer, frameworkId: string, body: CurriculumBody, seen: number | null): Promise<FrameworkList>;
}

const mostOwn = 20;
const tidy = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();
const sameCode = (one: AreaLine, other: AreaLine): boolean => one.code.toLowerCase() === other.code.toLowerCase();

const changeOf = (area: AreaLine, before: readonly AreaLine[]): 'new' | 'changed' | 'same' => {
  const found = before.find((one) => sameCode(one, area));
  if (!found) return 'new';
  return found.name === area.name && found.code === area.code ? 'same' : 'changed';
};

export function createCurriculumSetUp({ db, clock, audit }: Pick<Ground, 'db' | 'clock' | 'audit'>): CurriculumSetUp {
  const model = curriculumModel(db);

  const linesOf = async (partnershipId: string, tx?: Tx): Promise<FrameworkLine[]> => {
    const newest = await model.newest(partnershipId, tx);
    const areas = await model.areasOf(
      newest.map((row) => row.id),
      tx,
    );
    return newest.map((row) => {
      const own = row.partnership_id !== null;
      return {
        id: row.framework_id,
        versionId: row.id,
        name: row.name,
        version: row.version,
        attribution: row.attribution,
        own,
        inForce: row.in_force === null ? usuallyInForce(row.framework_id, own) : row.in_force === 1,
        areas: areas.filter((area) => area.framework_version_id === row.id).map(viewOfArea),
      };
    });
  };

  const listOf = async (partnershipId: string): Promise<FrameworkList> => ({ frameworks: await linesOf(partnershipId) });

  const mustSetUp = (viewer: KnownViewer): void => {
    if (!maySetUpForms(viewer)) throw notFound();
  };

  const changing = <Answer>(viewer: KnownViewer, work: (tx: Tx) => Promise<Answer>): Promise<Answer> =>
    db.transaction(async (tx) => {
      await lockSetUp(db, viewer.partnershipId, tx);
      mustSetUp(await viewerNow(db, viewer, tx));
      return work(tx);
    });

  const noted = (viewer: KnownViewer, action: string, tx: Tx): Promise<void> =>
    audit.record(
      {
        action, partnershipId: viewer.partnershipId, personId: viewer.personId, identityId: viewer.identityId, sessionId: viewer.sessionId,
        objectKind: 'partnership', objectId: viewer.partnershipId,
      },
      tx,
    ); // prettier-ignore

  const store = async (
    viewer: KnownViewer,
    frameworkId: string,
    { name, areas }: CurriculumBody,
    version: number,
    tx: Tx,
  ): Promise<void> => {
    const now = instantNow(clock);
    const { partnershipId } = viewer;
    const id = newId();
    if (version === 1) await model.insertFramework({ id: frameworkId, partnership_id: partnershipId, name, created_at: now }, tx);
    else await model.rename(frameworkId, partnershipId, name, tx);
    const digest = frameworkDigest({ name, attribution: '', areas });
    const row = { id, framework_id: frameworkId, partnership_id: partnershipId, version, name, attribution: '', digest, published_at: now };
    await model.insertVersion(row, tx);
    for (const [position, area] of areas.entries()) {
      await model.insertArea({ ...area, id: newId(), framework_version_id: id, partnership_id: partnershipId, position }, tx);
    }
    await noted(viewer, 'framework.published', tx);
  };

  const settled = ({ name, areas }: CurriculumBody): CurriculumBody => {
    const body = { name: tidy(name), areas: areas.map((area) => ({ code: tidy(area.code), name: tidy(area.name) })) };
    if (body.name === '') throw badRequest('Give it a name first.', [{ pointer: '/name', detail: 'needs a name' }]);
    const wrong = areasProblem(body.areas);
    if (wrong)
      throw badRequest('Some of it is not right yet. Nothing was published.', [{ pointer: `/areas/${wrong.at}`, detail: wrong.problem }]);
    return body;
  };

  return {
    list: async (viewer) => {
      mustSetUp(viewer);
      return listOf(viewer.partnershipId);
    },
    choose: (viewer, frameworkId, inForce) =>
      changing(viewer, async (tx) => {
        const { partnershipId } = viewer;
        const found = (await linesOf(partnershipId, tx)).find(({ id }) => id === frameworkId);
        if (!found) throw notFound();
        if (found.inForce === inForce) return;
        await model.replaceChoice({ partnershipId, frameworkId, inForce, at: instantNow(clock) }, tx);
        await noted(viewer, 'framework.chosen', tx);
      }).then(() => listOf(viewer.partnershipId)),
    async tryFile(viewer, frameworkId, file) {
      mustSetUp(viewer);
      const found = frameworkId === null ? null : (await linesOf(viewer.partnershipId)).find(({ id }) => id === frameworkId);
      if (found === undefined || found?.own === false) throw notFound();
      const before = found?.areas ?? [];
      const decoded = decodeFile(Buffer.from(file, 'base64'));
      const read = 'problem' in decoded ? decoded : readAreas(decoded.text);
      if ('problem' in read) throw refused('unreadable', read.problem);
      const { areas, problems, ignored } = read;
      return {
        areas: areas.map((area) => ({ ...area, change: changeOf(area, before) })),
        left: before.filter((one) => !areas.some((area) => sameCode(one, area))).map(({ code, name }) => ({ code, name })),
        problems,
        ignored,
      };
    },
    async publish(viewer, frameworkId, given, seen) {
      mustSetUp(viewer);
      const body = settled(given);
      const once = async (tx: Tx): Promise<void> => {
        const lines = await linesOf(viewer.partnershipId, tx);
        const found = lines.find(({ id }) => id === frameworkId);
        if (found ? !found.own : await model.hasFramework(frameworkId, tx)) throw notFound();
        if (!found && seen !== null) throw notFound();
        const areas = found?.areas ?? [];
        const same = found?.name === body.name && areas.length === body.areas.length && body.areas.every((area, at) => areas[at]?.code === area.code && areas[at].name === area.name); // prettier-ignore
        if (same) return;
        if (found && seen !== found.version) throw conflict('Somebody else published this meanwhile. Open it again.', { current: found });
        if (!found && lines.filter(({ own }) => own).length >= mostOwn)
          throw refused('too-many', `A partnership has ${mostOwn} of its own at most.`);
        await store(viewer, frameworkId, body, (found?.version ?? 0) + 1, tx);
      };
      await changing(viewer, once).catch((error: unknown) => {
        // The same id at once in another partnership: it is unknown here.
        throw isUniqueViolation(error) ? notFound() : error;
      });
      return listOf(viewer.partnershipId);
    },
  };
}
