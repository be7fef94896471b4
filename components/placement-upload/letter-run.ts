import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { LetterCounts, LettersMade, MentorLetter } from '../../tool/partnership/placement-intake.shared.js';
import type { Api } from '../shared/api.js';
import { problemSentence } from '../shared/problem-sentence.js';
import { UnsavedText } from '../shared/unsaved.js';

const requestMs = 60_000;

/** Makes the letters of one list, a batch after the other, and keeps them until the page is left. */
export class LetterRun implements ReactiveController {
  counts: LetterCounts | null = null;
  codes: MentorLetter[] = [];
  private headings = '';
  running = false;
  problem: string | null = null;
  /** Printed or saved at least once since the last code came. */
  kept = true;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly api: () => Api,
  ) {
    host.addController(this);
    // The codes are nowhere else: leaving the page would lose them.
    new UnsavedText(host, () => !this.kept);
  }

  hostConnected(): void {
    // Nothing to begin; the page says which list it shows.
  }

  forget(): void {
    [this.counts, this.codes, this.problem, this.kept] = [null, [], null, true];
  }

  /** Every letter on the page, for a spreadsheet or a mail merge. */
  get csv(): string {
    return `\ufeff${[this.headings, ...this.codes.map((code) => code.csv)].map((line) => `${line}\r\n`).join('')}`;
  }

  keep(): void {
    this.kept = true;
    this.host.requestUpdate();
  }

  async count(listId: string): Promise<void> {
    try {
      this.counts = await this.api().get<LetterCounts>(`/api/placement-intakes/${listId}/letters`, { timeoutMs: requestMs });
    } catch (error) {
      this.problem = problemSentence(error);
    }
    this.host.requestUpdate();
  }

  /** @param renew also new codes for mentors who have not used theirs */
  async make(listId: string, renew: boolean): Promise<void> {
    if (this.running) return;
    [this.running, this.problem] = [true, null];
    this.host.requestUpdate();
    try {
      for (let after: number | null = 0; after !== null;) {
        const path = `/api/placement-intakes/${listId}/letters`;
        const made: LettersMade = await this.api().post<LettersMade>(path, { after, renew }, { timeoutMs: requestMs });
        this.take(made);
        after = made.next;
      }
    } catch (error) {
      this.problem = problemSentence(error);
    }
    this.running = false;
    await this.count(listId);
  }

  private take(made: LettersMade): void {
    // A new code ends the old one, whose letter goes.
    const renewed = new Set(made.letters.map((code) => code.line));
    this.codes = [...this.codes.filter((code) => !renewed.has(code.line)), ...made.letters];
    this.headings = made.csvHeadings;
    if (made.letters.length > 0) this.kept = false;
    this.host.requestUpdate();
  }
}
