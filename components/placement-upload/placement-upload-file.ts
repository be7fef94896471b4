import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { localized, msg } from '../shared/localize.js';
import { saveTable } from '../shared/save-file.js';
import { exampleList } from './example-list.js';
import { uploadStyles } from './placement-upload.styles.js';

/**
 * Choosing the file, by button or by dropping it here.
 * @fires file-given - `{ file: File }`
 */
@localized()
@customElement('placement-upload-file')
export class PlacementUploadFile extends LitElement {
  static override styles = [baseStyles, uploadStyles];

  @property({ type: Boolean }) busy = false;
  @state() private over = false;

  private give(file: File | undefined | null): void {
    this.over = false;
    if (file && !this.busy) fire(this, 'file-given', { file });
  }

  private readonly chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    this.give(input.files?.[0]);
    // The same file, corrected, is to be chosen again.
    input.value = '';
  };

  private readonly dragged = (event: DragEvent): void => {
    event.preventDefault();
    this.over = event.type !== 'dragleave';
  };

  private readonly dropped = (event: DragEvent): void => {
    event.preventDefault();
    this.give(event.dataTransfer?.files[0]);
  };

  override render(): TemplateResult {
    return html`<div class="stack">
      <div class="drop stack-tight ${this.over ? 'over' : ''}" @dragover=${this.dragged} @dragleave=${this.dragged} @drop=${this.dropped}>
        <input id="file" type="file" accept=".csv,.txt,.tsv,text/csv,text/plain" ?disabled=${this.busy} @change=${this.chosen} />
        <label class="button primary" for="file">${this.busy ? msg('Reading the list…') : msg('Choose the list')}</label>
        <p class="quiet-text">${msg('or drop it here. A CSV file from Excel or any spreadsheet, up to 2,000 rows.')}</p>
      </div>
      <p class="row">
        <button type="button" @click=${() => saveTable({ name: 'placements-example.csv', content: exampleList })}>
          ${msg('Save an example list')}
        </button>
        <span class="quiet-text">${msg('Two invented rows show every column. Write yours over them.')}</span>
      </p>
      ${this.busy ? html`<p class="visually-hidden" role="status">${msg('Reading the list…')}</p>` : nothing}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'placement-upload-file': PlacementUploadFile;
  }
}
