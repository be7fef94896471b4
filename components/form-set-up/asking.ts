import type { ReactiveControllerHost } from 'lit';
import { ProblemError, type FieldProblem } from '../shared/problem-error.js';
import { problemSentence } from '../shared/problem-sentence.js';

/** What an element asked of the server, and how that went. */
export class Asking {
  busy = false;
  problem: string | null = null;
  errors: readonly FieldProblem[] = [];
  /** For a screen reader, once it went well. */
  said = '';

  constructor(private readonly host: Pick<ReactiveControllerHost, 'requestUpdate'>) {}

  /** @returns false where it did not go well; why stands in `problem` and `errors` */
  async tried(work: () => Promise<unknown>, said = ''): Promise<boolean> {
    Object.assign(this, { busy: true, problem: null, errors: [], said: '' });
    this.host.requestUpdate();
    try {
      await work();
      this.said = said;
      return true;
    } catch (error) {
      this.problem = problemSentence(error);
      this.errors = error instanceof ProblemError ? error.errors : [];
      return false;
    } finally {
      this.busy = false;
      this.host.requestUpdate();
    }
  }
}
