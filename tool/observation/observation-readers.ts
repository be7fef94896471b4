import { accessTo, type Asker, type ObservationFacts, type Place } from './observation.policy.js';
import { isDraft } from './observation.rules.js';
import type { ObservationState } from './observation.shared.js';

/** Ids of people other than the viewer; each stands where *Who can see this* names them. */
export interface Readers {
  /** See the words on this screen now. */
  now: string[];
  /** See only the date and the focus until it is signed. */
  planOnly: string[];
  /** See it once it is signed. */
  onceSigned: string[];
}

/**
 * *Who can see this*: the policy that answers requests, asked for each person who holds a role that could matter, as themselves.
 * Nobody is named by another rule, so a change of the policy changes the line.
 */
export function readersOf(facts: ObservationFacts, holders: readonly Asker[], viewerId: string): Readers {
  // Who is no mentor here any more signs nothing.
  const willBeSigned = isDraft(facts.state) && facts.observerStanding === 'mentor';
  // A former mentor holds nothing here any more and may still read a draft of theirs.
  const observer: Asker = { personId: facts.observerPersonId, roles: [] };
  const askers = holders.some((one) => one.personId === observer.personId) ? holders : [...holders, observer];
  const readers: Readers = { now: [], planOnly: [], onceSigned: [] };
  for (const asker of askers) {
    const { personId } = asker;
    if (personId === null || personId === viewerId) continue;
    const access = (state: ObservationState) => accessTo(asker, { ...facts, state });
    const now = access(facts.state);
    if (now === 'announcement') readers.planOnly.push(personId);
    else if (now !== 'none') readers.now.push(personId);
    if (willBeSigned && now !== 'own' && access('signed') !== 'none') readers.onceSigned.push(personId);
  }
  return readers;
}

/** The same for a placement's list: who reads what is signed there, and who knows of what is planned. */
export function listReadersOf(place: Place, holders: readonly Asker[], viewerId: string): { signed: string[]; planned: string[] } {
  // Nobody's in particular, so that nobody is named for being its writer.
  const others = (state: ObservationState): string[] =>
    holders.flatMap((asker) => {
      const sees = accessTo(asker, { ...place, observerPersonId: '', observerStanding: 'mentor', state }) !== 'none';
      return sees && asker.personId !== null && asker.personId !== viewerId ? [asker.personId] : [];
    });
  return { signed: others('signed'), planned: others('planned') };
}
