import type { Config } from '../config.js';
import { html, type Markup } from '../lti/pages/html.js';
import type { Processing } from '../privacy/privacy.shared.js';
import type { RetentionSettings } from '../privacy/retention.shared.js';
import { addressesOf, scopesOf, scopeWords } from './canvas-key.js';

export interface PackGiven {
  config: Config;
  partnershipName: string;
  settings: RetentionSettings;
  processing: Processing;
  today: string;
}

/** What is kept of a person of a platform: every particular that the accounts and course lists hold (declared columns). */
export const particularWords: Record<string, string> = {
  name: 'their name',
  given_name: 'their first name',
  email: 'their e-mail address, if you send it',
  student_number: 'their student or staff number, if you send it',
};

/** Uses of columns that say who somebody is or what they wrote, as the record of processing calls them. */
const aboutPeople = new Set(['Who somebody is', 'What people wrote']);

/** One row for each area that holds something about people: what, for how long, and everybody who reads any of it. */
function areaRows({ areas }: Processing): Markup[] {
  return areas.flatMap(({ area, tables }) => {
    const personal = tables.filter(({ holds }) => holds.some(({ use }) => aboutPeople.has(use)));
    if (personal.length === 0) return [];
    const what = personal.map(({ purpose, kept }) => html`<li>${purpose} <em>${kept}.</em></li>`);
    const readers = [...new Set(personal.map((table) => table.readers))].map((words) => html`<li>${words}</li>`);
    return [
      html`<tr>
        <th scope="row">${area}</th>
        <td>
          <ul>
            ${what}
          </ul>
        </td>
        <td>
          <ul>
            ${readers}
          </ul>
        </td>
      </tr>`,
    ];
  });
}

const mailHost = (smtpUrl: string): string => new URL(smtpUrl).hostname;

/** Everything the pages of the partner pack say that differs between one installation and another. */
export function packValues({ config, partnershipName, settings, processing, today }: PackGiven): Record<string, string | Markup> {
  const { login, launch, keys } = addressesOf(config.publicUrl);
  return {
    partnership: partnershipName,
    contact: config.supportContact || 'the course team that sent you this page',
    today,
    address: config.publicUrl,
    host: new URL(config.publicUrl).host,
    login,
    launch,
    keys,
    recordYears: String(settings.recordYears),
    draftDays: String(settings.draftDays),
    rosterDays: String(settings.rosterDays),
    auditYears: String(settings.auditYears),
    idleMinutes: String(config.sessionIdleMs / 60_000),
    mail:
      config.smtpUrl === null
        ? 'It sends no e-mail.'
        : `Who asks for it gets an e-mail that says how many things wait and nothing else, through the mail server ${mailHost(config.smtpUrl)}.`,
    received: new Intl.ListFormat('en-GB').format(Object.values(particularWords)),
    scopes: html`<ul>
      ${scopesOf.school.map((scope) => html`<li>${scopeWords[scope] ?? ''} (<code>${scope}</code>)</li>`)}
    </ul>`,
    areas: html`${areaRows(processing)}`,
  };
}
