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

const placements: Page = {
  name: 'placements',
  load: () => import('../partnership-placements/partnership-placements.js'),
  render: ({ api, me, path }) => html`<partnership-placements .api=${api} .me=${me} .path=${path}></partnership-placements>`,
};

const pages: Record<string, Page> = { '': home, home, code: codePage, observations, placements };

/** `#/observations/0198…` → `observations/0198…` */
export const pathOf = (hash: string): string => hash.replace(/^#\/?/, '');

/** The page of a path; an unknown one is home, so that an old link still lands somewhere useful. */
export const pageOf = (path: string): Page => pages[/^[^/?]*/.exec(path)?.[0] ?? ''] ?? home;
