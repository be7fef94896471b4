import * as z from 'zod/mini';
import { rowId, writtenText } from '../text.shared.js';

export const nameLength = 120;
export const telephoneLength = 40;
export const reachLength = 200;
export const addressLength = 1_000;

/** Empty lines are no names; what a telephone or an address may be is decided by the rules. */
const line = (most: number) => writtenText(most).check(z.refine((value) => value.trim() !== '', 'is empty'));

export const schoolContactsBody = z.strictObject({
  /** Who leads on safeguarding in the school; null takes them off. */
  lead: z.nullable(z.strictObject({ name: line(nameLength), telephone: line(telephoneLength) })),
  /** One https address; null takes it off. */
  documents: z.nullable(line(addressLength)),
});
export type SchoolContactsBody = z.infer<typeof schoolContactsBody>;

export const someoneBody = z.strictObject({
  /** A telephone, an e-mail or a room; null takes them off. */
  someone: z.nullable(z.strictObject({ name: line(nameLength), reach: line(reachLength) })),
});
export type SomeoneBody = z.infer<typeof someoneBody>;

const changed = z.nullable(z.strictObject({ at: z.string(), by: z.string() }));
/** What the reader may do about it. */
const standing = {
  changed,
  /** For If-Match; null where nothing was ever recorded. */
  revision: z.nullable(z.number()),
  /** Names of those who can record it. */
  ask: z.array(z.string()),
  mayChange: z.boolean(),
};

export const schoolContacts = z.strictObject({
  school: z.strictObject({ id: z.string(), name: z.string() }),
  /** `dial` is what a telephone is given: digits, after a plus where one was written. */
  lead: z.nullable(z.strictObject({ name: z.string(), telephone: z.string(), dial: z.string() })),
  documents: z.nullable(z.strictObject({ url: z.string(), host: z.string() })),
  ...standing,
});
export type SchoolContacts = z.infer<typeof schoolContacts>;

/** `dial` is set where how to reach them is a telephone and nothing else. */
const someone = z.strictObject({ name: z.string(), reach: z.string(), dial: z.nullable(z.string()) });
export type Someone = z.infer<typeof someone>;

export const usualSomeone = z.strictObject({ someone: z.nullable(someone), ...standing });
export type UsualSomeone = z.infer<typeof usualSomeone>;

/** Whom the trainee of one placement can call. */
export const placementContacts = z.strictObject({
  placementId: z.string(),
  school: schoolContacts,
  /** Whom the card names: the placement's own, else the usual one of the partnership; never the mentor or the tutor. */
  someone: z.nullable(someone),
  /** What the placement itself has. */
  own: usualSomeone,
});
export type PlacementContacts = z.infer<typeof placementContacts>;

export const contactList = z.strictObject({
  schools: z.array(
    z.strictObject({ school: z.strictObject({ id: z.string(), name: z.string() }), lead: z.nullable(z.string()), documents: z.boolean() }),
  ),
  /** Pass as `after` for the next ones; null at the end. */
  next: z.nullable(z.string()),
});
export type ContactList = z.infer<typeof contactList>;
export const contactListQuery = z.strictObject({ after: z.optional(rowId), missing: z.optional(z.literal('true')) });

export const contactSchoolParams = z.strictObject({ schoolId: rowId });
