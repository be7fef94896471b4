import { html, type TemplateResult } from 'lit';
import type { TraineeRow } from '../../tool/attention/attention.shared.js';
import { msg } from '../shared/localize.js';
import { shortDay } from '../shared/times.js';

/** The drawings of all lines as figures. Needs `formStyles`. */
export const weekTable = (weeks: readonly string[], rows: readonly TraineeRow[]): TemplateResult =>
  html`<div class="table-scroll" tabindex="0" role="region" aria-label=${msg('Observations by week')}>
    <table class="figures">
      <caption>
        ${msg('Observations in each week. A dash stands for a week outside the placement.')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${msg('Week of')}</th>
          ${weeks.map((monday) => html`<th scope="col">${shortDay(monday)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              <th scope="row">${row.trainee.name}</th>
              ${row.weeks.map((count) => html`<td>${count ?? '–'}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
