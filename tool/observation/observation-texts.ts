import type { Tx } from '../db/database.js';
import type { Removed } from '../target/target.rules.js';
import { originOf } from './observation-content.js';
import type { ObservationRow } from './observation.model.js';
import type { Parts } from './observation-parts.js';

/** One text of a signed record, by the name under which it is redacted. */
export interface RecordText {
  part: string;
  text: string;
  /** Characters there is room for. */
  most: number;
  /**
   * Puts another text in its place and drops the salt of the leaf it is sealed in: the hash stays, and says nothing.
   * @param removed the words that went, for copies of the same text outside the record
   */
  replace(text: string, removed: Removed, tx: Tx): Promise<void>;
}

type TextParts = Pick<Parts, 'framework' | 'lessons' | 'notes' | 'sections' | 'targets' | 'outcomes' | 'prompts' | 'remarks' | 'selfViews'>;

// Of the columns: a line, and what people write at length.
const lineMost = 255;
const wordsMost = 1_000_000;

/** Every text that a reader of a signed record can meet; whoever adds a kind of text to the record adds it here. */
export async function textsOf(parts: TextParts, row: ObservationRow, tx?: Tx): Promise<RecordText[]> {
  const { lessons, notes, sections, targets, outcomes, prompts, remarks, selfViews } = parts;
  const [id, origin] = [row.id, originOf(row)];
  const texts: RecordText[] = [];
  const add = (part: string, text: string | null, replace: RecordText['replace'], most = wordsMost): void => {
    if (text !== null && text !== '') texts.push({ part, text, most, replace });
  };

  const lesson = (await lessons.find(row.partnership_id, [row.lesson_id], tx)).get(row.lesson_id);
  for (const field of ['className', 'subject', 'topic', 'period'] as const)
    add(`lesson/${field}`, lesson?.details[field] ?? null, (text, _, inTx) => lessons.redact(row.lesson_id, field, text, inTx), lineMost);
  const { layout } = await parts.framework.findVersion(row.template_version_id);
  // The answer to a choice is the key of a label: nobody wrote it.
  const chosen = new Set(layout.sections.filter(({ options }) => options).map(({ section }) => section));
  for (const { view } of (await sections.find(id, tx)).filter((one) => !chosen.has(one.view.section)))
    add(`section/${view.section}`, view.body, (text, _, inTx) => sections.redact(id, view.section, text, inTx));
  const pad = (await prompts.find(id, tx)).view.texts;
  for (const [index, prompt] of pad.entries())
    add(`prompt/${index}`, prompt, (text, _, inTx) => prompts.redact(id, pad.with(index, text), inTx));
  for (const { view } of (await notes.find(id, tx)).filter((note) => !note.view.withdrawn)) {
    add(`note/${view.id}`, view.body, (text, _, inTx) => notes.redact(id, view.id, 'body', text, inTx));
    add(`note/${view.id}/why`, view.why, (text, _, inTx) => notes.redact(id, view.id, 'why', text, inTx));
  }
  for (const { id: targetId, body } of await targets.findByOrigin(origin, tx)) {
    const words = { wording: body.wording, why: body.why, actions: body.actions, support: body.support, title: body.link?.title ?? null };
    for (const field of ['wording', 'why', 'actions', 'support', 'title'] as const) {
      const replace: RecordText['replace'] = (text, removed, inTx) => targets.redact(origin, targetId, field, text, removed, inTx);
      add(`target/${targetId}/${field}`, words[field], replace, field === 'title' ? lineMost : wordsMost);
    }
  }
  for (const { target, answer } of await outcomes.find(origin, null, tx)) {
    for (const field of ['wording', 'because'] as const) {
      const text = field === 'wording' ? (answer?.wording ?? null) : (answer?.body.because ?? null);
      add(`outcome/${target.id}/${field}`, text, (left, removed, inTx) => outcomes.redact(origin, target.id, field, left, removed, inTx));
    }
  }
  for (const remark of await remarks.find(id, tx))
    add(`remark/${remark.id}`, remark.body, (text, _, inTx) => remarks.redact(id, remark.id, text, inTx));
  for (const answer of await selfViews.findGiven([id], tx))
    add(`view/${answer.section}`, answer.body, (text, _, inTx) => selfViews.redact(id, answer.section, text, inTx));
  return texts;
}
