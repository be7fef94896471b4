import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { dayIn } from '../attention/day.rules.js';
import { instantNow } from '../clock.js';
import { isUniqueViolation, type Tx } from '../db/database.js';
import { badRequest, conflict, notFound, refused } from '../errors.js';
import type { People } from '../partnership/people.service.js';
import { schoolsLed } from '../partnership/placement.policy.js';
import type { Ground } from '../slice.js';
import {
  findContactLines, findJudges, findPlacementSchool, findRecorders, findRolesAtSchool, findSchool, findSchoolContact, findSomeone,
  writeSchoolContact, writeSomeone, type NamedSchool, type Recorder, type SomeoneRow,
} from './contact.model.js'; // prettier-ignore
import { mayChangeSchool, mayNameSomeone, mayReadCard, mayReadSchool, maySeeEverySchool } from './contact.policy.js';
import {
  dialOf, documentsOf, sameNamed, schoolProblems, settledSchool, settledSomeone, someoneProblems, someoneShown,
} from './contact.rules.js'; // prettier-ignore
import type {
  ContactList, PlacementContacts, SchoolContacts, SchoolContactsBody, Someone, SomeoneBody, UsualSomeone,
} from './contact.shared.js'; // prettier-ignore

export interface ContactService {
  /** Whom the trainee of a placement can call. @throws Problem 404 */
  card(viewer: KnownViewer, placementId: string): Promise<PlacementContacts>;
  /** Names somebody else to talk to, or nobody. @throws Problem 400, 404, 409 with what is recorded now, 422 for the mentor or the tutor */
  nameSomeone(viewer: KnownViewer, placementId: string, body: SomeoneBody, revision: number | null): Promise<PlacementContacts>;
  /** @throws Problem 404 */
  school(viewer: KnownViewer, schoolId: string): Promise<SchoolContacts>;
  /** @throws Problem 400, 404, 409 with what is recorded now */
  changeSchool(viewer: KnownViewer, schoolId: string, body: SchoolContactsBody, revision: number | null): Promise<SchoolContacts>;
  /** Whom every placement names that names nobody itself; a coordinator's. @throws Problem 404 */
  usual(viewer: KnownViewer): Promise<UsualSomeone>;
  /** @throws Problem 400, 404, 409 with what is recorded now */
  changeUsual(viewer: KnownViewer, body: SomeoneBody, revision: number | null): Promise<UsualSomeone>;
  /** Every school for a coordinator, their own for a school's lead. @param missing only those without a safeguarding lead. @throws Problem 404 for others */
  list(viewer: KnownViewer, after: string, missing: boolean): Promise<ContactList>;
}

const pageLength = 25;
const notRight = 'Some of it is not right yet. Nothing was stored.';
const somebody = 'Somebody who has left';

export function createContacts({ db, clock, audit }: Ground, people: People): ContactService {
  const nameOf = async (partnershipId: string, ids: readonly string[]): Promise<(id: string) => string> => {
    const names = await people.namesOf(partnershipId, [...new Set(ids)]);
    return (id) => names.get(id)?.name ?? somebody;
  };

  /** The school's leads, else the coordinators. */
  const firstOf = (recorders: readonly Recorder[]): string[] =>
    recorders.filter((one) => one.role === recorders[0]?.role).map((one) => one.personId);

  const changedOf = (row: { changedBy: string; changedAt: string } | null, called: (id: string) => string) =>
    row && { at: row.changedAt, by: called(row.changedBy) };

  const schoolOf = async (viewer: KnownViewer, school: NamedSchool): Promise<SchoolContacts> => {
    const { partnershipId } = viewer;
    const row = await findSchoolContact(db, partnershipId, school.id);
    const ask = firstOf(await findRecorders(db, partnershipId, school.id));
    const called = await nameOf(partnershipId, [...ask, ...(row ? [row.changedBy] : [])]);
    const dial = row?.leadTelephone ? dialOf(row.leadTelephone) : null;
    return {
      school,
      lead: row?.leadName && row.leadTelephone && dial !== null ? { name: row.leadName, telephone: row.leadTelephone, dial } : null,
      documents: row?.documentsUrl ? documentsOf(row.documentsUrl) : null,
      changed: changedOf(row, called),
      revision: row?.revision ?? null,
      ask: ask.map(called),
      mayChange: mayChangeSchool(viewer, school.id),
    };
  };

  const personOf = (row: SomeoneRow | null): Someone | null =>
    row?.name && row.reach ? { name: row.name, reach: row.reach, dial: dialOf(row.reach) } : null;

  const someoneOf = async (partnershipId: string, row: SomeoneRow | null, ask: readonly string[], mayChange: boolean) => {
    const called = await nameOf(partnershipId, [...ask, ...(row ? [row.changedBy] : [])]);
    return { someone: personOf(row), changed: changedOf(row, called), revision: row?.revision ?? null, ask: ask.map(called), mayChange };
  };

  /** Names of the mentors and tutors. */
  const judgesOf = async (partnershipId: string, judges: readonly { personId: string }[], tx?: Tx): Promise<string[]> => {
    const ids = judges.map((one) => one.personId);
    const names = await people.namesOf(partnershipId, ids, { standIn: '', ...(tx ? { tx } : {}) });
    return ids.map((id) => names.get(id)?.name ?? '');
  };

  const card: ContactService['card'] = async (viewer, placementId) => {
    const { partnershipId } = viewer;
    const school = await findPlacementSchool(db, partnershipId, placementId);
    if (!school || !mayReadCard(viewer, placementId)) throw notFound();
    const judges = await findJudges(db, partnershipId, placementId);
    const own = await findSomeone(db, partnershipId, placementId);
    const usual = await findSomeone(db, partnershipId, null);
    const tutors = judges.filter((one) => one.role === 'tutor').map((one) => one.personId);
    const ask = tutors.length > 0 ? tutors : firstOf(await findRecorders(db, partnershipId, null));
    return {
      placementId,
      school: await schoolOf(viewer, school),
      someone: someoneShown(personOf(own), personOf(usual), await judgesOf(partnershipId, judges)),
      own: await someoneOf(partnershipId, own, ask, mayNameSomeone(viewer, placementId)),
    };
  };

  const school: ContactService['school'] = async (viewer, schoolId) => {
    const { partnershipId, personId } = viewer;
    const found = await findSchool(db, partnershipId, schoolId);
    const atSchool = await findRolesAtSchool(db, partnershipId, personId, schoolId);
    if (!found || !mayReadSchool(viewer, schoolId, atSchool)) throw notFound();
    return schoolOf(viewer, found);
  };

  const usual: ContactService['usual'] = async (viewer) => {
    if (!maySeeEverySchool(viewer)) throw notFound();
    const { partnershipId } = viewer;
    const ask = firstOf(await findRecorders(db, partnershipId, null));
    return someoneOf(partnershipId, await findSomeone(db, partnershipId, null), ask, true);
  };

  /** A change in one transaction; the second of two first ones at once finds the first. @param once false where it was changed meanwhile */
  const changing = async <Answer>(read: () => Promise<Answer>, once: (tx: Tx) => Promise<boolean>): Promise<Answer> => {
    const done = await db.transaction(once).catch((error: unknown) => {
      if (isUniqueViolation(error)) return db.transaction(once);
      throw error;
    });
    const now = await read();
    if (!done) throw conflict('Somebody else changed this while you wrote. Here is what is recorded now.', { current: now });
    return now;
  };

  const noted = (viewer: KnownViewer, action: string, kind: 'school' | 'placement' | 'partnership', id: string, tx: Tx): Promise<void> =>
    audit.record(
      {
        action, partnershipId: viewer.partnershipId, personId: viewer.personId, identityId: viewer.identityId, sessionId: viewer.sessionId,
        objectKind: kind, objectId: id, ...(kind === 'placement' ? { placementId: id } : {}),
      },
      tx,
    ); // prettier-ignore

  const changeOf = (viewer: KnownViewer, revision: number | null) => ({
    partnershipId: viewer.partnershipId,
    by: viewer.personId,
    now: instantNow(clock),
    revision,
  });

  /** @returns false where it was changed meanwhile */
  const writeOnce = async (viewer: KnownViewer, placementId: string | null, body: SomeoneBody, revision: number | null, tx: Tx) => {
    const { someone } = body;
    const row = await findSomeone(db, viewer.partnershipId, placementId, tx);
    const words = { name: someone?.name ?? null, reach: someone?.reach ?? null };
    if ((row?.name ?? null) === words.name && (row?.reach ?? null) === words.reach) return true;
    if ((row?.revision ?? null) !== revision) return false;
    if (!(await writeSomeone(db, placementId, words, changeOf(viewer, revision), tx))) return false;
    if (placementId === null) await noted(viewer, 'contact.usual', 'partnership', viewer.partnershipId, tx);
    else await noted(viewer, 'contact.someone', 'placement', placementId, tx);
    return true;
  };

  return {
    card,
    school,
    usual,
    nameSomeone(asked, placementId, given, revision) {
      const body = settledSomeone(given);
      const once = async (tx: Tx): Promise<boolean> => {
        const viewer = await viewerNow(db, asked, tx);
        const { partnershipId } = viewer;
        if (!mayNameSomeone(viewer, placementId) || !(await findPlacementSchool(db, partnershipId, placementId, tx))) throw notFound();
        const problems = someoneProblems(body);
        if (problems.length > 0) throw badRequest(notRight, problems);
        const judges = await findJudges(db, partnershipId, placementId, tx);
        const judge = body.someone && sameNamed(body.someone.name, await judgesOf(partnershipId, judges, tx));
        if (judge)
          throw refused('nobodys-judge', `${judge} is mentor or tutor here. Name somebody who judges nothing of this trainee’s work.`);
        return writeOnce(viewer, placementId, body, revision, tx);
      };
      return changing(() => card(asked, placementId), once);
    },
    changeUsual(asked, given, revision) {
      const body = settledSomeone(given);
      const once = async (tx: Tx): Promise<boolean> => {
        const viewer = await viewerNow(db, asked, tx);
        if (!maySeeEverySchool(viewer)) throw notFound();
        const problems = someoneProblems(body);
        if (problems.length > 0) throw badRequest(notRight, problems);
        return writeOnce(viewer, null, body, revision, tx);
      };
      return changing(() => usual(asked), once);
    },
    changeSchool(asked, schoolId, given, revision) {
      const body = settledSchool(given);
      const once = async (tx: Tx): Promise<boolean> => {
        const viewer = await viewerNow(db, asked, tx);
        const { partnershipId } = viewer;
        if (!mayChangeSchool(viewer, schoolId) || !(await findSchool(db, partnershipId, schoolId, tx))) throw notFound();
        const problems = schoolProblems(body);
        if (problems.length > 0) throw badRequest(notRight, problems);
        const row = await findSchoolContact(db, partnershipId, schoolId, tx);
        const words = { leadName: body.lead?.name ?? null, leadTelephone: body.lead?.telephone ?? null, documentsUrl: body.documents };
        const keys = ['leadName', 'leadTelephone', 'documentsUrl'] as const;
        if (keys.every((key) => (row?.[key] ?? null) === words[key])) return true;
        if ((row?.revision ?? null) !== revision) return false;
        if (!(await writeSchoolContact(db, schoolId, words, changeOf(viewer, revision), tx))) return false;
        await noted(viewer, 'contact.school', 'school', schoolId, tx);
        return true;
      };
      return changing(() => school(asked, schoolId), once);
    },
    async list(viewer, after, missing) {
      const led = schoolsLed(viewer);
      const every = maySeeEverySchool(viewer);
      if (!every && led.length === 0) throw notFound();
      const asked = { among: every ? null : led, after, missing, today: dayIn(clock.now(), viewer.timeZone) };
      const found = await findContactLines(db, viewer.partnershipId, asked, pageLength + 1);
      const page = found.slice(0, pageLength);
      return {
        schools: page.map(({ id, name, leadName, documentsUrl }) => ({
          school: { id, name },
          lead: leadName,
          documents: documentsUrl !== null,
        })),
        next: found.length > pageLength ? (page.at(-1)?.id ?? null) : null,
      };
    },
  };
}
