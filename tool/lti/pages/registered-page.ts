import type { PlatformFamily } from '../platform-family.js';
import { html, jsonScript, type Markup } from './html.js';

export interface RegisteredPage {
  family: PlatformFamily;
  outcome: 'waits' | 'again';
  missing: readonly string[];
  closeOrigins: readonly string[];
}

/** What a scope is for, and what goes without it, for an administrator. */
const without: readonly [string, string][] = [
  ['/scope/contextmembership.readonly', 'Without it, people of a course appear only after they have opened the tool themselves.'],
  ['/scope/lineitem', 'Without it, the tool cannot make a gradebook column of its own.'],
  ['/scope/lineitem.readonly', 'Without it, the tool cannot find its gradebook column.'],
  ['/scope/result.readonly', 'Without it, the tool cannot see whether a count arrived in the gradebook.'],
  ['/scope/score', 'Without it, nothing reaches the gradebook.'],
];

const next: Record<PlatformFamily, readonly string[]> = {
  moodle: [
    'Close this page with the button below.',
    'In Manage tools, find Critical Friend and press Activate.',
    'Open its settings (the cog) and set “Tool configuration usage” to “Show in activity chooser and as a preconfigured tool”.',
  ],
  canvas: [
    'Close this page with the button below. Canvas then shows what it will install: leave the permissions and places as they are.',
    'Turn the app on, for the whole account or a part of it.',
    'Open Critical Friend once from the menu on the left. This part of Canvas can then be approved too.',
  ],
  other: ['Close this page with the button below.', 'Switch the tool on in your learning platform.'],
};

const there: Record<PlatformFamily, string> = { moodle: 'In Moodle', canvas: 'In Canvas', other: 'In your learning platform' };

const missingList = (missing: readonly string[]): Markup | null =>
  missing.length === 0
    ? null
    : html`<h2>Not granted</h2>
        <p>Your learning platform left out part of what was asked. Everything else works.</p>
        <ul>
          ${missing.map((scope) => html`<li><code>${scope}</code> ${without.find(([end]) => scope.endsWith(end))?.[1] ?? ''}</li>`)}
        </ul>`;

/** The last page of a registration: what to do next, and the button that gives the window back to the platform. */
export const registeredPage = ({ family, outcome, missing, closeOrigins }: RegisteredPage): { title: string; body: Markup } => {
  const title = outcome === 'again' ? 'Critical Friend is up to date' : 'Critical Friend is registered';
  return {
    title,
    body: html`<h1>${title}</h1>
      ${
        outcome === 'again'
          ? html`<p>This learning platform was connected before. Nothing was doubled; what it grants was written down again.</p>`
          : html`<p>Nobody can open it yet. This is left to do:</p>
              <h2>${there[family]}</h2>
              <ol>
                ${next[family].map((step) => html`<li>${step}</li>`)}
              </ol>
              <h2>In Critical Friend</h2>
              <p>Tell whoever sent you the invitation. They approve the connection; until then people see a page that says it waits.</p>`
      }
      ${missingList(missing)}
      <p><button class="button" id="close" type="button">Close this page</button></p>
      <p id="closed" role="status" hidden>You can close this window now.</p>
      ${jsonScript('close-origins', closeOrigins)}`,
  };
};
