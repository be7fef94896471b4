import { html, Markup } from '../html.js';
import type { Platform } from '../platform.js';
import type { Site } from '../site.js';
import type { Person } from '../types.js';
import { fullName } from './layout.js';
import { style } from './style.js';

/** People to choose from, each with a line about who they are. */
export function peopleList(people: Person[], address: (person: Person) => string, current?: Person): Markup {
  return html`<ul class="people">
    ${people.map(
      (person) =>
        html`<li>
          <a href="${address(person)}" ${current?.id === person.id ? html`aria-current="true"` : null}
            ><b>${fullName(person)}</b><span>${person.about ?? ''}</span></a
          >
        </li>`,
    )}
  </ul>`;
}

/** Where a person lands on their own platform. */
export function homeOf(site: Site, person: Person): string {
  const course = site.options.courses.find((one) => one.enrolments.some((enrolment) => enrolment.personId === person.id));
  return `${site.origin}/as/${person.id}/${site.options.mode === 'canvas' || !course ? 'courses' : `course/${course.id}`}`;
}

/** The page `npm start` opens: everybody of both platforms. */
export function frontPage(platforms: Pick<Platform, 'site'>[]): string {
  const groups = platforms.map(
    ({ site }) =>
      html`<section class="card" aria-labelledby="p-${site.options.mode}">
        <h2 id="p-${site.options.mode}">${site.options.name}</h2>
        <p class="soft">
          ${site.options.mode === 'moodle' ? 'The university’s Moodle. Trainees, tutors and the course team work here.' : 'The schools’ Canvas. Mentors and teachers open the tool from the menu on the left.'}
          <a href="${site.origin}/grades">Gradebook</a> · <a href="${site.origin}/manage-tools">Manage tools</a>
        </p>
        ${peopleList(site.options.people, (person) => homeOf(site, person))}
      </section>`,
  );
  return html`<!DOCTYPE html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>Practice: who do you want to be?</title>
        <link rel="icon" href="data:," />
        <style>
          ${new Markup(style)}
        </style>
      </head>
      <body>
        <main>
          <h1>Practice: who do you want to be?</h1>
          <p>
            Choose a person, then open Critical Friend as they would. Use a second browser, or a private window, to be two people at once.
          </p>
          <p class="soft">Everybody here is invented, and so are the university and the schools. Nothing leaves this computer.</p>
          <div class="cards">${groups}</div>
        </main>
      </body>
    </html>`.toString();
}
