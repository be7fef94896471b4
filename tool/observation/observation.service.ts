import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { addMs, instantNow, toInstant } from '../clock.js';
import { isUniqueViolation } from '../db/database.js';
import { conflict, notFound, refused } from '../errors.js';
import { newSecret } from '../ids.js';
import { sameDetails, settledDetails } from '../lesson/lesson.rules.js';
import type { LessonDetails, LessonView } from '../lesson/lesson.shared.js';
import { viewOfLesson } from '../lesson/lesson.service.js';
import { factsOf, locked, lockedDraft, closed } from './observation-lock.js';
import type { Parts } from './observation-parts.js';
import { listReadersOf } from './observation-readers.js';
import { namer, viewOf } from './observation-view.js';
import type { ObservationRow, StepDates } from './observation.model.js';
import { accessTo, mayPlan, maySeeList, maySeeLooks, reachIn, roleOfLook } from './observation.policy.js';
import { take, type Step } from './observation.rules.js';
import { sectionName, type LookList, type ObservationList, type ObservationView, type PlanBody } from './observation.shared.js';

export interface ObservationService {
  /** @throws Problem 404 */
  find(viewer: KnownViewer, id: string): Promise<ObservationView>;
  /** Who has looked at an observation. @throws Problem 404 for all but its trainee and its observer */
  looks(viewer: KnownViewer, id: string): Promise<LookList>;
  /** One page of a placement's observations, newest lesson first. @throws Problem 404 */
  list(viewer: KnownViewer, placementId: string, after: string | null): Promise<ObservationList>;
  /** Makes an observation under an id the browser made; the same body again changes nothing. @throws Problem 404, 409 */
  plan(viewer: KnownViewer, id: string, body: PlanBody): Promise<ObservationView>;
  /** @throws Problem 404, 409 with both, 422 */
  changeLesson(
    viewer: KnownViewer,
    id: string,
    details: LessonDetails,
    ifMatch: number | null,
  ): Promise<{ lesson: LessonView; observationRevision: number }>;
  /** The lesson begins. Pressed again it changes nothing. @param agoMs how long ago it was pressed */
  start(viewer: KnownViewer, id: string, agoMs: number): Promise<{ observationRevision: number }>;
  stop(viewer: KnownViewer, id: string, agoMs: number): Promise<{ observationRevision: number }>;
  /** Straight to the feedback, for a lesson noted on paper. */
  writeUp(viewer: KnownViewer, id: string): Promise<{ observationRevision: number }>;
  withdraw(viewer: KnownViewer, id: string): Promise<{ observationRevision: number }>;
}

const pageLength = 50;
const differently = 'Somebody else changed this while you wrote. Here are both texts.';

export function createObservationService(parts: Parts): ObservationService {
  const { ground, observations, lessons, sections } = parts;
  const { db, clock, audit } = ground;

  const audited = (viewer: KnownViewer, action: string, row: Pick<ObservationRow, 'id' | 'placement_id'>) => ({
    action, partnershipId: viewer.partnershipId, personId: viewer.personId, identityId: viewer.identityId, sessionId: viewer.sessionId,
    objectKind: 'observation', objectId: row.id, placementId: row.placement_id,
  }); // prettier-ignore

  const find = async (viewer: KnownViewer, id: string): Promise<ObservationView> => {
    const row = await observations.find(viewer.partnershipId, id);
    if (!row) throw notFound();
    const facts = factsOf(row, instantNow(clock));
    const access = accessTo(viewer, facts);
    if (access === 'none') throw notFound();
    const view = await viewOf(parts, viewer, row, access);
    // A mentor opening their own draft reads nothing they did not write.
    if ((access !== 'own' && access !== 'kept') || view.signedAt !== null) {
      const detail = roleOfLook(viewer, facts);
      await audit.record({ ...audited(viewer, 'observation.read', row), looked: true, ...(detail === null ? {} : { detail }) });
    }
    return view;
  };

  /** One press of a button that moves the record on; a second press is answered as the first. */
  const step = (viewer: KnownViewer, id: string, name: Step, dates: (at: string) => StepDates, agoMs = 0) =>
    locked(parts, viewer, id, async ({ row, access, tx }) => {
      // A draft that a former mentor keeps is theirs to take back, and nothing else.
      if (access !== 'own' && !(access === 'kept' && name === 'withdraw')) throw notFound();
      const next = take(name, row.state);
      if (next === 'done') return { observationRevision: row.revision };
      if (next === 'refused')
        throw row.state === 'feedback' ? refused('not-now', 'The lesson has ended. Go on with the feedback.') : closed(row.state);
      const at = toInstant(addMs(clock.now(), -agoMs));
      await observations.step(id, row.state, next.to, dates(at), instantNow(clock), tx);
      return { observationRevision: row.revision + 1 };
    });

  /** Creates every row of a new observation; false where the id is taken. @throws Problem 404 for who is no mentor of the placement */
  const create = (viewer: KnownViewer, id: string, body: PlanBody, lesson: LessonDetails): Promise<boolean> =>
    db.transaction(async (tx) => {
      if (!mayPlan(await viewerNow(db, viewer, tx), body.placementId)) throw notFound();
      if (await observations.find(viewer.partnershipId, id, tx)) return false;
      const at = instantNow(clock);
      const form = await parts.framework.currentForObservations();
      const lessonId = await lessons.create({ partnershipId: viewer.partnershipId, placementId: body.placementId }, lesson, tx);
      await observations.insert(
        {
          id, partnership_id: viewer.partnershipId, placement_id: body.placementId, lesson_id: lessonId, lesson_on: lesson.day,
          template_version_id: form.id, kind: body.kind, state: body.writeUp ? 'feedback' : 'planned', observer_person_id: viewer.personId,
          changed_at: at, created_at: at, revision: 1,
        },
        tx,
      ); // prettier-ignore
      for (const { section } of form.layout.sections) {
        const text = section === 'focus' ? body.focus : '';
        await sections.insert(id, sectionName.parse(section), text, viewer.personId, at, newSecret(), tx);
      }
      return true;
    });

  return {
    find,
    async looks(viewer, id) {
      const row = await observations.find(viewer.partnershipId, id);
      if (!row || !maySeeLooks(viewer, factsOf(row, instantNow(clock)))) throw notFound();
      const about = { partnershipId: viewer.partnershipId, placementId: row.placement_id, kind: 'observation', id };
      const found = await parts.looks.at(about, viewer.personId);
      const person = await namer(
        parts,
        viewer.partnershipId,
        found.map((look) => look.personId),
      );
      return { looks: found.map(({ personId, ...look }) => ({ by: person(personId), ...look })) };
    },
    async list(viewer, placementId, after) {
      const placement = await parts.placements.findForViewer(viewer, placementId);
      const place = { placementId, schoolId: placement.school.id };
      if (!maySeeList(viewer, place)) throw notFound();
      const [day, afterId] = after?.split('_') ?? [];
      const from = day && afterId ? { day, id: afterId } : null;
      const at = { partnershipId: viewer.partnershipId, placementId, personId: viewer.personId };
      const found = await observations.list(at, reachIn(viewer, place), from, pageLength + 1);
      const rows = found.slice(0, pageLength);
      const taught = await lessons.find(
        viewer.partnershipId,
        rows.map((row) => row.lesson_id),
      );
      const holders = await parts.placements.holdersAround(viewer.partnershipId, placementId);
      const { signed, planned } = listReadersOf(place, holders, viewer.personId);
      const person = await namer(parts, viewer.partnershipId, [
        placement.trainee.personId,
        ...rows.map((row) => row.observer_person_id),
        ...signed,
        ...planned,
      ]);
      const last = found.length > pageLength ? rows.at(-1) : undefined;
      return {
        trainee: person(placement.trainee.personId),
        mayPlan: mayPlan(viewer, placementId),
        visibleTo: { signed: signed.map((id) => person(id).name), planned: planned.map((id) => person(id).name) },
        next: last ? `${last.lesson_on}_${last.id}` : null,
        observations: rows.flatMap((row) => {
          const lesson = taught.get(row.lesson_id);
          if (!lesson) return [];
          const { id, kind, state, signed_at: signedAt, read_at: readAt } = row;
          const mine = row.observer_person_id === viewer.personId;
          return [{ id, kind, state, signedAt, readAt, mine, lesson: viewOfLesson(lesson), observer: person(row.observer_person_id) }];
        }),
      };
    },
    async plan(viewer, id, body) {
      const lesson = settledDetails(body.lesson);
      const created = await create(viewer, id, body, lesson).catch((error: unknown) => {
        // The same request twice at once, or an id of another partnership: the look below tells which.
        if (isUniqueViolation(error)) return false;
        throw error;
      });
      if (created) return find(viewer, id);
      const stored = await find(viewer, id);
      const focus = stored.sections.find(({ section }) => section === 'focus')?.body;
      const same = stored.access === 'own' && stored.placementId === body.placementId && stored.kind === body.kind && focus === body.focus;
      if (!same || !sameDetails(stored.lesson, lesson)) throw conflict(differently, { current: stored, yours: body });
      return stored;
    },
    changeLesson: (viewer, id, details, ifMatch) =>
      lockedDraft(parts, viewer, id, async ({ row, tx, touch }) => {
        const lesson = settledDetails(details);
        const stored = (await lessons.find(viewer.partnershipId, [row.lesson_id], tx)).get(row.lesson_id);
        if (!stored) throw notFound();
        if (sameDetails(stored.details, lesson)) return { lesson: viewOfLesson(stored), observationRevision: row.revision };
        if (ifMatch !== stored.revision) throw conflict(differently, { current: viewOfLesson(stored), yours: details });
        if (!(await lessons.update(row.lesson_id, stored.revision, lesson, tx))) throw closed('signed');
        const observationRevision = await touch(lesson.day);
        return { lesson: { ...lesson, id: stored.id, revision: stored.revision + 1 }, observationRevision };
      }),
    start: (viewer, id, agoMs) => step(viewer, id, 'start', (at) => ({ live_started_at: at }), agoMs),
    stop: (viewer, id, agoMs) => step(viewer, id, 'stop', (at) => ({ live_ended_at: at }), agoMs),
    writeUp: (viewer, id) => step(viewer, id, 'write_up', () => ({})),
    withdraw: (viewer, id) => step(viewer, id, 'withdraw', (at) => ({ withdrawn_at: at })),
  };
}
