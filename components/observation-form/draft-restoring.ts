import { readPrefix } from '../observation-note-entry/note-prefix.js';
import { Api } from '../shared/api.js';
import { leftOverOf } from './draft-parts.js';
import { ObservationDraft } from './observation-draft.js';
import type { UnsentChange, UnsentText } from './unsent-text.js';

/** What was written on this device by a page before this one, and is stored nowhere else. */
export interface RestoredText {
  key: string;
  text: UnsentText;
}

/** A step is taken again only from where it was taken; otherwise it has happened. */
const takenFrom = { start: 'planned', stop: 'live', 'write-up': 'planned' } as const;

/** It was added and arrived in the moment in which its page was closed: going on with it would make it a second note. */
const isNoteNow = ({ view }: ObservationDraft, typed: string): boolean => {
  const { body } = readPrefix(typed);
  return view.notes.some((note) => !note.withdrawn && note.body === body);
};

function redo(draft: ObservationDraft, change: UnsentChange): void {
  switch (change.kind) {
    case 'section':
      draft.writeSection(change.section, change.body);
      return;
    case 'cite':
      draft.cite(change.section, change.noteIds);
      return;
    case 'note':
      draft.saveNote(change.id, change.note);
      return;
    case 'note-withdrawn':
      draft.withdrawNote(change.id);
      return;
    case 'target':
      draft.saveTarget(change.id, change.target);
      return;
    case 'target-withdrawn':
      draft.withdrawTarget(change.id);
      return;
    case 'outcome':
      draft.sayOutcome(change.id, change.outcome);
      return;
    case 'prompts':
      draft.agreePrompts(change.texts);
      return;
    case 'lesson':
      draft.changeLesson(change.lesson);
      return;
    case 'typing':
      if (!isNoteNow(draft, change.text)) draft.goOnTyping(change.text);
      return;
    case 'step':
      if (draft.view.state === takenFrom[change.step]) draft.step(change.step, change.pressedAt);
  }
}

const begun = (body: string): UnsentChange => ({
  kind: 'note',
  id: 'typing',
  note: { tag: 'none', body, minuteMs: null, notedAt: new Date().toISOString(), position: 1_000_000, areaIds: [], why: '' },
});

/** Nothing of a draft over this one arrives anywhere. */
const nobody = new Api({ session: () => null, fetch: () => Promise.reject(new Error('sends nothing')) });

/** The words among these that a closed record does not have: drawn on a draft of their own, of which nothing is sent. */
function leaveOver(draft: ObservationDraft, found: readonly RestoredText[]): void {
  const { view } = draft;
  // A note that was begun was meant to be one.
  const texts = found.map(({ key, text }): RestoredText =>
    text.change.kind === 'typing' ? { key: `note/${key}`, text: { ...text, change: begun(text.change.text) } } : { key, text },
  );
  const drawn = new ObservationDraft(nobody, { ...view, may: { ...view.may, write: true } });
  for (const { text } of texts) redo(drawn, text.change);
  for (const { key } of texts) drawn.queue.drop(key);
  const words = leftOverOf(new Set(texts.map(({ key }) => key)), drawn.view, view);
  draft.leaveOver(words, new Map(texts.map(({ key, text }) => [key, text])));
}

/**
 * Goes on from what a page before this one left unsent: it is shown and sent as if it had just been written, against the revision it was
 * written against, so that a conflict is found as it would have been. For a record that was closed meanwhile it is left over, to be copied.
 */
export function restore(draft: ObservationDraft, texts: readonly RestoredText[]): void {
  if (texts.length === 0) return;
  if (!draft.view.may.write) {
    leaveOver(draft, texts);
    return;
  }
  for (const { key, text } of texts) {
    draft.goOnFrom(key, text);
    redo(draft, text.change);
  }
  draft.queue.lateAlready();
}
