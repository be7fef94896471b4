import { uuidv7 } from 'uuidv7';
import type { LessonDetails } from '../../tool/lesson/lesson.shared.js';
import type { NoteBody, NoteTag, NoteView, ObservationView, SectionName, SectionView } from '../../tool/observation/observation.shared.js';
import type { TargetBody, TargetView } from '../../tool/target/target.shared.js';
import type { Api } from '../shared/api.js';
import { msg } from '../shared/localize.js';
import { ProblemError } from '../shared/problem-error.js';
import { leftOverOf, lessonOf, minuteOf, noteOf, partOf, readable, replace, targetOf, textOf, type LeftOver } from './draft-parts.js';
import { SaveQueue } from './save-queue.js';

/** Two versions of one text: what is stored, and what is on this page. */
export interface Conflict {
  key: string;
  theirs: string;
  yours: string;
}

interface Revised {
  revision: number;
}
type Saved<Name extends string, Part> = { observationRevision: number } & Record<Name, Part>;

const typingMs = 800;
/** Two devices' clocks and the way to the server never make one press look as far apart as this. */
const sameMomentMs = 20_000;
const afterStep = { start: 'live', stop: 'feedback', 'write-up': 'feedback' } as const;

type StepName = 'start' | 'stop' | 'write-up';

/** The record was signed or withdrawn: nothing of it can be written any more, from any page. */
const isClosed = (error: unknown): boolean =>
  error instanceof ProblemError && error.status === 422 && (error.type === 'signed' || error.type === 'withdrawn');

/**
 * An observation on its observer's page: what is on the screen, and what of it is stored. Every text goes through the queue by itself;
 * the screen never waits for the network. Fires `change`, and `taking-stored` before it shows what is stored instead: the last moment for
 * half-typed words to be handed over.
 */
export class ObservationDraft extends EventTarget {
  readonly queue = new SaveQueue();
  readonly conflicts = new Map<string, Conflict & { current: Revised }>();
  view: ObservationView;
  /** Something was saved from elsewhere since this page was opened: look again before signing. */
  changedElsewhere = false;
  /** Another device went on with the lesson, or closed it: what is shown since is what is stored. */
  steppedElsewhere = false;
  /** What this page held for a record that was closed elsewhere: stored nowhere, to be copied from here. */
  leftOver: readonly LeftOver[] = [];
  private revision: number;
  private readonly stored = new Map<string, number>();
  /** What was sent and not yet answered: our own words, should they come back as somebody's. */
  private readonly unanswered = new Map<string, Set<string>>();
  /** What to add to this device's clock to read the server's. */
  private clockOffsetMs = 0;

  constructor(
    private readonly api: Api,
    view: ObservationView,
  ) {
    super();
    this.view = view;
    this.revision = view.revision;
    this.rememberStored(view);
    this.queue.addEventListener('change', () => this.told());
  }

  /** The revision to sign. */
  get seenRevision(): number {
    return this.revision;
  }

  private rememberStored(view: ObservationView): void {
    this.clockOffsetMs = new Date(view.now).getTime() - Date.now();
    const unsettled = this.queue.unsettledKeys();
    const store = (key: string, { revision }: Revised): void => {
      if (!unsettled.has(key)) this.stored.set(key, revision);
    };
    store('lesson', view.lesson);
    for (const section of view.sections) store(`section/${section.section}`, section);
    for (const note of view.notes) store(`note/${note.id}`, note);
    for (const target of view.targets) store(`target/${target.id}`, target);
  }

  /** Milliseconds since the lesson began, by the server's clock; null before. */
  lessonMs(): number | null {
    if (this.view.liveStartedAt === null) return null;
    return Math.max(0, Date.now() + this.clockOffsetMs - new Date(this.view.liveStartedAt).getTime());
  }

  writeSection(section: SectionName, body: string): void {
    this.patchSection(section, { body });
    this.save(`section/${section}`, body, typingMs, (ifMatch) =>
      this.api
        .put<Saved<'section', SectionView>>(this.path(`sections/${section}`), { body }, { ifMatch })
        .then((saved) => this.took(saved, saved.section)),
    );
  }

  cite(section: SectionName, noteIds: string[]): void {
    this.patchSection(section, { noteIds });
    this.put(`cite/${section}`, async () => {
      const saved = await this.api.put<Saved<'section', SectionView>>(this.path(`sections/${section}/citations`), { noteIds });
      this.took(saved, null);
    });
  }

  addNote(body: string, tag: NoteTag): void {
    const running = this.view.state === 'live';
    const position = this.view.notes.reduce((most, note) => Math.max(most, note.position), 0) + 1;
    const notedAt = new Date(Date.now() + this.clockOffsetMs).toISOString();
    this.saveNote(uuidv7(), { body, tag, minuteMs: running ? this.lessonMs() : null, notedAt, position });
  }

  changeNote(id: string, change: Partial<Pick<NoteBody, 'body' | 'tag'>>): void {
    const note = this.view.notes.find((one) => one.id === id);
    if (!note) return;
    const { body, tag, minuteMs, notedAt, position } = note;
    this.saveNote(id, { body, tag, minuteMs, notedAt, position, ...change });
  }

  withdrawNote(id: string): void {
    const note = this.view.notes.find((one) => one.id === id);
    if (!note) return;
    const uncited = <Part extends { noteIds: string[] }>(part: Part): Part => ({
      ...part,
      noteIds: part.noteIds.filter((one) => one !== id),
    });
    this.patch({
      notes: replace(this.view.notes, { ...note, withdrawn: true }),
      sections: this.view.sections.map(uncited),
      targets: this.view.targets.map(uncited),
    });
    this.put(`note/${id}`, async () => {
      // A note that never reached the server has nothing to take back there.
      if (!this.stored.has(`note/${id}`) && !this.unanswered.has(`note/${id}`)) return;
      const saved = await this.api.delete<Saved<'note', NoteView>>(this.path(`notes/${id}`));
      this.took(saved, saved.note, `note/${id}`);
    });
  }

  saveTarget(id: string, body: TargetBody): void {
    const known = this.view.targets.find((one) => one.id === id);
    this.patch({ targets: replace(this.view.targets, { revision: 0, status: 'draft', erasedAt: null, ...known, ...body, id }) });
    this.save(`target/${id}`, textOf(`target/${id}`, body), typingMs, (ifMatch) =>
      this.api
        .put<Saved<'target', TargetView>>(this.path(`targets/${id}`), body, { ifMatch })
        .then((saved) => this.took(saved, saved.target)),
    );
  }

  withdrawTarget(id: string): void {
    this.patch({ targets: this.view.targets.filter((one) => one.id !== id) });
    this.queue.drop(`target/${id}`);
    this.conflicts.delete(`target/${id}`);
    if (!this.stored.has(`target/${id}`) && !this.unanswered.has(`target/${id}`)) return;
    this.put(`target/${id}`, async () => {
      const saved = await this.api.delete<{ observationRevision: number }>(this.path(`targets/${id}`));
      this.took(saved, null);
    });
  }

  changeLesson(details: LessonDetails): void {
    this.patch({ lesson: { ...this.view.lesson, ...details } });
    this.save('lesson', textOf('lesson', details), typingMs, (ifMatch) =>
      this.api.put<Saved<'lesson', Revised>>(this.path('lesson'), details, { ifMatch }).then((saved) => this.took(saved, saved.lesson)),
    );
  }

  /** The lesson begins or ends on this page at once; the server hears it in its turn, with how long ago it was. */
  step(name: StepName): void {
    const pressed = Date.now();
    const at = new Date(pressed + this.clockOffsetMs).toISOString();
    if (name === 'start') this.patch({ state: 'live', liveStartedAt: at });
    else if (name === 'stop') this.patch({ state: 'feedback', liveEndedAt: at, may: { ...this.view.may, sign: true } });
    else this.patch({ state: 'feedback', may: { ...this.view.may, sign: true } });
    this.queue.put(`step/${name}`, async () => {
      const body = name === 'write-up' ? {} : { agoMs: Math.min(Math.max(0, Date.now() - pressed), 86_400_000) };
      let refused = false;
      try {
        this.took(await this.api.post<{ observationRevision: number }>(this.path(name), body), null);
      } catch (error) {
        if (!(error instanceof ProblemError) || (error.status !== 409 && error.status !== 422)) throw error;
        refused = true;
      }
      // A second press is no error to the server, so only what is stored tells whether it was this device's.
      const stored = await this.api.get<ObservationView>(`/api/observations/${this.view.id}`);
      const at = name === 'start' ? 'liveStartedAt' : 'liveEndedAt';
      const apart = name === 'write-up' ? 0 : Math.abs(Date.parse(stored[at] ?? '') - Date.parse(this.view[at] ?? ''));
      const elsewhere = refused || stored.state !== afterStep[name] || !(apart < sameMomentMs);
      if (elsewhere) this.takeStored(stored);
    });
  }

  /** Shows what is stored, keeps what is not, and gives waiting notes the minute of the lesson that really runs. */
  private takeStored(stored: ObservationView): void {
    this.dispatchEvent(new Event('taking-stored'));
    const before = this.view;
    const unsettled = this.queue.unsettledKeys();
    if (!stored.may.write) {
      this.close(stored, unsettled);
      return;
    }
    const ours = <Part extends { id: string }>(kind: string, parts: readonly Part[]): Part[] =>
      parts.filter((one) => unsettled.has(`${kind}/${one.id}`));
    const waitingNotes = ours('note', before.notes);
    this.rememberStored(stored);
    this.revision = stored.revision;
    this.steppedElsewhere = true;
    this.queue.drop('step/stop');
    this.patch({
      ...stored,
      lesson: unsettled.has('lesson') ? before.lesson : stored.lesson,
      notes: waitingNotes.reduce(replace, stored.notes),
      sections: stored.sections.map((one) =>
        unsettled.has(`section/${one.section}`) ? (before.sections.find(({ section }) => section === one.section) ?? one) : one,
      ),
      targets: ours('target', before.targets).reduce(replace, stored.targets),
    });
    for (const note of waitingNotes) {
      if (note.withdrawn || this.stored.has(`note/${note.id}`)) continue;
      this.saveNote(note.id, { ...noteOf(note), minuteMs: minuteOf(note.notedAt, stored) });
    }
  }

  /** Shows a record nobody can write in any more, as it is stored, and keeps apart what it has no place for. */
  private close(stored: ObservationView, unsettled: Set<string>): void {
    this.leftOver = [...this.leftOver, ...leftOverOf(unsettled, this.view, stored)];
    for (const key of unsettled) this.queue.drop(key);
    this.conflicts.clear();
    this.revision = stored.revision;
    this.steppedElsewhere = true;
    this.patch(stored);
  }

  /** The person has seen both texts and chose one. */
  settle(key: string, keep: 'yours' | 'theirs'): void {
    const conflict = this.conflicts.get(key);
    if (!conflict) return;
    this.conflicts.delete(key);
    this.stored.set(key, conflict.current.revision);
    if (keep === 'theirs') this.queue.drop(key);
    this.adopt(key, keep === 'theirs' ? conflict.current : null);
  }

  private saveNote(id: string, body: NoteBody): void {
    this.patch({ notes: replace(this.view.notes, { ...body, id, revision: 0, withdrawn: false, erasedAt: null }) });
    this.save(`note/${id}`, textOf(`note/${id}`, body), 0, (ifMatch) =>
      this.api.put<Saved<'note', NoteView>>(this.path(`notes/${id}`), body, { ifMatch }).then((saved) => this.took(saved, saved.note)),
    );
  }

  private save(key: string, text: string, delayMs: number, send: (ifMatch: number | undefined) => Promise<Revised | null>): void {
    this.conflicts.delete(key);
    const attempt = async (): Promise<void> => {
      const sent = this.unanswered.get(key) ?? new Set<string>();
      this.unanswered.set(key, sent.add(text));
      try {
        const saved = await send(this.stored.get(key));
        if (saved) this.stored.set(key, saved.revision);
        this.unanswered.delete(key);
      } catch (error) {
        if (!(error instanceof ProblemError) || error.status !== 409) throw error;
        const current = error.extra.current as (Revised & Record<string, unknown>) | null | undefined;
        if (!current) throw error;
        // Our own earlier version, whose answer got lost on the way: go on from there.
        if (current.revision !== this.stored.get(key) && sent.has(textOf(key, current))) {
          this.stored.set(key, current.revision);
          await attempt();
          return;
        }
        this.unanswered.delete(key);
        this.conflicts.set(key, {
          key,
          current,
          theirs: readable(key, current),
          yours: readable(key, partOf(key, this.view) ?? { body: '' }),
        });
        this.queue.refuse(key, msg('Somebody else changed this while you wrote. Here are both texts.'));
      }
    };
    this.put(key, attempt, delayMs);
  }

  private put(key: string, send: () => Promise<void>, delayMs = 0): void {
    const sendOrClose = async (): Promise<void> => {
      try {
        await send();
      } catch (error) {
        if (!isClosed(error)) throw error;
        const stored = await this.api.get<ObservationView>(`/api/observations/${this.view.id}`);
        if (stored.may.write) throw error;
        this.takeStored(stored);
      }
    };
    this.queue.put(key, sendOrClose, delayMs);
  }

  private took<Part extends Revised | null>(saved: { observationRevision: number }, part: Part, key?: string): Part {
    if (saved.observationRevision <= this.revision + 1) this.revision = Math.max(this.revision, saved.observationRevision);
    else this.changedElsewhere = true;
    if (key && part) this.stored.set(key, part.revision);
    return part;
  }

  private adopt(key: string, theirs: object | null): void {
    const [kind, id = ''] = key.split('/');
    const part = { ...partOf(key, this.view), ...theirs } as never;
    if (theirs) {
      if (kind === 'section') this.patchSection(id as SectionName, part);
      else if (kind === 'lesson') this.patch({ lesson: part });
      else if (kind === 'note') this.patch({ notes: replace(this.view.notes, part) });
      else this.patch({ targets: replace(this.view.targets, part) });
    } else if (kind === 'section') this.writeSection(id as SectionName, (part as SectionView).body);
    else if (kind === 'lesson') this.changeLesson(lessonOf(part));
    else if (kind === 'note') this.changeNote(id, {});
    else this.saveTarget(id, targetOf(part));
  }

  private patchSection(section: SectionName, change: Partial<SectionView>): void {
    this.patch({ sections: this.view.sections.map((one) => (one.section === section ? { ...one, ...change } : one)) });
  }

  private patch(change: Partial<ObservationView>): void {
    this.view = { ...this.view, ...change };
    this.told();
  }

  private told(): void {
    this.dispatchEvent(new Event('change'));
  }

  private path(rest: string): string {
    return `/api/observations/${this.view.id}/${rest}`;
  }
}
