import type { Cell, Column } from '../gradebook.js';
import { html, type Markup } from '../html.js';
import type { Site } from '../site.js';
import type { Course, Person } from '../types.js';
import { fullName } from './layout.js';

function show(site: Site, cell: Cell | undefined): Markup {
  if (!cell || (cell.value === null && cell.comments.length === 0 && cell.comment === null)) return html`<span class="soft">–</span>`;
  const comments = site.options.mode === 'canvas' ? cell.comments : [cell.comment ?? ''];
  return html`${cell.value === null ? '–' : `${Number(cell.value.toFixed(2))} / ${cell.maximum}`}
  ${cell.overridden ? html`<small>Typed by a teacher</small>` : null}
  ${cell.attempts > 1 ? html`<small>${cell.attempts} attempts</small>` : null}
  ${comments.filter((text) => text !== '').map((text) => html`<small>${text}</small>`)}`;
}

/** From a cell to what lies behind it, as Moodle's grade analysis and Canvas's SpeedGrader open it. */
function reviewLink(site: Site, column: Column, person: Person, viewer: Person | undefined): Markup | null {
  const shown = site.gradebook.cell(column.id, person.id)?.value ?? null;
  if (!viewer || !column.coupledTo || shown === null) return null;
  return html`<small><a href="/as/${viewer.id}/activity/${column.coupledTo}?user=${person.id}">Look behind it</a></small>`;
}

/** One course's grades as a table; a student sees their own row only. */
export function gradeTable(site: Site, course: Course, viewer?: Person): Markup {
  const columns = site.gradebook.columns(course.id).filter((column) => !column.hidden);
  const own = viewer && course.enrolments.find((one) => one.personId === viewer.id)?.role === 'student';
  const students = course.enrolments.flatMap((one) => {
    const person = one.role === 'student' && (!own || one.personId === viewer.id) ? site.person(one.personId) : undefined;
    return person ? [person] : [];
  });
  if (columns.length === 0) return html`<p class="soft">No activity in this course has a column yet.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Grades of ${course.title}">
    <table>
      <thead>
        <tr>
          <th scope="col">Name</th>
          ${columns.map((column) => html`<th scope="col">${column.label} <span class="soft">out of ${column.maximum}${column.locked ? ', locked' : ''}</span></th>`)}
        </tr>
      </thead>
      <tbody>
        ${students.map(
          (person) =>
            html`<tr>
              <th scope="row">${fullName(person)}</th>
              ${columns.map((column) => html`<td class="n">${show(site, site.gradebook.cell(column.id, person.id))} ${reviewLink(site, column, person, viewer)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
