import type { Database } from '../../tool/db/database.js';
import type { PlacementScoreStatus } from '../../tool/passback/score-status.shared.js';
import { killLinks, type CourseSize, type KillCourse } from './kill-course.js';

const sentence = 'A count of completed observations, not a mark.';

/** Scores that are neither delivered, superseded nor failed. */
export const undecided = "state IN ('waiting', 'sending')";

export const countScores = async (db: Database, condition: string): Promise<number> =>
  (await db.select<{ n: number }>(`SELECT COUNT(*) AS n FROM score_outbox WHERE ${condition}`))[0]?.n ?? 0;

export async function scoresByState(db: Database): Promise<Record<string, number>> {
  const states = await db.select<{ state: string; n: number }>('SELECT state, COUNT(*) AS n FROM score_outbox GROUP BY state');
  return Object.fromEntries(states.map(({ state, n }) => [state, n]));
}

/** Every cell right; no score accepted twice, no attempt, no comment twice, stamps rising. */
export function gradebookFindings({ platform, trainees }: KillCourse, size: CourseSize): string[] {
  const { gradebook, mode } = platform;
  const wrong: string[] = [];
  const columns = gradebook.columns();
  if (columns.length !== killLinks.length) wrong.push(`${mode}: ${columns.length} columns`);
  for (const column of columns) {
    const required = column.coupledTo === '11' ? size.done : size.records;
    for (const { id } of trainees) {
      const cell = gradebook.cell(column.id, id);
      const note = (what: string): void => void wrong.push(`${mode} column ${column.id} (${column.label}) trainee ${id}: ${what}`);
      if (!cell || Math.abs((cell.value ?? 0) - column.maximum) > 0.001) note(`${cell?.value ?? 'empty'} of ${column.maximum}`);
      if (mode === 'moodle' && cell?.comment !== `${sentence} ${required} of ${required} signed and read.`)
        note(`comment ${cell?.comment}`);
      if ((cell?.attempts ?? 0) > 0) note(`${cell?.attempts} attempts`);
      if (cell && new Set(cell.comments).size !== cell.comments.length) note(`a comment twice: ${cell.comments.join(' | ')}`);
      const accepted = gradebook.history(column.id, id).map(({ body }) => body as { timestamp: string; scoreGiven: number });
      for (const [index, score] of accepted.slice(1).entries()) {
        const before = accepted[index];
        if (before && score.scoreGiven <= before.scoreGiven) note(`${before.scoreGiven}, then ${score.scoreGiven}`);
        if (before && score.timestamp <= before.timestamp) note(`stamped ${before.timestamp}, then ${score.timestamp}`);
      }
    }
  }
  return wrong;
}

/** Every record read; for each cell one row for each count that was due, and each row decided. */
export async function databaseFindings(db: Database, size: CourseSize): Promise<string[]> {
  const wrong: string[] = [];
  const unread = await db.select<{ state: string; n: number }>(
    `SELECT state, COUNT(*) AS n FROM observation WHERE state <> 'read' OR read_at IS NULL GROUP BY state`,
  );
  for (const { state, n } of unread) wrong.push(`${n} records are ${state}`);
  const rows = await db.select<{ platform: string; link: string; sub: string; score: number; state: string; fault: string | null }>(
    `SELECT d.platform_kid AS platform, l.resource_link_id AS link, o.sub AS sub, o.score AS score, o.state AS state, o.fault_detail AS fault
       FROM score_outbox o JOIN resource_link l ON l.id = o.link_ref JOIN deployment d ON d.id = l.deployment_ref ORDER BY o.version`,
  );
  const cells = new Map<string, typeof rows>();
  for (const row of rows) {
    const cell = `${row.platform} link ${row.link} trainee ${row.sub}`;
    cells.set(cell, [...(cells.get(cell) ?? []), row]);
    if (row.state !== 'delivered' && row.state !== 'superseded') wrong.push(`${cell}: ${row.score} is ${row.state} (${row.fault})`);
  }
  if (cells.size !== 2 * size.trainees * killLinks.length) wrong.push(`${cells.size} cells in the outbox`);
  const everyCount = Array.from({ length: size.records }, (_unused, index) => index + 1);
  for (const [cell, some] of cells) {
    const due = some[0]?.link === '11' ? [size.done] : everyCount;
    const scores = some.map(({ score }) => score);
    // A reading whose count was not stored with it leaves a gap here, even where the next reading put the gradebook right.
    if (scores.join() !== due.join()) wrong.push(`${cell}: counted ${scores.join()}`);
    if (some.at(-1)?.state !== 'delivered') wrong.push(`${cell}: the newest is ${some.at(-1)?.state}`);
  }
  return wrong;
}

/** What people see afterwards: nothing waits, nothing failed, and each record is as it was signed and bears both signatures, once. */
export async function pageFindings(origin: string, { platform, coordinator, trainees }: KillCourse): Promise<string[]> {
  const wrong: string[] = [];
  const { placements } = await coordinator.get<{ placements: { id: string }[] }>('/api/placements');
  for (const { id: placementId } of placements) {
    const { links } = await coordinator.get<PlacementScoreStatus>(`/api/placements/${placementId}/score-status`);
    if (links.length !== killLinks.length) wrong.push(`placement ${placementId}: ${links.length} links`);
    for (const { sentence: said, state } of links) if (state !== 'sent') wrong.push(`placement ${placementId}: ${said}`);
  }
  for (const { id, session, records } of trainees) {
    for (const record of records) {
      const answer = await fetch(`${origin}/api/observations/${record}/check`, { headers: { Authorization: `Bearer ${session}` } });
      const { intact, signatures } = (await answer.json()) as { intact?: boolean; signatures?: unknown[] };
      if (intact !== true || signatures?.length !== 2)
        wrong.push(`${platform.mode} trainee ${id}: record ${record} has ${signatures?.length} signatures`);
    }
  }
  return wrong;
}

/** Readings that were acknowledged and are not in the database; asked right after a kill. */
export async function forgottenReadings(db: Database, acknowledged: ReadonlySet<string>): Promise<string[]> {
  if (acknowledged.size === 0) return [];
  const rows = await db.select<{ id: string }>(`SELECT id FROM observation WHERE state = 'read' AND id IN (:ids)`, {
    ids: [...acknowledged],
  });
  const stored = new Set(rows.map(({ id }) => id));
  return [...acknowledged].filter((id) => !stored.has(id)).map((id) => `the reading of ${id} was acknowledged and lost`);
}
