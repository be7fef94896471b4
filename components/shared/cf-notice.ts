import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from './base.styles.js';
import { icon, type IconName } from './icons.js';

export type NoticeKind = 'info' | 'good' | 'warning' | 'problem';

const icons: Record<NoticeKind, IconName> = { info: 'info', good: 'check', warning: 'warning', problem: 'warning' };

/**
 * A sentence or two set apart, with an icon: what happened, what is safe, what to do. `problem` and `warning` are announced.
 * @slot - the words
 * @slot actions - buttons under them
 */
@customElement('cf-notice')
export class CfNotice extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .notice {
        display: flex;
        gap: var(--cf-space-3);
        padding: var(--cf-space-3) var(--cf-space-4);
        border-inline-start: 4px solid var(--tone);
        border-radius: var(--cf-radius);
        background: var(--tint);
        --tone: var(--cf-accent);
        --tint: var(--cf-accent-tint);
      }
      .good {
        --tone: var(--cf-good);
        --tint: var(--cf-good-tint);
      }
      .warning {
        --tone: var(--cf-warning);
        --tint: var(--cf-warning-tint);
      }
      .problem {
        --tone: var(--cf-problem);
        --tint: var(--cf-problem-tint);
      }
      .icon {
        margin-block-start: 0.125em;
        color: var(--tone);
      }
      .words {
        flex: 1;
        min-inline-size: 0;
      }
      ::slotted(p) {
        margin: 0;
      }
      ::slotted([slot='actions']) {
        margin-block-start: var(--cf-space-3);
      }
      @media (forced-colors: active) {
        .notice {
          border: 1px solid CanvasText;
        }
      }
    `,
  ];

  @property() kind: NoticeKind = 'info';

  override render(): TemplateResult {
    const role = this.kind === 'problem' ? 'alert' : this.kind === 'info' ? nothing : 'status';
    return html`<div class="notice ${this.kind}">
      ${icon(icons[this.kind])}
      <div class="words">
        <div role=${role}><slot></slot></div>
        <slot name="actions"></slot>
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cf-notice': CfNotice;
  }
}
