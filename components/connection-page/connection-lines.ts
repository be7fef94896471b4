import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ConnectionLine, LineState } from '../../tool/connection/connection.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { icon, type IconName } from '../shared/icons.js';
import { localized, msg } from '../shared/localize.js';
import { connectionPageStyles } from './connection-page.styles.js';

const icons: Record<LineState, IconName> = {
  waiting: 'dots',
  works: 'check',
  fault: 'warning',
  'not-needed': 'minus',
  'not-tried': 'minus',
};

/** The lines of one check, in the order they are tried; the first that waits is being tried. */
@localized()
@customElement('connection-lines')
export class ConnectionLines extends LitElement {
  static override styles = [baseStyles, connectionPageStyles];

  @property({ attribute: false }) lines: ConnectionLine[] = [];
  @property({ type: Boolean }) goesOn = false;

  private word(line: ConnectionLine): string {
    const words: Record<LineState, string> = {
      works: msg('works'),
      fault: msg('to put right'),
      'not-needed': msg('not needed here'),
      'not-tried': msg('not tried'),
      waiting: '',
    };
    if (line.state !== 'waiting') return words[line.state];
    const next = this.lines.find(({ state }) => state === 'waiting');
    return this.goesOn && next === line ? msg('trying…') : '';
  }

  override render(): TemplateResult {
    return html`<ul class="rows">
      ${this.lines.map(
        (line) =>
          html`<li class="line ${line.state}">
            ${icon(icons[line.state])}
            <h3>${line.title}</h3>
            <span class="word">${this.word(line)}</span>
            ${line.sentence === '' ? nothing : html`<p class="sentence">${line.sentence}</p>`}
          </li>`,
      )}
    </ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'connection-lines': ConnectionLines;
  }
}
