import type { ObservationView, SectionName, SelfAnswer, SelfView } from '../../tool/observation/observation.shared.js';
import { SaveQueue } from '../observation-form/save-queue.js';
import type { Api } from '../shared/api.js';
import { msg } from '../shared/localize.js';
import { ProblemError } from '../shared/problem-error.js';

const typingMs = 800;

/** What the trainee writes before reading, and what of it is stored. Fires `change`. */
export class SelfViewDraft extends EventTarget {
  readonly queue = new SaveQueue();
  /** Texts that another page of theirs stored meanwhile, by section. */
  readonly conflicts = new Map<SectionName, SelfAnswer>();
  private readonly answers = new Map<SectionName, SelfAnswer>();

  constructor(
    private readonly api: Api,
    private readonly observationId: ObservationView['id'],
    stored: SelfView,
  ) {
    super();
    for (const answer of stored.answers) this.answers.set(answer.section, answer);
    this.queue.addEventListener('change', () => this.dispatchEvent(new Event('change')));
  }

  bodyOf(section: SectionName): string {
    return this.answers.get(section)?.body ?? '';
  }

  get begun(): boolean {
    return [...this.answers.values()].some(({ body }) => body.trim() !== '');
  }

  write(section: SectionName, body: string): void {
    const known = this.answers.get(section) ?? { section, body: '', revision: 0, changedAt: null };
    this.answers.set(section, { ...known, body });
    this.queue.put(section, () => this.send(section, body), typingMs);
  }

  /** The person has seen both texts and chose one. */
  settle(section: SectionName, keep: 'yours' | 'theirs'): void {
    const theirs = this.conflicts.get(section);
    if (!theirs) return;
    const mine = this.bodyOf(section);
    this.conflicts.delete(section);
    this.queue.drop(section);
    this.answers.set(section, theirs);
    if (keep === 'yours') this.write(section, mine);
    else this.dispatchEvent(new Event('change'));
  }

  private async send(section: SectionName, body: string): Promise<void> {
    const revision = this.answers.get(section)?.revision ?? 0;
    const path = `/api/observations/${this.observationId}/my-view/sections/${section}`;
    try {
      const { answer } = await this.api.put<{ answer: SelfAnswer }>(path, { body }, { ifMatch: revision });
      const now = this.answers.get(section);
      this.answers.set(section, { ...answer, body: now?.body ?? body });
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status !== 409) throw error;
      const current = error.extra.current as SelfAnswer | null | undefined;
      if (!current) throw error;
      this.conflicts.set(section, current);
      this.queue.refuse(section, msg('You changed this on another page. Here are both texts.'));
    }
  }
}
