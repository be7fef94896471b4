import { LitElement, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { baseStyles } from './base.styles.js';
import type { Demo } from './demo.js';
import { describedBy, field } from './field.js';
import { formStyles } from './form.styles.js';
import { icon } from './icons.js';

/** The styles of forms on one sheet, to look at. */
@customElement('demo-form')
class DemoForm extends LitElement {
  static override styles = [baseStyles, formStyles];

  override render(): TemplateResult {
    const code = {
      id: 'code',
      label: 'Your mentor code',
      hint: 'Eight letters and digits from the letter.',
      error: 'That code did not work. Check the letters, or ask Helen Ward for a new one.',
    };
    const focus = { id: 'focus', label: 'What shall we look at?', hint: 'Initials or seat, not pupils’ names.' };
    return html`<form class="stack">
      <h1>Lesson observation</h1>
      ${field(code, html`<input id="code" aria-invalid="true" aria-describedby=${describedBy(code)} value="K7PM-3XQT" />`)}
      ${field(focus, html`<textarea id="focus" aria-describedby=${describedBy(focus)}></textarea>`)}
      ${field({ id: 'school', label: 'School' }, html`<select id="school"><option>Harbour Academy</option></select>`)}
      <fieldset>
        <legend>What should the gradebook show?</legend>
        <label class="choice"><input type="radio" name="shows" checked /><span>Done, when 6 observations are signed and read</span></label>
        <label class="choice"><input type="radio" name="shows" /><span>A running count: 2 of 6</span></label>
        <label class="choice"><input type="checkbox" /><span>Keep single lessons out of the gradebook</span></label>
      </fieldset>
      <p class="privacy">Who can see this: you and Priya Nair. Helen Ward will see it when Priya signs.</p>
      <div class="row">
        <button class="primary" type="button">Sign</button>
        <button type="button">${icon('pen')}Write more</button>
        <button class="quiet" type="button">Not now</button>
        <button class="danger" type="button">Withdraw</button>
        <button type="button" disabled>Send again</button>
        <button type="button" aria-pressed="true">${icon('plus')}Strength</button>
      </div>
      <div class="card stack">
        <h2>Thursday’s meeting</h2>
        <ul class="rows"><li>Amara has prepared</li><li>Wed P2: no focus yet</li></ul>
      </div>
      <div class="table-scroll" tabindex="0" role="region" aria-label="Trainees">
        <table><caption>12 trainees. 2 need you.</caption>
          <thead><tr><th scope="col">Trainee</th><th scope="col">School</th><th scope="col">Signed and read</th></tr></thead>
          <tbody><tr><td>Amara Okafor</td><td>Harbour Academy</td><td>5 of 6</td></tr></tbody>
        </table>
      </div>
    </form>`; // prettier-ignore
  }
}

export const demo: Demo = {
  element: 'demo-form',
  states: [{ name: 'sheet', render: () => html`${new DemoForm()}` }],
};
