import type { Viewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import type { Tx } from '../db/database.js';
import { notFound } from '../errors.js';
import { newId } from '../ids.js';
import type { Ground } from '../slice.js';
import type { SaidOfPerson } from './arrival.model.js';
import { findMember } from './membership.model.js';
import { namelessPerson, shownName, type ShownName } from './person-name.rules.js';
import { ensureIdentity, findNameSources, findPersonOfIdentity, insertPerson, lockIdentity, lockPerson } from './person.model.js';
import type { Who } from './placement.shared.js';

/** What other slices may know of people: what they are called. */
export interface People {
  /**
   * Names for the screen of people of this partnership, in one statement; people of another partnership are left out.
   * Never a platform's raw user id. @param standIn what somebody is called of whom nothing is known
   */
  namesOf(partnershipId: string, personIds: readonly string[], options?: { standIn?: string; tx?: Tx }): Promise<Map<string, ShownName>>;
}

/** The partnership, and the course whose people are meant. */
export type From = Pick<Viewer, 'partnershipId' | 'contextRef'>;

export interface PeopleInside extends People {
  /**
   * The person who is meant, locked until the transaction ends. Somebody of the course who has not launched yet becomes a person with
   * an identity, and their first launch finds both. @throws Problem 404
   */
  findPerson(from: From, who: Who, tx: Tx): Promise<string>;
  /** The person an identity is in this partnership, made where it is none yet; locked until the transaction ends. @throws Problem 404 */
  ensurePersonOf(partnershipId: string, identityId: string, tx: Tx): Promise<string>;
}

export function createPeople({ db, clock }: Pick<Ground, 'db' | 'clock'>): PeopleInside {
  const namesOf: People['namesOf'] = async (partnershipId, personIds, { standIn = namelessPerson, tx } = {}) => {
    const sources = await findNameSources(db, partnershipId, personIds, tx);
    return new Map([...sources].map(([personId, known]) => [personId, shownName(known, standIn)]));
  };

  const personOfMember = async (viewer: From, sub: string, tx: Tx): Promise<string> => {
    const member = viewer.contextRef === null ? null : await findMember(db, viewer.contextRef, sub, tx);
    if (!member) throw notFound();
    const { name, givenName, email, studentNumber, platformKid } = member;
    const now = instantNow(clock);
    const identityId = await ensureIdentity(db, { platformKid, sub, now, name, givenName, email, studentNumber }, tx);
    return personOfIdentity(viewer.partnershipId, identityId, { name, givenName, email, studentNumber }, tx);
  };

  /** @param said what is known of them; null takes what the identity launched with */
  const personOfIdentity = async (partnershipId: string, identityId: string, said: SaidOfPerson | null, tx: Tx): Promise<string> => {
    const identity = await lockIdentity(db, identityId, tx);
    if (!identity) throw notFound();
    const known = await findPersonOfIdentity(db, identityId, partnershipId, tx);
    if (known !== null) return known;
    const id = newId();
    const { name, givenName, email, studentNumber } = said ?? identity;
    await insertPerson(db, { id, partnershipId, identityId, now: instantNow(clock), name, givenName, email, studentNumber }, tx);
    return id;
  };

  return {
    namesOf,
    async findPerson(viewer, who, tx) {
      const personId = 'sub' in who ? await personOfMember(viewer, who.sub, tx) : who.personId;
      const locked = await lockPerson(db, viewer.partnershipId, personId, tx);
      if (locked === null) throw notFound();
      return locked;
    },
    async ensurePersonOf(partnershipId, identityId, tx) {
      const personId = await personOfIdentity(partnershipId, identityId, null, tx);
      const locked = await lockPerson(db, partnershipId, personId, tx);
      if (locked === null) throw notFound();
      return locked;
    },
  };
}
