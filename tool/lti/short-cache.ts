/**
 * Remembers answers of the database for a moment, so that a class of thirty opening the tool at nine asks once. Short on purpose: a
 * suspension has to act within two seconds in every process. Concurrent askers share one question; failures and `null` are forgotten.
 */
export class ShortCache<Value> {
  readonly #entries = new Map<string, { at: number; value: Promise<Value | null> }>();

  constructor(
    private readonly lifeMs: number,
    private readonly most = 1_000,
  ) {}

  get(key: string, ask: () => Promise<Value | null>): Promise<Value | null> {
    const now = performance.now();
    const entry = this.#entries.get(key);
    if (entry && now - entry.at < this.lifeMs) return entry.value;
    if (this.#entries.size >= this.most) this.#entries.clear();
    const value = ask();
    this.#entries.set(key, { at: now, value });
    const forget = (): void => {
      if (this.#entries.get(key)?.value === value) this.#entries.delete(key);
    };
    value.then((found) => { if (found === null) forget(); }, forget); // prettier-ignore
    return value;
  }

  clear(): void {
    this.#entries.clear();
  }
}
