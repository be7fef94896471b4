import { Readable } from 'node:stream';
import type { AuditEntry, KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import { notFound } from '../errors.js';
import type { Press } from '../print/press.js';
import { csvLines } from '../spreadsheet.rules.js';
import type { Parts } from './observation-parts.js';
import { paperOf } from './observation-paper.rules.js';
import { maySeeList, reachIn } from './observation.policy.js';
import { recordOf } from './observation-record.rules.js';
import type { ObservationService } from './observation.service.js';
import type { ObservationView } from './observation.shared.js';
import { linesOf, tableHead } from './observation-table.rules.js';
import type { ObservationRecord, TakeawayFormat } from './observation-takeaway.shared.js';

/** Records as files: what the viewer may read on the page, and a line in the history of who took it. */
export interface ObservationTakeaway {
  /** @throws Problem 404 for who knows the plan only, 422 too long, 503 */
  pdf(viewer: KnownViewer, id: string): Promise<Buffer>;
  /** UTF-8 with its mark; no cell is a formula. @throws Problem 404 */
  csv(viewer: KnownViewer, id: string): Promise<Buffer>;
  /** @throws Problem 404 */
  json(viewer: KnownViewer, id: string): Promise<ObservationRecord>;
  /** The records of a placement that the viewer may read, newest lesson first, made while they are read. @throws Problem 404 */
  all(viewer: KnownViewer, placementId: string, format: 'csv' | 'json'): Promise<Readable>;
}

const pageLength = 20;
const csvHead = (): string => `\uFEFF${csvLines([tableHead])}\r\n`;
const csvOf = (record: ObservationRecord): string => `${csvLines(linesOf(record))}\r\n`;

async function* csvText(records: AsyncIterable<ObservationRecord>): AsyncGenerator<string> {
  yield csvHead();
  for await (const record of records) yield csvOf(record);
}

async function* jsonText(records: AsyncIterable<ObservationRecord>): AsyncGenerator<string> {
  let before = '{"format":"critical-friend/observation-records/1","records":[\n';
  for await (const record of records) {
    yield before + JSON.stringify(record);
    before = ',\n';
  }
  yield before.startsWith('{') ? `${before}]}\n` : '\n]}\n';
}

const takenBy = (viewer: KnownViewer, { id, placementId }: ObservationView, format: TakeawayFormat): AuditEntry => ({
  action: 'observation.taken', partnershipId: viewer.partnershipId, personId: viewer.personId, identityId: viewer.identityId,
  sessionId: viewer.sessionId, objectKind: 'observation', objectId: id, placementId, detail: format,
}); // prettier-ignore

export function createObservationTakeaway(
  parts: Parts,
  service: Pick<ObservationService, 'findRecord'>,
  press: Press,
): ObservationTakeaway {
  const { observations, placements, people, ground } = parts;

  /** The look is counted by `findRecord`; that it left the page is another line. @throws Problem 404 */
  const take = async (viewer: KnownViewer, id: string, format: TakeawayFormat): Promise<ObservationRecord> => {
    const view = await service.findRecord(viewer, id);
    // A mentor's own draft is nobody else's business yet.
    if (view.signedAt !== null) await ground.audit.record(takenBy(viewer, view, format));
    return recordOf(view);
  };

  async function* records(viewer: KnownViewer, place: { placementId: string; schoolId: string }, format: TakeawayFormat) {
    const at = {
      partnershipId: viewer.partnershipId,
      placementId: place.placementId,
      personId: viewer.personId,
      now: instantNow(ground.clock),
    };
    // What the trainee is told of a draft, or of what they cannot read yet, is no record.
    const reach = reachIn(viewer, place);
    const states = reach.states.filter((state) => state === 'signed' || state === 'read');
    let after: { day: string; id: string } | null = null;
    for (;;) {
      const rows = await observations.list(at, { ...reach, states, unreleased: false }, after, pageLength);
      for (const row of rows) yield await take(viewer, row.id, format);
      const last = rows.at(-1);
      if (!last || rows.length < pageLength) return;
      after = { day: last.lesson_on, id: last.id };
    }
  }

  return {
    async pdf(viewer, id) {
      const record = await take(viewer, id, 'pdf');
      const names = await people.namesOf(viewer.partnershipId, [viewer.personId]);
      return press.pdf(paperOf(record, names.get(viewer.personId)?.name ?? 'somebody without a name'));
    },
    csv: async (viewer, id) => Buffer.from(csvHead() + csvOf(await take(viewer, id, 'csv'))),
    json: (viewer, id) => take(viewer, id, 'json'),
    async all(viewer, placementId, format) {
      const placement = await placements.findForViewer(viewer, placementId);
      const place = { placementId, schoolId: placement.school.id };
      if (!maySeeList(viewer, place)) throw notFound();
      const found = records(viewer, place, format);
      return Readable.from(format === 'csv' ? csvText(found) : jsonText(found));
    },
  };
}
