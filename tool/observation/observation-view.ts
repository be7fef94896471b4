import type { KnownViewer } from '../access/viewer.js';
import type { CurriculumArea } from '../framework/framework.shared.js';
import { instantNow } from '../clock.js';
import { viewOfLesson } from '../lesson/lesson.service.js';
import { viewOfEarlier } from '../target/target-outcome.service.js';
import { isShownTo } from '../target/target.rules.js';
import { viewOfTarget } from '../target/target.service.js';
import type { EarlierTarget } from '../target/target.shared.js';
import { readContent, recordKind, type Content } from './observation-content.js';
import { factsOf } from './observation-lock.js';
import type { RemarkRow } from './observation-remark.model.js';
import type { ObservationRow } from './observation.model.js';
import type { Parts } from './observation-parts.js';
import { readersOf, type Readers } from './observation-readers.js';
import type { RedactionRow } from './observation-redaction.model.js';
import type { GivenAnswer } from './observation-self-view.model.js';
import { isTrainee, mayDecideRedaction, type Access } from './observation.policy.js';
import { isDraft, isSigned, keptUntil, powersOf, standingOf } from './observation.rules.js';
import type { GivenView, ObservationView, PersonNamed, PromptPad, RemovalView, VisibleTo } from './observation.shared.js';
import { asksOwnView } from './self-view.shared.js';

/** A formatter of people: `unknown` for somebody whose name is gone. */
export async function namer(parts: Parts, partnershipId: string, personIds: string[]): Promise<(personId: string) => PersonNamed> {
  const names = await parts.people.namesOf(partnershipId, [...new Set(personIds)]);
  return (personId) => ({
    personId,
    ...(names.get(personId) ?? { name: 'Somebody without a name', givenName: 'Somebody without a name' }),
  });
}

/** *Who can see this* with names. */
const namedReaders = (readers: Readers, person: (personId: string) => PersonNamed): VisibleTo => {
  const names = (ids: readonly string[]): string[] => ids.map((id) => person(id).name);
  return { now: names(readers.now), planOnly: names(readers.planOnly), onceSigned: names(readers.onceSigned) };
};

/**
 * Somebody who is no mentor here any more keeps what they wrote, and learns nothing of what is worked on since. What another record agreed that
 * the reader may not read yet is left out of this one too.
 */
const earlierSeen = ({ earlier }: Content, access: Access, readerId: string, now: string): EarlierTarget[] => {
  if (access === 'announcement') return [];
  const seen = earlier.filter(({ target }) => isShownTo(target, readerId, now)).map(viewOfEarlier);
  if (access !== 'kept') return seen;
  return seen.flatMap(({ id, answer }) => (answer ? [{ id, wording: '', nowWording: null, actions: '', status: 'active', answer }] : []));
};

const noPrompts: PromptPad = { texts: [], revision: 0, erasedAt: null };

const besideOf = (remark: RemarkRow, person: (personId: string) => PersonNamed) => ({
  id: remark.id,
  body: remark.body ?? '',
  by: person(remark.author_person_id),
  createdAt: remark.created_at,
  erasedAt: remark.erased_at,
});

/** The curriculum areas that these are tagged with, of whichever version. No statement where none is named. */
const areasOf = async (
  { framework }: Parts,
  partnershipId: string,
  tagged: readonly { areaIds: readonly string[] }[],
): Promise<CurriculumArea[]> => {
  const ids = [...new Set(tagged.flatMap(({ areaIds }) => areaIds))];
  return ids.length === 0 ? [] : framework.areasById(ids, partnershipId);
};

const givenViewOf = (row: ObservationRow, given: readonly GivenAnswer[]): GivenView | null =>
  row.view_given_at === null
    ? null
    : {
        givenAt: row.view_given_at,
        answers: given.map(({ section, body, erased_at: erasedAt }) => ({ section, body: body ?? '', erasedAt })),
      };

/** A line for what was removed or asked for; none where other words of the same text went first. */
const removalOf = ({ state, ...row }: RedactionRow, person: (personId: string) => PersonNamed): RemovalView[] => {
  if (state === 'overtaken') return [];
  const { id, part, reason } = row;
  const by = person(row.decided_by ?? row.asked_by);
  return [{ id, part, state, reason, note: row.note ?? '', by, at: row.decided_at ?? row.asked_at }];
};

/** What one viewer sees of one observation. The caller has asked the policy; an announcement holds the plan and nothing else. */
export async function viewOf(
  parts: Parts,
  viewer: KnownViewer,
  row: ObservationRow,
  access: Exclude<Access, 'none'>,
): Promise<ObservationView> {
  const { placements, ground } = parts;
  const placement = await (access === 'kept'
    ? placements.findDecided(viewer, row.placement_id)
    : placements.findForViewer(viewer, row.placement_id));
  const form = await parts.framework.findVersion(row.template_version_id);
  const content = await readContent(parts, row);
  const asked = form.layout.sections.map(({ section }) => section);
  const announced = access === 'announcement';
  const remarks = announced ? [] : await parts.remarks.find(row.id);
  // A note taken back before signing is its writer's to put back, and nobody's to read.
  const notes = announced ? [] : content.notes.map((note) => note.view).filter((note) => isDraft(row.state) || !note.withdrawn);
  const areas = await areasOf(parts, viewer.partnershipId, [...notes, ...(announced ? [] : content.targets.map((target) => target.body))]);
  const given = row.view_given_at === null ? [] : await parts.selfViews.findGiven([row.id]);
  const removals = announced || row.signed_at === null ? [] : await parts.redactions.find(row.id);
  const signatures = announced ? [] : await parts.signatures.find(recordKind, [row.id]);
  const holders = await placements.holdersAround(viewer.partnershipId, row.placement_id);
  const now = instantNow(ground.clock);
  const readers = readersOf(factsOf(row, now), holders, viewer.personId);
  const place = { schoolId: row.school_id };
  const deciders = holders.filter((one) => one.personId !== viewer.personId && mayDecideRedaction(one, place)).map((one) => one.personId);
  const person = await namer(parts, viewer.partnershipId, [
    ...readers.now,
    ...readers.planOnly,
    ...readers.onceSigned,
    row.observer_person_id,
    placement.trainee.personId,
    ...remarks.map((remark) => remark.author_person_id),
    ...signatures.map((signature) => signature.personId),
    ...removals.flatMap((one) => [one.asked_by, one.decided_by ?? one.asked_by]),
    ...deciders,
  ]);
  const standing = standingOf(row, now);
  const powers = powersOf(access, standing, isTrainee(viewer, row.placement_id));
  // The focus is told beforehand because it is agreed; nobody agreed to that of a lesson written up afterwards.
  const agreed = row.state === 'planned' || row.live_started_at !== null;
  return {
    id: row.id,
    placementId: row.placement_id,
    kind: row.kind,
    state: row.state,
    access,
    may: { ...powers, viewFirst: powers.viewFirst && form.layout.sections.some(asksOwnView) },
    form: {
      versionId: form.id,
      name: form.name,
      version: form.version,
      sections: form.layout.sections,
    },
    lesson: viewOfLesson(content.lesson),
    trainee: person(placement.trainee.personId),
    observer: person(row.observer_person_id),
    school: placement.school.name,
    timeZone: placement.timeZone,
    liveStartedAt: row.live_started_at,
    liveEndedAt: row.live_ended_at,
    signedAt: row.signed_at,
    release:
      row.signed_at === null ? null : { how: row.release_how ?? 'now', at: row.released_at ?? row.signed_at, released: standing.released },
    readAt: row.read_at,
    withdrawnAt: row.withdrawn_at,
    // An announcement does not tell how often its draft was touched.
    changedAt: announced ? row.created_at : row.changed_at,
    revision: announced ? 0 : row.revision,
    notes,
    sections: content.sections
      .map((section) => section.view)
      .toSorted((one, other) => asked.indexOf(one.section) - asked.indexOf(other.section))
      .filter((section) => !announced || (agreed && section.section === 'focus'))
      .map((section) => (announced ? { ...section, noteIds: [] } : section)),
    targets: announced ? [] : content.targets.map(viewOfTarget),
    earlier: earlierSeen(content, access, viewer.personId, now),
    prompts: announced && !agreed ? noPrompts : { ...content.prompts.view, ...(announced ? { revision: 0 } : {}) },
    areas,
    remarks: remarks.flatMap((remark) => (remark.kind === 'answer' ? [] : [{ kind: remark.kind, ...besideOf(remark, person) }])),
    answers: remarks.flatMap((remark) => (remark.note_id === null ? [] : [{ noteId: remark.note_id, ...besideOf(remark, person) }])),
    traineeView: isTrainee(viewer, row.placement_id) || (standing.released && isSigned(row.state)) ? givenViewOf(row, given) : null,
    redaction:
      announced || row.signed_at === null
        ? null
        : {
            decides: mayDecideRedaction(viewer, place),
            deciders: deciders.map((id) => person(id).name),
            removals: removals.flatMap((one) => removalOf(one, person)),
          },
    signatures: signatures.map(({ meaning, personId, role, signedAt, digest }) => ({
      meaning: meaning === 'read' ? 'read' : 'signed',
      by: person(personId),
      role,
      signedAt,
      digest,
    })),
    keptUntil: access === 'kept' && row.observer_until !== null ? keptUntil(row.observer_until) : null,
    visibleTo: namedReaders(readers, person),
    now,
  };
}
