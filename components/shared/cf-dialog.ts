import { LitElement, css, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { baseStyles } from './base.styles.js';
import { icon } from './icons.js';
import { localized, msg } from './localize.js';

/**
 * A question that must be answered before going on, on the browser's own dialog: it keeps the focus, Escape closes it, focus returns.
 * @slot - what is asked
 * @slot actions - buttons; the safe one first
 * @fires closed - it was closed, by the person or by `open`
 */
@localized()
@customElement('cf-dialog')
export class CfDialog extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: contents;
      }
      dialog {
        inline-size: min(32rem, calc(100vw - 2 * var(--cf-space-4)));
        max-block-size: calc(100vh - 2 * var(--cf-space-4));
        padding: var(--cf-space-5);
        border: 1px solid var(--cf-line);
        border-radius: calc(2 * var(--cf-radius));
        background: var(--cf-sheet);
        color: var(--cf-ink);
        overflow-y: auto;
      }
      dialog::backdrop {
        background: rgb(20 20 18 / 50%);
      }
      header {
        display: flex;
        align-items: flex-start;
        justify-content: space-between;
        gap: var(--cf-space-3);
        margin-block-end: var(--cf-space-3);
      }
      header h2 {
        padding-block-start: 0.5rem;
      }
      header button {
        margin-inline-end: calc(-1 * var(--cf-space-3));
      }
      footer {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: var(--cf-space-3);
        margin-block-start: var(--cf-space-5);
      }
    `,
  ];

  @property() heading = '';
  @property({ type: Boolean, reflect: true }) open = false;
  @query('dialog') private dialog!: HTMLDialogElement;

  override updated(changed: PropertyValues<this>): void {
    if (!changed.has('open') || this.open === this.dialog.open) return;
    if (this.open) {
      this.dialog.showModal();
      // The question first, not the button that closes it.
      this.renderRoot.querySelector('h2')?.focus();
    } else this.dialog.close();
  }

  private readonly closed = (): void => {
    this.open = false;
    this.dispatchEvent(new CustomEvent('closed', { bubbles: true, composed: true }));
  };

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="heading" @close=${this.closed}>
      <header>
        <h2 id="heading" tabindex="-1">${this.heading}</h2>
        <button class="quiet" type="button" aria-label=${msg('Close')} @click=${() => this.dialog.close()}>${icon('cross')}</button>
      </header>
      <slot></slot>
      <footer><slot name="actions"></slot></footer>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cf-dialog': CfDialog;
  }
}
