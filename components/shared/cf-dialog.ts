import { LitElement, css, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { baseStyles } from './base.styles.js';
import { icon } from './icons.js';
import { localized, msg } from './localize.js';

/** Pixels from the top of the window to the middle of what was pressed last, by pointer or key; null before. */
let pressedAt: number | null = null;
addEventListener(
  'click',
  (event) => {
    const pressed = event.composedPath()[0];
    if (!(pressed instanceof Element)) return;
    const { top, height } = pressed.getBoundingClientRect();
    pressedAt = top + height / 2;
  },
  { capture: true },
);

/** Between a dialog and the edge of a frame. */
const marginPx = 16;

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
      this.placeByPress();
      this.dialog.showModal();
      this.shown = true;
      // The question first, not the button that closes it.
      this.renderRoot.querySelector('h2')?.focus();
    } else this.dialog.close();
  }

  // A platform may make our frame as high as the page: its middle, where the browser puts a dialog, is then far from what is on screen.
  // It is placed before it is shown, because showing it scrolls there.
  private placeByPress(): void {
    if (window.parent === window || pressedAt === null) return;
    this.dialog.open = true;
    const height = this.dialog.offsetHeight;
    this.dialog.open = false;
    const top = Math.max(marginPx, Math.min(pressedAt - height / 2, window.innerHeight - height - marginPx));
    this.dialog.style.setProperty('margin-block', `${Math.round(top)}px auto`);
  }

  /** From the moment it is shown until `closed` was told. */
  private shown = false;

  // The browser gives the focus back at once and tells `close` a little later: what is pressed in between must find it closed, and what is
  // told late must not close it again.
  private readonly close = (event: Event): void => {
    event.preventDefault();
    this.dialog.close();
    this.closed();
  };

  private readonly closed = (): void => {
    if (!this.shown || this.dialog.open) return;
    this.shown = false;
    this.open = false;
    this.dispatchEvent(new CustomEvent('closed', { bubbles: true, composed: true }));
  };

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="heading" @cancel=${this.close} @close=${this.closed}>
      <header>
        <h2 id="heading" tabindex="-1">${this.heading}</h2>
        <button class="quiet" type="button" aria-label=${msg('Close')} @click=${this.close}>${icon('cross')}</button>
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
