import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ReviewSection, ReviewSectionSaved } from '../../tool/review/review.shared.js';
import type { Api } from '../shared/api.js';
import { ProblemError } from '../shared/problem-error.js';
import { problemSentence } from '../shared/problem-sentence.js';

interface Draft {
  body: string;
  revision: number;
  saved: string;
}

/** Both texts, where somebody else wrote meanwhile. */
export interface Clash {
  yours: string;
  theirs: string;
}

const pauseMs = 800;

/** The texts of one review on this page: each is saved by itself, one after another, a moment after the last key. */
export class SectionDraft implements ReactiveController {
  readonly clashes = new Map<string, Clash>();
  problem: string | null = null;
  savedAt: string | null = null;
  /** Rises with everything that is to be drawn anew. */
  changes = 0;
  /** Of the review's words, as this page knows it. */
  revision = 0;
  private readonly drafts = new Map<string, Draft>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly given: () => { api: Api; id: string },
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
  }

  /** Takes over what the server has, and keeps what was typed and is not stored. */
  load(sections: readonly ReviewSection[], revision: number): void {
    this.revision = revision;
    for (const { section, body, revision: own } of sections) {
      if (!this.isUnsaved(section)) this.drafts.set(section, { body, revision: own, saved: body });
    }
  }

  private changed(): void {
    this.changes += 1;
    this.host.requestUpdate();
  }

  bodyOf(section: string): string {
    return this.drafts.get(section)?.body ?? '';
  }

  private isUnsaved(section: string): boolean {
    const draft = this.drafts.get(section);
    return draft !== undefined && draft.body !== draft.saved;
  }

  get unsaved(): boolean {
    return [...this.drafts.keys()].some((section) => this.isUnsaved(section));
  }

  get saving(): boolean {
    return this.running !== null;
  }

  write(section: string, body: string): void {
    const draft = this.drafts.get(section);
    if (!draft) return;
    draft.body = body;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), pauseMs);
    this.changed();
  }

  /** Saves what is not stored yet. @returns false where something is not */
  async save(): Promise<boolean> {
    clearTimeout(this.timer);
    this.running ??= this.saveAll().finally(() => {
      this.running = null;
      this.changed();
    });
    await this.running;
    return !this.unsaved;
  }

  private async saveAll(): Promise<void> {
    this.problem = null;
    this.changed();
    for (const [section, draft] of this.drafts) {
      // Typed on while it was being sent: sent again.
      while (this.isUnsaved(section) && !this.clashes.has(section)) {
        if (!(await this.saveOne(section, draft))) break;
      }
    }
  }

  private async saveOne(section: string, draft: Draft): Promise<boolean> {
    const { api, id } = this.given();
    const { body } = draft;
    try {
      const path = `/api/reviews/${id}/sections/${section}`;
      const saved = await api.put<ReviewSectionSaved>(path, { body }, { ifMatch: draft.revision });
      Object.assign(draft, { saved: body, revision: saved.section.revision });
      this.revision = saved.reviewRevision;
      this.savedAt = saved.section.changedAt;
      return true;
    } catch (error) {
      const current = error instanceof ProblemError && error.type === 'conflict' ? (error.extra['current'] as ReviewSection) : null;
      if (current) {
        draft.revision = current.revision;
        this.clashes.set(section, { yours: body, theirs: current.body });
      } else this.problem = problemSentence(error);
      return false;
    }
  }

  /** One of the two texts was chosen; the other is gone once it is stored. */
  settle(section: string, keep: 'yours' | 'theirs'): void {
    const clash = this.clashes.get(section);
    const draft = this.drafts.get(section);
    if (!clash || !draft) return;
    this.clashes.delete(section);
    draft.saved = clash.theirs;
    if (keep === 'theirs') draft.body = clash.theirs;
    void this.save();
  }
}
