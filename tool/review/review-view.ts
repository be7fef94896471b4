import type { KnownViewer } from '../access/viewer.js';
import type { Tx } from '../db/database.js';
import { answerInWords } from '../framework/answer.shared.js';
import type { FormPart } from '../framework/form.shared.js';
import { namelessPerson } from '../partnership/person-name.rules.js';
import type { Asker, Evidence } from './evidence-source.js';
import { outcomeKey, ownWordsKey } from './limits.shared.js';
import { recordKind } from './review-content.js';
import { factsOf } from './review-lock.js';
import type { Parts } from './review-parts.js';
import type { SectionRow } from './review-words.model.js';
import type { ReviewRow } from './review.model.js';
import * as policy from './review.policy.js';
import { decideSigning, isWritten, missingRoles, tagOf } from './review.rules.js';
import type { ReviewEvidence, ReviewView, SignerRole } from './review.shared.js';

/** What one asker may read now that a review can rest on. */
export async function evidenceFor(parts: Parts, asker: Asker, row: ReviewRow, tx?: Tx): Promise<Evidence[]> {
  const place = { partnershipId: row.partnership_id, placementId: row.placement_id, schoolId: row.school_id };
  const found = [];
  for (const source of parts.evidence) found.push(...(await source.evidenceOf(asker, place, tx)));
  return found;
}

/** As it was when the words were fixed, or as it is while they are written; either way only what the reader may read now. */
async function shownEvidence(parts: Parts, viewer: KnownViewer, row: ReviewRow): Promise<ReviewEvidence[]> {
  const readable = await evidenceFor(parts, viewer, row);
  if (!isWritten(row.state)) return readable.map((one) => ({ ...one, erasedAt: null }));
  const keys = new Set(readable.map(({ kind, id }) => `${kind} ${id}`));
  return (await parts.words.evidence(row.id))
    .filter(({ kind, evidence_id }) => keys.has(`${kind} ${evidence_id}`))
    .map(({ kind, evidence_id, record_id, happened_on, wording, erased_at }) => ({
      kind, id: evidence_id, recordId: record_id, on: happened_on, wording: wording ?? '', erasedAt: erased_at,
    })); // prettier-ignore
}

/** What was chosen, in the provider's own words; empty where nothing is. */
export const outcomeInWords = (row: Pick<ReviewRow, 'outcomes'>, sections: readonly Pick<SectionRow, 'section' | 'body'>[]): string =>
  answerInWords({ options: row.outcomes }, sections.find(({ section }) => section === outcomeKey)?.body ?? '');

/** What one viewer sees of one review. The caller has asked the policy. */
export async function viewOf(parts: Parts, viewer: KnownViewer, row: ReviewRow): Promise<ReviewView> {
  const facts = factsOf(row);
  const placement = await parts.placements.findDecided(viewer, row.placement_id);
  const form = await parts.framework.findVersion(row.template_version_id);
  const sections = await parts.words.sections(row.id);
  const reopenings = await parts.words.reopenings(row.id);
  const remarks = await parts.words.remarks(row.id);
  const signatures = await parts.signatures.find(recordKind, [row.id]);
  const signed = signatures.map(({ role, personId }) => ({ role: role as SignerRole, personId }));
  const holders = (await parts.placements.holdersAround(row.partnership_id, row.placement_id)).filter(
    ({ personId }) => personId !== viewer.personId,
  );
  const readersIn = (state: ReviewRow['state']): string[] =>
    holders.filter((holder) => policy.mayRead(holder, { ...facts, state })).map(({ personId }) => personId);
  const now = readersIn(row.state);
  const later = readersIn('complete').filter((id) => !now.includes(id));
  const missing = row.state === 'complete' ? [] : missingRoles(row.leadSigns, signed);
  const everybody = [{ personId: viewer.personId, roles: viewer.roles }, ...holders];
  const holding = (role: SignerRole): string[] =>
    everybody.filter((one) => policy.signsAs(one, facts).includes(role)).map(({ personId }) => personId);
  const ids = [
    ...now, ...later, ...missing.flatMap(holding), ...signatures.map(({ personId }) => personId), placement.trainee.personId,
    ...remarks.map((one) => one.author_person_id), ...reopenings.map((one) => one.person_id),
    ...sections.flatMap((one) => (one.author_person_id === null ? [] : [one.author_person_id])),
  ]; // prettier-ignore
  const names = await parts.people.namesOf(row.partnership_id, [...new Set(ids)]);
  const person = (personId: string) => ({
    personId,
    ...(names.get(personId) ?? { name: namelessPerson, givenName: namelessPerson }),
  });
  const asked = [...form.layout.sections.map(({ section }) => section), ownWordsKey, outcomeKey];
  const decision = decideSigning(viewer.personId, policy.signsAs(viewer, facts), { leadSigns: row.leadSigns, signed });
  const open = row.state === 'open';
  const outcome = outcomeInWords(row, sections);
  const gradebook =
    row.state === 'complete' && row.review_point_id !== null && policy.maySeeGradebook(viewer, facts)
      ? await parts.values.of({
          partnershipId: row.partnership_id, placementId: row.placement_id, tag: tagOf(row.review_point_id), what: outcome,
          givenName: placement.trainee.givenName,
        }) // prettier-ignore
      : null;
  const maySendAgain = gradebook?.canSendAgain === true && policy.maySendAgain(viewer, facts);
  return {
    id: row.id,
    kind: row.kind,
    placementId: row.placement_id,
    name: row.name,
    state: row.state,
    form: { versionId: form.id, name: form.name, version: form.version, sections: form.layout.sections satisfies FormPart[] },
    outcomes: row.outcomes.map(({ key, label }) => ({ key, label })),
    sends: row.maximum !== null && row.outcomes.some(({ score }) => score !== null),
    sections: sections
      .map(({ section, body, revision, changed_at, author_person_id, erased_at }) => ({
        section,
        body: body ?? '',
        revision,
        changedAt: changed_at,
        by: author_person_id === null ? null : person(author_person_id),
        erasedAt: erased_at,
      })) // prettier-ignore
      .toSorted((one, other) => asked.indexOf(one.section) - asked.indexOf(other.section)),
    evidence: await shownEvidence(parts, viewer, row),
    signatures: signatures.map(({ role, personId, signedAt, digest }) => ({
      role: role as SignerRole,
      by: person(personId),
      signedAt,
      digest,
    })),
    missing: missing.map((role) => ({ role, names: holding(role).map((id) => person(id).name) })),
    reopenings: reopenings.map((one) => ({
      by: person(one.person_id),
      reason: one.reason ?? '',
      signatures: one.signatures,
      reopenedAt: one.reopened_at,
      erasedAt: one.erased_at,
    })),
    remarks: remarks.map((one) => ({
      id: one.id,
      by: person(one.author_person_id),
      body: one.body ?? '',
      createdAt: one.created_at,
      erasedAt: one.erased_at,
    })),
    may: {
      write: open && policy.mayWrite(viewer, facts),
      ownWords: open && policy.isTrainee(viewer, facts),
      sign: row.state !== 'complete' && decision.kind === 'sign',
      reopen: row.state === 'sealed' && policy.mayReopen(viewer, facts),
      differ: !open && policy.isTrainee(viewer, facts),
      sendAgain: maySendAgain,
    },
    trainee: person(placement.trainee.personId),
    school: placement.school.name,
    timeZone: placement.timeZone,
    openedAt: row.opened_at,
    completedAt: row.completed_at,
    revision: row.revision,
    gradebook: gradebook && { ...gradebook, canSendAgain: maySendAgain },
    visibleTo: { now: now.map((id) => person(id).name), onceAll: later.map((id) => person(id).name) },
  };
}
