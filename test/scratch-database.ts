/** A database of a test's own, nobody's after `drop`. */
export interface ScratchDatabase {
  dialect: 'sqlite' | 'mysql';
  url: string;
  drop(): Promise<void>;
}
