import type { AssetFiles } from '../../http/assets.js';
import { escapeHtml, escapeJson } from './html.js';

/** What the page is given once, in `<script type="application/json" id="launch">`; the page removes it when it has read it. */
export interface LaunchData {
  session: string;
  /** When the session ends if nothing is done: an instant. */
  expiresAt: string;
  /** The page's own address is `/at/<handle>`, and the session lies in sessionStorage under it. */
  handle: string;
  /** Where the platform would like people to go back to; for a link, never stored. */
  returnUrl: string | null;
}

export interface LaunchProblemPage {
  /** The step that failed, in plain words. */
  step: string;
  title: string;
  whatHappened: string;
  whatToDo: string;
  requestId: string;
  returnUrl?: string | null;
}

export interface ProbePage {
  /** Where the login goes on in this frame: the `Location` of the answer an unframed browser gets. */
  continueUrl: string;
  /** Our login address, to which the fields are posted again in a new tab. */
  loginUrl: string;
  loginFields: Record<string, string>;
}

const document = (title: string, head: string, body: string): string =>
  `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
  `<title>${escapeHtml(title)}</title>${head}</head><body>${body}</body></html>`;

const styleLink = (assets: AssetFiles): string => {
  const style = assets.urlOf('page.css');
  return style === null ? '' : `<link rel="stylesheet" href="${style}">`;
};
const scriptTag = (assets: AssetFiles, name: string): string => {
  const script = assets.urlOf(name);
  return script === null ? '' : `<script type="module" src="${script}"></script>`;
};

/** Pages that hold no data of anybody, rendered as text; made once with the names of the built assets. */
export function createPages(assets: AssetFiles) {
  const shellParts = document('Critical Friend', styleLink(assets), `<critical-friend></critical-friend>\n${scriptTag(assets, 'app-shell.js')}`).split('\n');
  const [before = '', after = ''] = shellParts;

  return {
    /** The page of every widget. Without `launch` it holds nothing, and reads its session from sessionStorage. */
    renderShell: (launch: LaunchData | null): string =>
      launch === null ? before + after : `${before}<script type="application/json" id="launch">${escapeJson(launch)}</script>${after}`,

    renderLaunchProblemPage: (page: LaunchProblemPage): string =>
      document(
        page.title,
        styleLink(assets),
        `<main><h1>${escapeHtml(page.title)}</h1><p>${escapeHtml(page.whatHappened)}</p><p>${escapeHtml(page.whatToDo)}</p>` +
          `<p>Nothing was stored. Step: ${escapeHtml(page.step)}. Number: ${escapeHtml(page.requestId)}</p>` +
          (page.returnUrl ? `<p><a href="${escapeHtml(page.returnUrl)}" target="_top">Back to your course</a></p>` : '') +
          '</main>',
      ),

    renderProbePage: (page: ProbePage): string =>
      document(
        'Opening Critical Friend',
        styleLink(assets) + scriptTag(assets, 'probe.js'),
        `<main><p><a id="continue" href="${escapeHtml(page.continueUrl)}">Open Critical Friend here</a></p>` +
          `<form id="new-tab" method="post" action="${escapeHtml(page.loginUrl)}" target="_blank">` +
          Object.entries(page.loginFields)
            .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
            .join('') +
          '<button>Open Critical Friend in a new tab</button></form></main>',
      ),
  };
}

export type Pages = ReturnType<typeof createPages>;
