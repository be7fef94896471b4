import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { baseStyles } from '../shared/base.styles.js';
import type { Demo } from '../shared/demo.js';

/** Every element in every named state, outside the widget page: `/#<element>/<state>` shows one, `/` lists them. */
@customElement('demo-page')
export class DemoPage extends LitElement {
  static override styles = [
    baseStyles,
    css`
      main {
        max-inline-size: 64rem;
        margin-inline: auto;
        padding: var(--cf-space-4);
      }
      li {
        padding-block: var(--cf-space-1);
      }
    `,
  ];

  @property({ attribute: false }) demos: Demo[] = [];
  @state() private address = location.hash.slice(1);

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', () => (this.address = location.hash.slice(1)));
  }

  private renderList(): TemplateResult {
    return html`<h1>Elements</h1>
      ${this.demos.map(
        (demo) =>
          html`<h2>${demo.element}</h2>
            <ul>
              ${demo.states.map(({ name }) => html`<li><a data-state href="#${demo.element}/${name}">${name}</a></li>`)}
            </ul>`,
      )}`;
  }

  override render(): TemplateResult {
    const [element, name] = this.address.split('/');
    const shown = this.demos.find((demo) => demo.element === element)?.states.find((one) => one.name === name);
    // Keyed, so that no element of one state lives on in the next.
    return html`<main>${keyed(this.address, shown?.render() ?? this.renderList())}</main>`;
  }
}

/** Puts the page on the document; the build calls it with every `*.demo.ts`. */
export function showDemos(demos: Demo[]): void {
  const page = new DemoPage();
  page.demos = demos;
  document.body.append(page);
}
