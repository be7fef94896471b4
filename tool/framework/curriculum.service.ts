import { instantNow } from '../clock.js';
import { isUniqueViolation, type Tx } from '../db/database.js';
import { canonicalText } from '../signature/canonical.js';
import { digestOf } from '../signature/signature.rules.js';
import type { Ground } from '../slice.js';
import { curriculumModel, type AreaRow } from './curriculum.model.js';
import type { CurriculumArea, FrameworkView } from './framework.shared.js';
import { shippedFrameworks, usuallyInForce, type ShippedFramework } from './shipped-framework.rules.js';

export interface Curriculum {
  /** What a partnership tags with now, in the order it is offered. */
  inForce(partnershipId: string): Promise<FrameworkView[]>;
  /**
   * Areas of any version, in force or not. Unknown and foreign ids are left out: who stores a tag compares the lengths.
   * @param ids each once
   */
  areasById(ids: readonly string[], partnershipId: string, tx?: Tx): Promise<CurriculumArea[]>;
}

export const viewOfArea = (row: AreaRow): CurriculumArea => ({
  id: row.id,
  frameworkVersionId: row.framework_version_id,
  code: row.code,
  name: row.name,
});

/** Over everything people read of a version. @param areas in their order */
export const frameworkDigest = (version: { name: string; attribution: string; areas: readonly { code: string; name: string }[] }): string =>
  digestOf(
    canonicalText({
      name: version.name,
      attribution: version.attribution,
      areas: version.areas.map(({ code, name }) => ({ code, name })),
    }),
  );

/** Stores the frameworks that ship. @throws where a stored version says something else than the shipped one */
export async function seedFrameworks({ db, clock }: Pick<Ground, 'db' | 'clock'>): Promise<void> {
  const model = curriculumModel(db);
  const seedOne = (shipped: ShippedFramework) =>
    db.transaction(async (tx) => {
      const digest = frameworkDigest(shipped);
      const stored = await model.findVersion(shipped.versionId, tx);
      if (stored && stored.digest !== digest) throw new Error(`The framework "${shipped.name}" changed without a new version number.`);
      if (stored) return;
      const now = instantNow(clock);
      const { id, versionId, name, version, attribution, areas } = shipped;
      if (!(await model.hasFramework(id, tx))) {
        await model.insertFramework({ id, partnership_id: null, name, created_at: now }, tx);
      }
      await model.insertVersion(
        { id: versionId, framework_id: id, partnership_id: null, version, name, attribution, digest, published_at: now },
        tx,
      );
      for (const [position, area] of areas.entries()) {
        await model.insertArea({ ...area, framework_version_id: versionId, partnership_id: null, position }, tx);
      }
    });
  for (const shipped of shippedFrameworks) {
    try {
      await seedOne(shipped);
    } catch (error) {
      // Two processes starting at once: the other one stored it; the second look compares.
      if (!isUniqueViolation(error)) throw error;
      await seedOne(shipped);
    }
  }
}

export function createCurriculum({ db }: Pick<Ground, 'db'>): Curriculum {
  const model = curriculumModel(db);
  return {
    async inForce(partnershipId) {
      const newest = await model.newest(partnershipId);
      const used = newest.filter((row) =>
        row.in_force === null ? usuallyInForce(row.framework_id, row.partnership_id !== null) : row.in_force === 1,
      );
      const areas = await model.areasOf(used.map((row) => row.id));
      return used.map((row) => ({
        id: row.framework_id,
        versionId: row.id,
        name: row.name,
        version: row.version,
        attribution: row.attribution,
        areas: areas.filter((area) => area.framework_version_id === row.id).map(viewOfArea),
      }));
    },
    areasById: async (ids, partnershipId, tx) => (await model.areasById(ids, partnershipId, tx)).map(viewOfArea),
  };
}
