import type { Reader } from '../access/viewer.js';
import { addMs, toInstant } from '../clock.js';
import type { WaitingItem } from '../home/home.shared.js';
import type { WaitingSource } from '../home/waiting.js';
import type { PlacementView } from '../partnership/placement.shared.js';
import { recordKind } from './review-content.js';
import { factsOf } from './review-lock.js';
import type { Parts } from './review-parts.js';
import type { ReviewRow } from './review.model.js';
import { isTrainee, mayRead, mayWrite, signsAs } from './review.policy.js';
import { decideSigning } from './review.rules.js';
import type { SignerRole } from './review.shared.js';

const dayMs = 24 * 60 * 60_000;
/** A review appears this long before it is due; until then nothing is waiting. */
const aheadMs = 14 * dayMs;
const mostItems = 60;

type Placement = Pick<PlacementView, 'id' | 'trainee' | 'startsOn' | 'endsOn'>;

const aboutOf = ({ trainee }: Placement): WaitingItem['about'] => ({ personId: trainee.personId, name: trainee.name });

/** What is open or half signed, and this reader's turn. */
async function standing(parts: Parts, reader: Reader, placements: ReadonlyMap<string, Placement>): Promise<WaitingItem[]> {
  const schoolIds = reader.roles.flatMap((held) => (held.role === 'school_lead' && held.schoolId !== null ? [held.schoolId] : []));
  const rows = await parts.reviews.standing(reader.partnershipId, [...placements.keys()], schoolIds, mostItems);
  const readable = rows.filter((row) => mayRead(reader, factsOf(row)));
  if (readable.length === 0) return [];
  const ids = readable.map(({ id }) => id);
  const given = await parts.signatures.find(recordKind, ids);
  const names = await parts.people.namesOf(reader.partnershipId, [...new Set(readable.map((row) => row.trainee_person_id))]);
  const item = (row: ReviewRow): WaitingItem[] => {
    const facts = factsOf(row);
    const trainee = names.get(row.trainee_person_id);
    if (!trainee) return [];
    const mine = isTrainee(reader, facts);
    const what = mine ? `your ${row.name.toLowerCase()}` : `${trainee.givenName}’s ${row.name.toLowerCase()}`;
    const common = { href: `#/reviews/${row.id}`, about: { personId: row.trainee_person_id, name: trainee.name } };
    if (row.state === 'open') {
      if (!mayWrite(reader, facts) && !mine) return [];
      const sentence = mine ? `Add your own words to ${what}` : `Write ${what} together, then sign`;
      return [{ ...common, key: `review:${row.id}:open`, sentence, due: { kind: 'since', at: row.opened_at }, minutes: mine ? 5 : 20 }];
    }
    const signed = given
      .filter(({ recordId }) => recordId === row.id)
      .map(({ role, personId }) => ({ role: role as SignerRole, personId }));
    const decision = decideSigning(reader.personId, signsAs(reader, facts), { leadSigns: row.leadSigns, signed });
    if (decision.kind !== 'sign') return [];
    const since = row.sealed_at ?? row.opened_at;
    return [
      { ...common, key: `review:${row.id}:sign`, sentence: `Read ${what}, then sign it`, due: { kind: 'since', at: since }, minutes: 5 },
    ];
  };
  return readable.flatMap(item);
}

/** What is due soon and that nobody has begun, for tutors: they begin it. */
async function toBegin(parts: Parts, reader: Reader, placements: ReadonlyMap<string, Placement>): Promise<WaitingItem[]> {
  const asTutor = reader.roles.flatMap((held) => (held.role === 'tutor' && held.placementId !== null ? [held.placementId] : []));
  if (asTutor.length === 0) return [];
  const until = toInstant(addMs(parts.ground.clock.now(), aheadMs)).slice(0, 10);
  const due = (await parts.points.all(reader.partnershipId)).filter(({ ended, dueOn }) => !ended && dueOn !== null && dueOn <= until);
  if (due.length === 0) return [];
  const opened = await parts.reviews.openedOf(reader.partnershipId, asTutor);
  return asTutor
    .flatMap((id) => {
      const placement = placements.get(id);
      if (!placement) return [];
      return due.flatMap((point): WaitingItem[] => {
        const dueOn = point.dueOn ?? '';
        if (dueOn < placement.startsOn || dueOn > placement.endsOn) return [];
        if (opened.some((one) => one.placementId === id && one.pointId === point.id)) return [];
        const sentence = `Begin ${placement.trainee.givenName}’s ${point.name.toLowerCase()}`;
        const key = `review:${id}:${point.id}`;
        return [{ key, sentence, href: `#/reviews/of/${id}`, about: aboutOf(placement), due: { kind: 'by', at: dueOn }, minutes: 20 }];
      });
    })
    .slice(0, mostItems);
}

/** The list's lines from this slice. */
export const createReviewWaiting = (parts: Parts): WaitingSource => ({
  async waitingFor(reader: Reader) {
    const here = new Set(['trainee', 'mentor', 'tutor', 'school_lead']);
    if (!reader.roles.some(({ role }) => here.has(role))) return [];
    const placements = new Map((await parts.placements.listForViewer(reader)).map((placement) => [placement.id, placement]));
    return [...(await standing(parts, reader, placements)), ...(await toBegin(parts, reader, placements))];
  },
});
