import { html, nothing, type TemplateResult } from 'lit';
import type { AnswerKind } from '../../tool/framework/form.shared.js';
import '../shared/cf-notice.js';
import { msg } from '../shared/localize.js';
import type { FieldProblem } from '../shared/problem-error.js';

export const answerKinds: readonly AnswerKind[] = ['text', 'line', 'choice', 'scale'];

/** How a question is answered, as a coordinator chooses it. */
export const answerName = (answer: AnswerKind | undefined): string =>
  ({
    text: msg('Long text'),
    line: msg('One line'),
    choice: msg('Choice of answers'),
    scale: msg('Scale in words'),
  })[answer ?? 'text'];

/** To begin a scale with: from least to most, each a word. */
export const scaleWords = (): string[] => [msg('Not seen yet'), msg('Beginning'), msg('Secure'), msg('Strong')];

export const focusWords = (): { heading: string; hint: string } => ({
  heading: msg('Focus'),
  hint: msg('What the two of you agreed to look at. One thing is enough.'),
});

/** What did not work; in a file, also where. */
export const problemNotice = (problem: string, errors: readonly FieldProblem[]): TemplateResult =>
  html`<cf-notice kind="problem">
    <p>${problem}</p>
    ${
      errors.length > 0
        ? html`<ul>
            ${errors.map(({ pointer, detail }) => html`<li>${pointer} ${detail}</li>`)}
          </ul>`
        : nothing
    }
  </cf-notice>`;
