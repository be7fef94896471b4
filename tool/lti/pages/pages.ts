import type { AssetFiles } from '../../http/assets.js';
import type { KeepOrder } from '../login.js';
import type { ProofQuestion } from '../login-proof.js';
import { html, jsonScript, type Markup } from './html.js';

/** What the page is given once, in `<script type="application/json" id="launch">`; the page removes it when it has read it. */
export interface LaunchData {
  session: string;
  /** When the session ends if nothing is done: an instant. */
  expiresAt: string;
  /** The page's own address is `/at/<handle>`, and the session lies in sessionStorage under it. */
  handle: string;
  /** Where the platform would like people to go back to; for a link, never stored. */
  returnUrl: string | null;
  /** Origin of the page that frames this one, for `lti.frameResize`; null where only a pattern of hosts is known. */
  frameOrigin: string | null;
}

/** What the page that chooses an activity is given once, in the same block. */
export interface PickerData {
  session: string;
  /** What the answer needs, sealed; it goes back with the choice. */
  ticket: string;
  /** How people call the platform. */
  platform: string;
  course: string | null;
  /** False where the platform asked for something else than an activity: then it can only be left. */
  takesActivity: boolean;
}

export interface LaunchProblemPage {
  /** The step that failed, in plain words. */
  step: string;
  title: string;
  whatHappened: string;
  whatToDo: string;
  requestId: string;
  returnUrl?: string | null;
  /** What `proof.js` asks this browser for, before the page says anything. */
  question?: ProofQuestion | null;
}

export interface ProbePage {
  /** Where the login goes on in this frame: the `Location` of the answer an unframed browser gets. */
  continueUrl: string;
  /** What the frame keeps where no cookie comes back. */
  keep: KeepOrder;
  /** Our login address, to which the fields are posted again in a new tab. */
  loginUrl: string;
  loginFields: Record<string, string>;
}

/** Pages that hold no data of anybody, rendered as text; made once with the names of the built assets. */
export function createPages(assets: AssetFiles) {
  const link = (relation: string, name: string): Markup | null => {
    const url = assets.urlOf(name);
    return url === null ? null : html`<link rel="${relation}" href="${url}" />`;
  };
  const links = [link('icon', 'icon.svg'), link('stylesheet', 'page.css')];
  const script = (name: string): Markup | null => {
    const url = assets.urlOf(name);
    if (url === null) return null;
    return html`${assets.importsOf(name).map((one) => html`<link rel="modulepreload" href="${one}" />`)}
      <script type="module" src="${url}"></script>`;
  };
  const page = (title: string, head: Markup | null, body: Markup): Markup =>
    html`<!doctype html>
      <html lang="en-GB" data-build="${assets.build}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title}</title>
          ${links}${head}
        </head>
        <body>
          ${body}
        </body>
      </html>`;

  const needsScript = html`<noscript
    ><div class="page">
      <h1>Critical Friend needs JavaScript</h1>
      <p>Allow scripts for this site, then open it again from your course.</p>
    </div></noscript
  >`;

  // The shell is the same for everybody but for one block of data, so it is rendered once and joined round it.
  const gap = 'launch-goes-here';
  const shell = page('Critical Friend', script('app-shell.js'), html`<app-shell></app-shell>${needsScript}${gap}`).text;
  const [before = '', after = ''] = shell.split(gap);

  return {
    /** The page of every widget. Without `launch` it holds nothing, and reads its session from sessionStorage. */
    renderShell: (launch: LaunchData | null): string => before + (launch === null ? '' : jsonScript('launch', launch).text) + after,

    /** The choice of an activity for a course. */
    renderPicker: (data: PickerData): string =>
      page(
        'Add to your course',
        script('link-picker-main.js'),
        html`<main></main>
          ${needsScript}${jsonScript('launch', data)}`,
      ).text,

    /** What the tool looks like, with invented people: for who is nobody here. */
    renderPreview: (data: Pick<LaunchData, 'frameOrigin' | 'returnUrl'>): string =>
      page(
        'Preview',
        script('link-preview-main.js'),
        html`<main></main>
          ${needsScript}${jsonScript('launch', data)}`,
      ).text,

    /** A page without components. @param scriptName of a built script, where it has one */
    renderPlainPage: (title: string, body: Markup, scriptName?: string): string =>
      page(title, scriptName === undefined ? null : script(scriptName), html`<main class="page">${body}</main>`).text,

    /** A launch that went no further: what happened, that nothing was stored, what to do, and what to quote. With a question, `proof.js` asks it first. */
    renderLaunchProblemPage: (problem: LaunchProblemPage): string =>
      page(
        problem.title,
        problem.question ? script('proof.js') : null,
        html`${problem.question ? jsonScript('question', problem.question) : null}
          <main class="page ${problem.question ? 'later' : ''}">
            <h1>${problem.title}</h1>
            <p>${problem.whatHappened}</p>
            <p>${problem.whatToDo}</p>
            ${problem.returnUrl ? html`<p><a class="button" href="${problem.returnUrl}" target="_top">Back to your course</a></p>` : null}
            <p class="quiet">
              Nothing was stored. It stopped at: ${problem.step}. If you ask for help, give this number:
              <span class="number">${problem.requestId}</span>.
            </p>
          </main>`,
      ).text,

    /** A framed login: `probe.js` goes on by `#continue` when the launch can be recognised here, else the button opens a tab. */
    renderProbePage: (probe: ProbePage): string =>
      page(
        'Opening Critical Friend',
        script('probe.js'),
        html`<main class="page">
          <h1>Opening Critical Friend</h1>
          <div id="choice" class="later">
            <p>Your browser keeps a cookie out of this part of the page. Critical Friend works in a tab of its own.</p>
            <form id="new-tab" method="post" action="${probe.loginUrl}" target="_blank">
              ${Object.entries(probe.loginFields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
              <p><button class="button">Open in a new tab</button></p>
            </form>
            ${jsonScript('keep', probe.keep)}
            <p class="quiet"><a id="continue" href="${probe.continueUrl}">Try it here all the same</a></p>
          </div>
          <p id="opened" role="status" hidden>
            Critical Friend is in its own tab now. To open it once more, reload the page of your course.
          </p>
        </main>`,
      ).text,
  };
}

export type Pages = ReturnType<typeof createPages>;
