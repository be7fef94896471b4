import { findPlatformHomes, findReader } from '../access/reader.js';
import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { addMs, instantNow, toInstant } from '../clock.js';
import type { Tx } from '../db/database.js';
import { notFound } from '../errors.js';
import { hashSecret, newSecret } from '../ids.js';
import type { Ground } from '../slice.js';
import type { PlannedLessons } from './calendar-source.js';
import { calendarModel, type CalendarKey, type CalendarRow } from './calendar.model.js';
import { mayHaveCalendar } from './calendar.policy.js';
import { calendarFile, firstDay } from './calendar.rules.js';
import type { CalendarAnswer, CalendarMade } from './calendar.shared.js';

export interface Calendars {
  /** Somebody's own. @throws Problem 404 for whom no lesson is planned */
  find(viewer: KnownViewer): Promise<CalendarAnswer>;
  /** A new address; the one before ends. It is told this once. @throws Problem 404 */
  make(viewer: KnownViewer): Promise<CalendarMade>;
  /** Ends the address; a second time changes nothing. @throws Problem 404 */
  stop(viewer: KnownViewer): Promise<void>;
  /** What a calendar program reads. @throws Problem 404 for an address that is unknown, ended or nobody's any more */
  read(token: string): Promise<string>;
}

const hourMs = 60 * 60_000;

export function createCalendars({ config, clock, db, audit }: Ground, sources: readonly PlannedLessons[]): Calendars {
  const model = calendarModel(db);

  const record = ({ partnershipId, personId, ...by }: CalendarKey & Partial<KnownViewer>, action: string, tx: Tx): Promise<void> => {
    const { identityId = null, sessionId = null } = by;
    return audit.record({ action, partnershipId, personId, identityId, sessionId, objectKind: 'person', objectId: personId }, tx);
  };

  const markRead = async (tokenHash: string, { readAt }: CalendarRow): Promise<void> => {
    // To the hour: a program that asks every minute costs no write each time, and its owner still sees that one reads.
    if (readAt === null || readAt < toInstant(addMs(clock.now(), -hourMs))) await model.markRead(tokenHash, instantNow(clock));
  };

  return {
    async find(viewer) {
      if (!mayHaveCalendar(viewer)) throw notFound();
      const row = await model.find(viewer);
      return { madeAt: row?.madeAt ?? null, readAt: row?.readAt ?? null };
    },
    make: (asked) =>
      db.transaction(async (tx) => {
        const viewer = await viewerNow(db, asked, tx);
        if (!mayHaveCalendar(viewer)) throw notFound();
        const [token, madeAt] = [newSecret(), instantNow(clock)];
        await model.put(viewer, hashSecret(token), madeAt, tx);
        await record(viewer, 'calendar.made', tx);
        return { address: `${config.publicUrl}/calendar/${token}.ics`, madeAt };
      }),
    stop: (asked) =>
      db.transaction(async (tx) => {
        const viewer = await viewerNow(db, asked, tx);
        if (!mayHaveCalendar(viewer)) throw notFound();
        if (await model.remove(viewer, tx)) await record(viewer, 'calendar.stopped', tx);
      }),
    async read(token) {
      const tokenHash = hashSecret(token);
      const row = await model.findByToken(tokenHash);
      if (!row) throw notFound();
      const reader = await findReader(db, row.partnershipId, row.personId);
      if (!reader || !mayHaveCalendar(reader)) {
        await db.transaction(async (tx) => {
          if (await model.remove(row, tx)) await record(row, 'calendar.stopped', tx);
        });
        throw notFound();
      }
      // Nobody can open the tool from a platform that is switched off, and this is no way round it.
      const [home] = await findPlatformHomes(db, row.partnershipId, row.personId);
      if (home === undefined) throw notFound();
      const from = firstDay(clock.now());
      const lessons = (await Promise.all(sources.map((source) => source.plannedLessons(reader, from)))).flat();
      await markRead(tokenHash, row);
      return calendarFile(lessons, new URL(config.publicUrl).hostname, home);
    },
  };
}
