import * as z from 'zod/mini';
import { rowId } from '../text.shared.js';

export const personAddressParams = z.strictObject({ id: rowId, personId: rowId });

/** How somebody of a placement is told that something waits for them. */
export const personAddress = z.strictObject({
  /** Null where their platform sends none. */
  email: z.nullable(z.string()),
  /** What people call the platforms they open the tool in, the first one first; empty where none is known. */
  platforms: z.array(z.string()),
});
export type PersonAddress = z.infer<typeof personAddress>;
