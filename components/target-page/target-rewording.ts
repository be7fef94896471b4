import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { FrameworkView } from '../../tool/framework/framework.shared.js';
import type { TargetLife } from '../../tool/target/target-page.shared.js';
import { sameTargetWords, wordsOf } from './words-of.js';
import type { TargetWords } from '../../tool/target/target.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { localized, msg } from '../shared/localize.js';
import { UnsavedText } from '../shared/unsaved.js';
import { targetPageStyles } from './target-page.styles.js';
import '../target-editor/target-editor.js';
import type { TargetEditor } from '../target-editor/target-editor.js';

/**
 * New words for a target that was agreed.
 * @fires words-written - detail: all of its words
 * @fires change-left
 */
@localized()
@customElement('target-rewording')
export class TargetRewording extends LitElement {
  static override styles = [baseStyles, targetPageStyles];

  @property({ attribute: false }) life!: TargetLife;
  @property({ attribute: false }) frameworks: FrameworkView[] | null = null;
  @property() trainee = '';
  @property({ type: Boolean }) own = false;
  @property({ type: Boolean }) busy = false;
  @state() private words!: TargetWords;
  @query('target-editor') private editor!: TargetEditor;

  constructor() {
    super();
    new UnsavedText(this, () => this.hasUpdated && !sameTargetWords(this.words, wordsOf(this.life)));
  }

  override willUpdate(_changed: PropertyValues<this>): void {
    if (!this.hasUpdated) this.words = wordsOf(this.life);
  }

  override focus(): void {
    void this.updateComplete.then(() => this.editor.focus());
  }

  private readonly save = (): void => {
    if (!this.busy) fire(this, 'words-written', this.words);
  };

  private readonly leave = (): void => {
    this.words = wordsOf(this.life);
    fire(this, 'change-left');
  };

  override render(): TemplateResult {
    return html`<div class="stack ask">
      <p>${msg('This changes it on every page. Signed records keep the words they were signed with.')}</p>
      <target-editor
        agreed
        ?own=${this.own}
        .heading=${msg('New words')}
        .trainee=${this.trainee}
        .target=${this.words}
        .frameworks=${this.frameworks}
        .areas=${this.life.areas}
        @target-written=${({ detail }: CustomEvent<Partial<TargetWords>>) => (this.words = { ...this.words, ...detail })}
      ></target-editor>
      <div class="row">
        <button class="primary" type="button" aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.save}>
          ${msg('Save the words')}
        </button>
        <button type="button" @click=${this.leave}>${msg('Not now')}</button>
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'target-rewording': TargetRewording;
  }
}
