import { html, type Markup } from '../html.js';
import type { Site } from '../site.js';
import type { Person } from '../types.js';

export const toolTitle = (site: Site): string => site.options.toolTitle ?? 'Critical Friend';
export const fullName = (person: Person): string => `${person.given} ${person.family}`;

interface Page {
  title: string;
  person?: Person | undefined;
  current?: string;
  wide?: boolean;
  body: Markup;
  script?: string;
}

const invented = 'This is a practice site. Everybody here is invented.';

/** A whole page: Moodle's band across the top, or Canvas's menu down the left. */
export function layout(site: Site, page: Page): string {
  const canvas = site.options.mode === 'canvas';
  const as = page.person ? `/as/${page.person.id}` : '';
  const who = page.person
    ? html`<span class="who">You are <b>${fullName(page.person)}</b> · <a href="/">be somebody else</a></span>`
    : null;
  const entries: [string, string, string][] = page.person
    ? [
        ...(canvas ? [['tool', `${as}/menu`, toolTitle(site)] as [string, string, string]] : []),
        ['courses', `${as}/courses`, 'Courses'],
        ['grades', `${as}/grades`, 'Grades'],
      ]
    : [
        ['people', '/', 'People'],
        ['grades', '/grades', 'Grades'],
        ['tools', '/manage-tools', 'Manage tools'],
      ];
  const menu = entries.map(
    ([key, href, label]) => html`<a href="${href}" ${page.current === key ? html`aria-current="page"` : null}>${label}</a>`,
  );
  const main = html`<main id="main" tabindex="-1" ${page.wide ? html`class="wide"` : null}>${page.body}</main>`;
  const content = canvas
    ? html`<div class="shell">
        <nav class="rail" aria-label="School"><strong>${site.options.name}</strong>${menu}</nav>
        <div>
          <p class="note">${invented} ${who}</p>
          ${main}
        </div>
      </div>`
    : html`<header class="band"><strong>${site.options.name}</strong>${menu}${who}</header>
        <p class="note">${invented}</p>
        ${main}`;
  return html`<!DOCTYPE html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>${page.title} · ${site.options.name}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/practice/style.css" />
      </head>
      <body class="${site.options.mode}">
        <a class="skip" href="#main">Skip to the page</a>${content}
      </body>
    </html>`
    .toString()
    .replace('</body>', `${page.script ? `<script>${page.script}</script>` : ''}</body>`);
}
