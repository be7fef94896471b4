import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { answerInWords } from '../../tool/framework/answer.shared.js';
import type { FormPart } from '../../tool/framework/form.shared.js';
import { outcomeKey, ownWordsKey } from '../../tool/review/limits.shared.js';
import type { ReviewView } from '../../tool/review/review.shared.js';
import '../observation-conflict/observation-conflict.js';
import { partField } from '../observation-form/part-field.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import type { SectionDraft } from './section-draft.js';

/**
 * The questions of the form, the trainee's own words and the outcome: as fields for who writes them, else as text.
 * @fires section-written - detail {section, body}
 * @fires clash-settled - detail {section, keep}
 */
@localized()
@customElement('review-text')
export class ReviewText extends LitElement {
  static override styles = [
    baseStyles,
    formStyles,
    css`
      .written {
        white-space: pre-wrap;
      }
    `,
  ];

  @property({ attribute: false }) view!: ReviewView;
  @property({ attribute: false }) draft: Pick<SectionDraft, 'bodyOf' | 'clashes'> | null = null;
  /** Another number where the draft changed: the texts are drawn anew. */
  @property({ type: Number }) drawn = 0;

  private get questions(): (FormPart & { mine: boolean })[] {
    const { form, trainee, outcomes, may, sends } = this.view;
    const goes = sends ? msg('It goes to the gradebook when everybody has signed.') : msg('It is not sent to the gradebook.');
    const own: FormPart = {
      section: ownWordsKey,
      heading: msg(str`${trainee.givenName}’s own words`),
      hint: msg('How it has been, and what should come next.'),
      part: 'feedback',
    };
    const outcome: FormPart = {
      section: outcomeKey,
      heading: msg('Outcome'),
      hint: goes,
      part: 'feedback',
      answer: 'choice',
      options: outcomes,
    };
    return [
      ...form.sections.map((part) => ({ ...part, mine: may.write })),
      { ...own, mine: may.ownWords },
      { ...outcome, mine: may.write },
    ];
  }

  private clash(section: string): TemplateResult | typeof nothing {
    const found = this.draft?.clashes.get(section);
    if (!found) return nothing;
    const chosen = ({ detail }: CustomEvent<'yours' | 'theirs'>) => fire(this, 'clash-settled', { section, keep: detail });
    const part = this.questions.find((one) => one.section === section);
    return html`<observation-conflict
      .yours=${answerInWords(part, found.yours)}
      .theirs=${answerInWords(part, found.theirs)}
      @text-chosen=${chosen}
    ></observation-conflict>`;
  }

  private question({ mine, ...part }: FormPart & { mine: boolean }): TemplateResult {
    const { section } = part;
    const stored = this.view.sections.find((one) => one.section === section);
    if (mine) {
      const body = this.draft?.bodyOf(section) ?? stored?.body ?? '';
      const written = (typed: string) => fire(this, 'section-written', { section, body: typed });
      return html`<div class="stack-tight">${partField({ part, body, written })} ${this.clash(section)}</div>`;
    }
    const words = answerInWords(part, stored?.body ?? '');
    const unanswered = words.trim() === '' && !stored?.erasedAt;
    return html`<section class="stack-tight">
      <h2>${part.heading}</h2>
      ${
        unanswered
          ? html`<p class="quiet-text">${msg('Nothing was written here.')}</p>`
          : html`<p class="written">${stored?.erasedAt ? msg('These words were erased.') : words}</p>`
      }
      ${stored?.by && !unanswered ? html`<p class="quiet-text">${msg(str`Last written by ${stored.by.name}`)}</p>` : nothing}
    </section>`;
  }

  override render(): TemplateResult {
    return html`<div class="stack-wide">${this.questions.map((part) => this.question(part))}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'review-text': ReviewText;
  }
}
