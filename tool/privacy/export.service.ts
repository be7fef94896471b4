import { PassThrough, type Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import type { Tx } from '../db/database.js';
import { notFound } from '../errors.js';
import type { People } from '../partnership/people.service.js';
import type { Ground } from '../slice.js';
import type { PrivacyDeclaration } from '../table-declaration.js';
import { declaredRows, type Scope } from './declared-rows.model.js';
import { tablesOf } from './declared.rules.js';
import { csvOf, personIds, readmeOf, withNames, type ExportedTable } from './export.rules.js';
import type { PersonFiles } from './person-files.js';
import { mayAdminister } from './privacy.policy.js';
import { findPartnershipName, findSubject, findWorkplaces, scopeOf } from './subject.model.js';

export interface Exports {
  /** What is kept about a person, as a zip that is written while it is read. @throws Problem 404 */
  make(viewer: KnownViewer, personId: string): Promise<Readable>;
  /** The same for the operator's command. @throws Problem 404 */
  makeFor(partnershipId: string, personId: string): Promise<Readable>;
}

/** Who makes a copy; nobody here where the operator does. */
type Maker = { partnershipId: string } & Record<'personId' | 'identityId' | 'sessionId', string | null>;

interface ExportNeeds {
  ground: Ground;
  declarations: readonly PrivacyDeclaration[];
  people: People;
  files: readonly PersonFiles[];
}

export function createExports({ ground, declarations, people, files }: ExportNeeds): Exports {
  const { db, clock, audit, log } = ground;
  const rows = declaredRows(db, declarations);

  const fill = async (zip: ZipFile, scope: Scope & { placementIds: string[] }, partnershipId: string, personId: string): Promise<void> => {
    const at = instantNow(clock);
    const options = { mtime: new Date(at) };
    const tables: ExportedTable[] = [];
    for (const table of tablesOf(declarations)) {
      const found = table.exported ? await rows.read(table, scope) : [];
      if (found.length === 0) continue;
      const named = withNames(table, found, await people.namesOf(partnershipId, personIds(table, found)));
      zip.addBuffer(Buffer.from(JSON.stringify(named, null, 1)), `tables/${table.table}.json`, options);
      zip.addBuffer(Buffer.from(csvOf(named)), `tables/${table.table}.csv`, options);
      tables.push({ table: table.table, purpose: table.purpose, rows: found.length });
    }
    let count = 0;
    for (const source of files) {
      for (const file of await source.find({ partnershipId, personId, placementIds: scope.placementIds })) {
        zip.addReadStreamLazy(`files/${file.name}`, options, (give) => give(null, file.open()));
        count += 1;
      }
    }
    const name = (await people.namesOf(partnershipId, [personId])).get(personId)?.name ?? '';
    const readme = readmeOf({ name, partnership: await findPartnershipName(db, partnershipId), at, tables, files: count });
    zip.addBuffer(Buffer.from(readme), 'README.txt', options);
    zip.end();
  };

  const begin = async (partnershipId: string, personId: string): Promise<Readable> => {
    const scope = await scopeOf(db, partnershipId, personId);
    const zip = new ZipFile();
    const out = new PassThrough();
    zip.on('error', (error: Error) => out.destroy(error));
    zip.outputStream.pipe(out);
    // A zip that breaks off has no directory at its end, so nobody takes half an export for a whole one.
    fill(zip, scope, partnershipId, personId).catch((error: unknown) => {
      log.warn({ err: error instanceof Error ? error.name : 'unknown' }, 'an export broke off');
      out.destroy(error instanceof Error ? error : new Error('export'));
    });
    return out;
  };

  /**
   * One line on each of the trainee's placements, so that it stands in *What happened in your record*. A copy for somebody else is the
   * coordinator's to read as well: it stands in *What was changed*, and in the record of every trainee whom a mentor's copy tells of.
   */
  const record = async ({ partnershipId, personId: by, identityId, sessionId }: Maker, personId: string, tx: Tx): Promise<void> => {
    const own = personId === by;
    const { placementIds } = await scopeOf(db, partnershipId, personId, tx);
    const theirs = placementIds.filter((id) => id !== 'none');
    const places = own ? theirs : [...theirs, ...(await findWorkplaces(db, partnershipId, personId, tx))];
    const entry = {
      action: own ? 'person.exported' : 'person.copied', partnershipId, personId: by, identityId, sessionId, objectKind: 'person', objectId: personId,
    }; // prettier-ignore
    for (const placementId of places.length === 0 ? [null] : places) await audit.record({ ...entry, placementId }, tx);
  };

  return {
    async make(viewer, personId) {
      await db.transaction(async (tx) => {
        const own = personId === viewer.personId;
        if (!own && !mayAdminister(await viewerNow(db, viewer, tx))) throw notFound();
        if (!(await findSubject(db, viewer.partnershipId, personId, tx))) throw notFound();
        await record(viewer, personId, tx);
      });
      return begin(viewer.partnershipId, personId);
    },
    async makeFor(partnershipId, personId) {
      await db.transaction(async (tx) => {
        if (!(await findSubject(db, partnershipId, personId, tx))) throw notFound();
        await record({ partnershipId, personId: null, identityId: null, sessionId: null }, personId, tx);
      });
      return begin(partnershipId, personId);
    },
  };
}
