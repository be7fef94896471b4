import { html, type TemplateResult } from 'lit';
import type { Passage, RedactionReason } from '../../tool/observation/observation-redaction.shared.js';
import { msg } from '../shared/localize.js';

export const reasons: readonly RedactionReason[] = ['pupil', 'person', 'private', 'other'];

export const reasonName = (reason: RedactionReason): string =>
  ({
    pupil: msg('A pupil’s name'),
    person: msg('Somebody else’s name'),
    private: msg('Private details, for example about health or family'),
    other: msg('Something else that does not belong here'),
  })[reason];

/** The text with its passages marked: a sign as well as a colour. */
export function marked(text: string, passages: readonly Passage[]): TemplateResult {
  const pieces: TemplateResult[] = [];
  let from = 0;
  for (const { start, end } of passages) {
    pieces.push(html`${text.slice(from, start)}<mark>${text.slice(start, end)}</mark>`);
    from = end;
  }
  return html`${pieces}${text.slice(from)}`;
}
