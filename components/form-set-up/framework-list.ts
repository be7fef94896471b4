import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FrameworkLine } from '../../tool/framework/curriculum.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { formStyles } from '../shared/form.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import { formSetUpStyles } from './form-set-up.styles.js';

/**
 * Standards and curricula: which of them notes and targets are tagged with.
 * @fires framework-chosen - detail {id, inForce}
 */
@localized()
@customElement('framework-list')
export class FrameworkList extends LitElement {
  static override styles = [baseStyles, formStyles, formSetUpStyles];

  @property({ attribute: false }) frameworks: readonly FrameworkLine[] = [];
  @property({ type: Boolean }) busy = false;

  private framework({ id, name, version, attribution, own, inForce, areas }: FrameworkLine): TemplateResult {
    const used = inForce ? msg('Used for tagging') : msg('Not used');
    const whose = own ? msg(str`Your own, version ${version}`) : msg('Comes with Critical Friend');
    return html`<li class="stack-tight">
      <h3>${name}</h3>
      <p class="state">${icon(inForce ? 'check' : 'minus')}<span>${used}. ${whose}.</span></p>
      ${attribution ? html`<p class="quiet-text">${attribution}</p>` : nothing}
      <details>
        <summary>${msg(str`Areas (${areas.length})`)}</summary>
        <ul>
          ${areas.map((area) => html`<li><strong>${area.code}</strong> ${area.name}</li>`)}
        </ul>
      </details>
      <div class="row">
        <button
          type="button"
          aria-disabled=${this.busy ? 'true' : 'false'}
          aria-label=${inForce ? msg(str`Stop using ${name}`) : msg(str`Use ${name}`)}
          @click=${() => fire(this, 'framework-chosen', { id, inForce: !inForce })}
        >
          ${inForce ? msg('Stop using') : msg('Use')}
        </button>
        ${
          own
            ? html`<a class="button" href="#/forms/curriculum/${id}" aria-label=${msg(str`New version from a file: ${name}`)}
                >${msg('New version from a file')}</a
              >`
            : nothing
        }
      </div>
    </li>`;
  }

  override render(): TemplateResult {
    return html`<section class="stack" aria-labelledby="frameworks">
      <h2 id="frameworks">${msg('Standards and curricula')}</h2>
      <p class="quiet-text">${msg('Notes and targets can be tagged with them. Nobody is rated on them.')}</p>
      <ul class="rows">
        ${this.frameworks.map((one) => this.framework(one))}
      </ul>
      <p><a class="button" href="#/forms/curriculum">${msg('Add your own curriculum')}</a></p>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'framework-list': FrameworkList;
  }
}
