import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import { viewOfLesson } from '../lesson/lesson.service.js';
import { viewOfTarget } from '../target/target.service.js';
import { readContent, recordKind } from './observation-content.js';
import { factsOf } from './observation-lock.js';
import type { ObservationRow } from './observation.model.js';
import type { Parts } from './observation-parts.js';
import { readersOf, type Readers } from './observation-readers.js';
import { isTrainee, type Access } from './observation.policy.js';
import { isDraft, keptUntil, powersOf } from './observation.rules.js';
import { sectionName, type ObservationView, type PersonNamed, type VisibleTo } from './observation.shared.js';

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
  const announced = access === 'announcement';
  const remarks = announced ? [] : await parts.remarks.find(row.id);
  const signatures = announced ? [] : await parts.signatures.find(recordKind, [row.id]);
  const holders = await placements.holdersAround(viewer.partnershipId, row.placement_id);
  const now = instantNow(ground.clock);
  const readers = readersOf(factsOf(row, now), holders, viewer.personId);
  const person = await namer(parts, viewer.partnershipId, [
    ...readers.now,
    ...readers.planOnly,
    ...readers.onceSigned,
    row.observer_person_id,
    placement.trainee.personId,
    ...remarks.map((remark) => remark.author_person_id),
    ...signatures.map((signature) => signature.personId),
  ]);
  const draft = isDraft(row.state);
  // The focus is told beforehand because it is agreed; nobody agreed to that of a lesson written up afterwards.
  const agreed = row.state === 'planned' || row.live_started_at !== null;
  return {
    id: row.id,
    placementId: row.placement_id,
    kind: row.kind,
    state: row.state,
    access,
    may: powersOf(access, row.state, isTrainee(viewer, row.placement_id)),
    form: {
      name: form.name,
      version: form.version,
      sections: form.layout.sections.map((section) => ({ ...section, section: sectionName.parse(section.section) })),
    },
    lesson: viewOfLesson(content.lesson),
    trainee: person(placement.trainee.personId),
    observer: person(row.observer_person_id),
    school: placement.school.name,
    timeZone: placement.timeZone,
    liveStartedAt: row.live_started_at,
    liveEndedAt: row.live_ended_at,
    signedAt: row.signed_at,
    readAt: row.read_at,
    withdrawnAt: row.withdrawn_at,
    // An announcement does not tell how often its draft was touched.
    changedAt: announced ? row.created_at : row.changed_at,
    revision: announced ? 0 : row.revision,
    // A note taken back before signing is its writer's to put back, and nobody's to read.
    notes: announced ? [] : content.notes.map((note) => note.view).filter((note) => draft || !note.withdrawn),
    sections: content.sections
      .map((section) => section.view)
      .filter((section) => !announced || (agreed && section.section === 'focus'))
      .map((section) => (announced ? { ...section, noteIds: [] } : section)),
    targets: announced ? [] : content.targets.map(viewOfTarget),
    remarks: remarks.map((remark) => ({
      id: remark.id,
      kind: remark.kind,
      body: remark.body ?? '',
      by: person(remark.author_person_id),
      createdAt: remark.created_at,
      erasedAt: remark.erased_at,
    })),
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
