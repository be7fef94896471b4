import * as z from 'zod/mini';
import type { Database, Tx } from '../db/database.js';
import type { TargetBody } from './target.shared.js';

/** A target's words as a record was signed with them, apart from those that are worked on now. */
export interface KeptWording {
  body: TargetBody;
  salt: string | null;
  erasedAt: string | null;
}

interface RecordName {
  kind: string;
  id: string;
  space: string;
  partnershipId: string;
}

interface WordingRow {
  target_id: string;
  wording: string | null;
  why: string | null;
  actions: string | null;
  support: string | null;
  by_on: string | null;
  link_url: string | null;
  link_title: string | null;
  position: number;
  area_ids: string;
  note_ids: string;
  salt: string | null;
  erased_at: string | null;
}

const idList = z.array(z.string());
/** Ids as a column keeps them. */
export const readIds = (text: string): string[] => idList.parse(JSON.parse(text));

/** By target; those whose words were never changed since are not among them. */
export async function keptWordings(db: Database, record: RecordName, tx?: Tx): Promise<Map<string, KeptWording>> {
  const rows = await db.select<WordingRow>(
    `SELECT target_id, wording, why, actions, support, by_on, link_url, link_title, position, area_ids, note_ids, salt, erased_at FROM target_wording
      WHERE record_kind = :kind AND record_id = :id AND space = :space AND partnership_id = :partnershipId`,
    { kind: record.kind, id: record.id, space: record.space, partnershipId: record.partnershipId },
    tx,
  );
  return new Map(
    rows.map((row) => [
      row.target_id,
      {
        salt: row.salt,
        erasedAt: row.erased_at,
        body: {
          wording: row.wording ?? '',
          why: row.why ?? '',
          actions: row.actions ?? '',
          support: row.support ?? '',
          byOn: row.by_on,
          areaIds: readIds(row.area_ids),
          link: row.link_url === null ? null : { url: row.link_url, title: row.link_title ?? '' },
          position: row.position,
          noteIds: readIds(row.note_ids),
        },
      },
    ]),
  );
}

/**
 * Keeps a target's words, with their salt, for the record that was signed with them; does nothing where they are kept. The target goes on
 * with a salt of its own.
 */
export async function keepWording(
  db: Database,
  record: RecordName,
  target: { id: string; body: TargetBody; salt: string | null; erasedAt: string | null },
  { at, nextSalt }: { at: string; nextSalt: string },
  tx: Tx,
): Promise<void> {
  // Words that are gone have nothing to be kept.
  if (target.erasedAt !== null || (await keptWordings(db, record, tx)).has(target.id)) return;
  const { body } = target;
  await db.insert(
    'target_wording',
    {
      record_kind: record.kind, record_id: record.id, target_id: target.id, space: record.space, partnership_id: record.partnershipId,
      wording: body.wording, why: body.why, actions: body.actions, support: body.support, by_on: body.byOn, link_url: body.link?.url ?? null,
      link_title: body.link?.title ?? null, position: body.position, area_ids: JSON.stringify(body.areaIds), note_ids: JSON.stringify(body.noteIds),
      kept_at: at, salt: target.salt,
    },
    tx,
  ); // prettier-ignore
  await db.run('UPDATE target SET salt = :nextSalt WHERE id = :id', { id: target.id, nextSalt }, tx);
}

/** Words go from what a record was signed with, and their salt with them. @returns false where no copy is kept: the target itself still says it */
export async function redactWording(
  db: Database,
  record: RecordName,
  targetId: string,
  { column, text }: { column: string; text: string },
  tx: Tx,
): Promise<boolean> {
  const changed = await db.run(
    `UPDATE target_wording SET ${column} = :text, salt = NULL
      WHERE record_kind = :kind AND record_id = :id AND target_id = :targetId AND space = :space AND partnership_id = :partnershipId
        AND erased_at IS NULL`,
    { kind: record.kind, id: record.id, space: record.space, partnershipId: record.partnershipId, targetId, text },
    tx,
  );
  return changed === 1;
}
