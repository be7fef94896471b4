import type { Readable } from 'node:stream';

/** Files under DATA_DIR that belong to one person's record. */
export interface PersonFile {
  /** Path inside the export, for example `photos/0198….jpg`. */
  name: string;
  open(): Readable;
}

/** Each slice that keeps files registers one. */
export interface PersonFiles {
  /** What the person may have: their own, and of their released record. */
  find(of: { partnershipId: string; personId: string; placementIds: string[] }): Promise<PersonFile[]>;
  /** Removes the files for good; called after the rows are gone, and again if it failed. @returns how many went */
  erase(of: { partnershipId: string; personId: string; placementIds: string[] }): Promise<number>;
}
