import express, { type Request, type Response, type Router } from 'express';
import { html, selfPostingForm } from '../html.js';
import type { Launcher, LaunchOptions } from '../launcher.js';
import { startSession } from '../sessions.js';
import type { Site } from '../site.js';
import type { Course, Person, ResourceLink } from '../types.js';
import { canvasFrame, moodleFrame, moodlePickFrame } from './frames.js';
import { gradeTable } from './gradebook-page.js';
import { layout, toolTitle } from './layout.js';
import { homeOf, peopleList } from './people-page.js';
import { style } from './style.js';

const policy = (site: Site): string =>
  `default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; frame-src *; form-action *; base-uri 'none'; frame-ancestors 'self' ${site.origin}`;

/** The pages people see: courses, the tool in its frame, grades, and the choice of whom to be. */
export function pages(site: Site, launch: Launcher): Router {
  const router = express.Router();
  const send = (response: Response, text: string): Response =>
    response
      .set({ 'cache-control': 'no-store', 'content-security-policy': policy(site) })
      .type('html')
      .send(text);
  const missing = (response: Response): Response =>
    send(
      response.status(404),
      layout(site, {
        title: 'Not found',
        body: html`<h1>There is no such page</h1>
          <p><a href="/">Choose a person</a></p>`,
      }),
    );
  const asOf = (request: Request): string => `/as/${String((request.params as Record<string, unknown>).personId)}`;
  const personOf = (request: Request): Person | undefined => site.person(asOf(request).slice(4));
  const mine = (person: Person): Course[] =>
    site.options.courses.filter((course) => person.siteAdmin || site.enrolment(course.id, person.id));
  const linksOf = (course: Course): ResourceLink[] => site.links.filter((link) => link.courseId === course.id);

  router.get('/practice/style.css', (_request, response) => {
    response.type('css').send(style);
  });

  router.get('/', (_request, response) => {
    const own = layout(site, {
      title: 'Who do you want to be?',
      current: 'people',
      body: html`<h1>Who do you want to be?</h1>
        <section class="card">${peopleList(site.options.people, (person) => homeOf(site, person))}</section>`,
    });
    send(response, site.options.frontPage?.() ?? own);
  });

  const grades = (response: Response, courses: Course[], person?: Person): void => {
    send(
      response,
      layout(site, {
        title: 'Grades',
        person,
        current: 'grades',
        body: html`<h1>Grades</h1>
          <div class="stack">
            ${courses.map(
              (course) =>
                html`<section>
                  <h2>${course.title}</h2>
                  ${gradeTable(site, course, person)}
                </section>`,
            )}
          </div>`,
      }),
    );
  };
  router.get('/grades', (_request, response) => {
    grades(response, site.options.courses);
  });
  router.get('/course/:courseId', (request, response) => {
    const course = site.course(request.params.courseId);
    if (!course) return void missing(response);
    const people = course.enrolments.flatMap((one) => site.person(one.personId) ?? []);
    send(
      response,
      layout(site, {
        title: course.title,
        body: html`<h1>${course.title}</h1>
          <p>
            In this course:
            ${
              linksOf(course)
                .map(({ title }) => title)
                .join(', ') || 'nothing yet'
            }.
            Choose a person to open it as they do.
          </p>
          <section class="card">
            <h2>People</h2>
            ${peopleList(people, (one) => `/as/${one.id}/course/${course.id}`)}
          </section>`,
      }),
    );
  });

  router.use('/as/:personId', asPerson());
  router.use((_request, response) => {
    missing(response);
  });
  return router;

  function asPerson(): Router {
    const own = express.Router({ mergeParams: true });
    own.use((request, response, next) => {
      if (!personOf(request)) return void missing(response);
      response.locals.session = startSession(request, response);
      next();
    });
    own.get('/grades', (request, response) => {
      const person = personOf(request) as Person;
      grades(response, mine(person), person);
    });
    own.get('/courses', (request, response) => {
      const person = personOf(request) as Person;
      const courses = mine(person);
      const list = courses.map(
        (course) =>
          html`<li>
            <a href="/as/${person.id}/course/${course.id}"><b>${course.title}</b><span>${course.label}</span></a>
          </li>`,
      );
      const hint =
        site.options.mode === 'canvas'
          ? html`<p>To open the tool, choose <a href="/as/${person.id}/menu">${toolTitle(site)}</a> in the menu. No course is needed.</p>`
          : null;
      send(
        response,
        layout(site, {
          title: 'Courses',
          person,
          current: 'courses',
          body: html`<h1>Courses</h1>
            ${hint}
            ${
              courses.length === 0
                ? html`<p class="soft">You are in no course.</p>`
                : html`<section class="card">
                    <ul class="links">
                      ${list}
                    </ul>
                  </section>`
            }`,
        }),
      );
    });
    own.get('/course/:courseId', (request, response) => {
      const person = personOf(request) as Person;
      const course = site.course(request.params.courseId);
      if (!course) return void missing(response);
      const as = `/as/${person.id}`;
      const teaches = person.siteAdmin || ['teacher', 'designer'].includes(site.enrolment(course.id, person.id)?.role ?? '');
      const activities = linksOf(course).map(
        (link) =>
          html`<li>
            <a href="${as}/activity/${link.id}"
              ><b>${link.title}</b><span>${link.description ?? 'Opens here, without another password.'}</span></a
            >
          </li>`,
      );
      const people = course.enrolments.flatMap((one) => site.person(one.personId) ?? []);
      send(
        response,
        layout(site, {
          title: course.title,
          person,
          current: 'courses',
          body: html`<p class="soft">${course.label}</p>
            <h1>${course.title}</h1>
            <div class="cards">
              <section class="card">
                <h2>Activities</h2>
                ${
                  activities.length === 0
                    ? html`<p class="soft">Nothing here yet.</p>`
                    : html`<ul class="links">
                        ${activities}
                      </ul>`
                }
                ${teaches ? html`<p><a href="${as}/add/${course.id}">Add an activity from ${toolTitle(site)}</a></p>` : null}
                <p><a href="${as}/grades">Gradebook</a></p>
              </section>
              <section class="card">
                <h2>People in this course</h2>
                <p class="soft">Choose one to see the course as they do.</p>
                ${peopleList(people, (one) => `/as/${one.id}/course/${course.id}`, person)}
              </section>
            </div>`,
        }),
      );
    });

    const framed = (request: Request, response: Response, title: string, source: string, current: string, picks = false): Response => {
      const person = personOf(request) as Person;
      if (!site.tool) {
        return send(
          response,
          layout(site, {
            title,
            person,
            body: html`<h1>${title}</h1>
              <p>No tool is connected to this practice site yet.</p>`,
          }),
        );
      }
      const frame =
        site.options.mode === 'canvas'
          ? canvasFrame(site, source, title)
          : picks
            ? moodlePickFrame(source, title)
            : moodleFrame(site, source, title);
      return send(
        response,
        layout(site, {
          title,
          person,
          current,
          wide: true,
          body: html`<h1>${title}</h1>
            ${frame.body}`,
          script: frame.script,
        }),
      );
    };
    own.get('/activity/:linkId', (request, response) => {
      const link = site.link(request.params.linkId);
      if (!link) return void missing(response);
      const forPerson = request.query.user;
      const review = typeof forPerson === 'string' ? `?user=${encodeURIComponent(forPerson)}` : '';
      framed(request, response, link.title, `${asOf(request)}/launch/${link.id}${review}`, 'courses');
    });
    own.get('/add/:courseId', (request, response) => {
      framed(request, response, `Add from ${toolTitle(site)}`, `${asOf(request)}/pick/${request.params.courseId}`, 'courses', true);
    });
    own.get('/menu', (request, response) => {
      if (site.options.mode !== 'canvas') return void missing(response);
      framed(request, response, toolTitle(site), `${asOf(request)}/launch`, 'tool');
    });

    const start = (request: Request, response: Response, link: ResourceLink | null, options: LaunchOptions): Response => {
      if (!site.tool) return missing(response);
      const session = site.options.mode === 'moodle' ? { sessionId: String(response.locals.session) } : {};
      const login = launch.login(personOf(request) as Person, link, { ...options, ...session });
      return send(response, selfPostingForm(login.url, login.params, login.method.toLowerCase(), 'ltiInitiateLoginForm'));
    };
    own.get('/launch/:linkId', (request, response) => {
      const link = site.link(request.params.linkId);
      if (!link) return void missing(response);
      const forPerson = request.query.user;
      start(request, response, link, typeof forPerson === 'string' ? { message: 'submission-review', forPerson } : {});
    });
    own.get('/pick/:courseId', (request, response) => {
      start(request, response, null, { message: 'deep-linking', courseId: request.params.courseId });
    });
    own.get('/launch', (request, response) => {
      if (site.options.mode !== 'canvas') return void missing(response);
      start(request, response, null, {});
    });
    return own;
  }
}
