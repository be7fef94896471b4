import { html, type TemplateResult } from 'lit';
import type { Api } from '../shared/api.js';
import type { Me } from '../shared/me.js';

/** What every page element is given. */
export interface PageProperties {
  api: Api;
  me: Me;
  /** The address inside the widget page after `#/`, for example `observations/0198…`. */
  path: string;
}

export interface Page {
  name: string;
  /** Each page's code is fetched when it is first opened, so that a note can be typed before the rest has come. */
  load(): Promise<unknown>;
  render(given: PageProperties): TemplateResult;
}

const home: Page = {
  name: 'home',
  load: () => import('../home-page/home-page.js'),
  render: ({ api, me }) => html`<home-page .api=${api} .me=${me}></home-page>`,
};

/** The page of somebody who holds no role yet, and of anybody with another code. */
export const codePage: Page = {
  name: 'code',
  load: () => import('../partnership-code/partnership-code.js'),
  render: ({ api, me }) => html`<partnership-code .api=${api} .me=${me}></partnership-code>`,
};

const observations: Page = {
  name: 'observations',
  load: () => import('../observation-form/observation-form.js'),
  render: ({ api, me, path }) => html`<observation-form .api=${api} .me=${me} .path=${path}></observation-form>`,
};

/** A draft that a former mentor may still read and copy: `draft/<observation>`. */
export const draftPage: Page = {
  name: 'draft',
  load: observations.load,
  render: ({ path, ...given }) => observations.render({ ...given, path: path.replace(/^draft/, 'observations') }),
};

const placements: Page = {
  name: 'placements',
  load: () => import('../partnership-placements/partnership-placements.js'),
  render: ({ api, me, path }) => html`<partnership-placements .api=${api} .me=${me} .path=${path}></partnership-placements>`,
};

/** What was changed in setting up; what happened in a record. */
const history: Page = {
  name: 'history',
  load: () => import('../history-page/history-page.js'),
  render: ({ api, me, path }) => html`<history-page .api=${api} .me=${me} .path=${path}></history-page>`,
};

/** Open to everybody, also to somebody who holds no role. */
export const privacyPage: Page = {
  name: 'privacy',
  load: () => import('../privacy-page/privacy-page.js'),
  render: ({ api, me, path }) => html`<privacy-page .api=${api} .me=${me} .path=${path}></privacy-page>`,
};

// Named as the placements are, because it belongs to them in the navigation.
const placementUpload: Page = {
  name: 'placements',
  load: () => import('../placement-upload/placement-upload.js'),
  render: ({ api, me, path }) => html`<placement-upload .api=${api} .me=${me} .path=${path}></placement-upload>`,
};

/** The tutor's table and the coordinator's are one page's code under two names, so that each is the current one in the navigation. */
const attention = (name: 'trainees' | 'schools'): Page => ({
  name,
  load: () => import('../attention-page/attention-page.js'),
  render: ({ api, me, path }) => html`<attention-page .api=${api} .me=${me} .path=${path}></attention-page>`,
});

const approvals: Page = {
  name: 'approvals',
  load: () => import('../school-approval/school-approval.js'),
  render: ({ api, me, path }) => html`<school-approval .api=${api} .me=${me} .path=${path}></school-approval>`,
};

const contacts: Page = {
  name: 'contacts',
  load: () => import('../contact-page/contact-page.js'),
  render: ({ api, me, path }) => html`<contact-page .api=${api} .me=${me} .path=${path}></contact-page>`,
};

/** From a cell of the gradebook to the person's observations. */
const review: Page = {
  name: 'review',
  load: () => import('../observation-review/observation-review.js'),
  render: ({ api }) => html`<observation-review .api=${api}></observation-review>`,
};

/** A teacher who looks at the course as a student. */
export const previewPage: Page = {
  name: 'preview',
  load: () => import('../link-preview/link-preview-page.js'),
  render: () => html`<link-preview-page switched></link-preview-page>`,
};

/** Learning platforms that registered themselves; linked from the coordinator's page of schools. */
const platforms: Page = {
  name: 'schools',
  load: () => import('../platform-page/platform-page.js'),
  render: ({ api, me }) => html`<platform-page .api=${api} .me=${me}></platform-page>`,
};

// Named as the placements are, because it belongs to setting up.
const connection: Page = {
  name: 'placements',
  load: () => import('../connection-page/connection-page.js'),
  render: ({ api, me }) => html`<connection-page .api=${api} .me=${me}></connection-page>`,
};

const pages: Record<string, Page> = {
  '': home,
  home,
  code: codePage,
  draft: draftPage,
  observations,
  placements,
  'placement-upload': placementUpload,
  trainees: attention('trainees'),
  schools: attention('schools'),
  privacy: privacyPage,
  approvals,
  contacts,
  platforms,
  connection,
  changes: history,
  history,
  review,
  preview: previewPage,
};

const observing = new Set(['trainee', 'mentor', 'tutor']);

/** Where a launch leads: what it was for, else what its activity shows. */
export function firstPath({ opens, link, roles }: Me): string {
  if (opens !== null) return opens;
  return link?.shows === 'observations' && roles.some((held) => observing.has(held.role)) ? 'observations' : '';
}

/** `#/observations/0198…` → `observations/0198…` */
export const pathOf = (hash: string): string => hash.replace(/^#\/?/, '');

/** The page of a path; an unknown one is home, so that an old link still lands somewhere useful. */
export const pageOf = (path: string): Page => pages[/^[^/?]*/.exec(path)?.[0] ?? ''] ?? home;
