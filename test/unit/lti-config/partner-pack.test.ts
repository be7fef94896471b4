import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../tool/config.js';
import { packValues, particularWords } from '../../../tool/lti-config/pack-facts.js';
import { fillPage } from '../../../tool/lti-config/pack-page.js';
import { recordOfProcessing } from '../../../tool/privacy/processing.js';
import { usualSettings } from '../../../tool/privacy/retention.rules.js';
import { tableDeclarations } from '../../../tool/table-declarations.js';

const folder = path.join(import.meta.dirname, '../../../lti-config/partner-pack');
const pages = readdirSync(folder).map((file) => ({ file, template: readFileSync(path.join(folder, file), 'utf8') }));
/** What a reader sees: no style, no markup. */
const seen = (page: string): string => page.replace(/<style>[\s\S]*?<\/style>/g, '').replace(/<[^>]*>/g, ' ');

const filled = (
  template: string,
  environment: Record<string, string> = {},
  settings = usualSettings,
  partnershipName = 'Northbridge',
): string =>
  fillPage(
    template,
    packValues({
      config: readConfig({ PUBLIC_URL: 'https://friend.university.example', SUPPORT_CONTACT: 'Helen Ward', ...environment }),
      partnershipName,
      settings,
      processing: recordOfProcessing(tableDeclarations, settings),
      today: '2026-11-23',
    }),
  );
const page = (name: string): string => pages.find(({ file }) => file === name)?.template ?? '';

describe('The partner pack', () => {
  test.each(pages)('holds no figure of its own ($file)', ({ template }) => {
    expect(
      seen(template)
        .replace(/\{\{\w+\}\}/g, '')
        .match(/\d+/g),
    ).toBeNull();
  });

  test.each(pages)('has every blank filled in ($file)', ({ template }) => {
    expect(filled(template)).not.toMatch(/\{\{|undefined|\[object/);
    expect(() => fillPage(template, {})).toThrow('is not known');
  });

  test('says the periods that this partnership chose, wherever they stand', () => {
    const settings = { recordYears: 11, draftDays: 44, rosterDays: 333, auditYears: 13 };
    const words = seen(filled(page('data-protection.html'), {}, settings));
    for (const figure of ['11 years', '44 days', '333 days', '13 years']) expect(words).toContain(figure);
    for (const usual of ['7 years', '365 days', '8 years']) expect(words).not.toContain(usual);
  });

  test('says the settings of this installation', () => {
    const words = seen(filled(page('data-protection.html'), { SESSION_IDLE_MINUTES: '25', SMTP_URL: 'smtps://user:secret@mail.university.example:465/?from=a@b.example' })); // prettier-ignore
    expect(words).toContain('25 minutes');
    expect(words).toContain('mail.university.example');
    expect(words).not.toContain('secret');
    expect(seen(filled(page('data-protection.html')))).toContain('It sends no e-mail.');
    expect(filled(page('school-administrator.html'))).toContain('https://friend.university.example/lti/keys');
    expect(filled(page('school-administrator.html'), { SUPPORT_CONTACT: '' })).toContain('the course team that sent you this page');
  });

  test('names every area that holds who somebody is or what they wrote', () => {
    const words = filled(page('data-protection.html'));
    for (const { area, tables } of tableDeclarations) {
      const personal = tables.some(({ columns }) => Object.values(columns).some((use) => use === 'particular' || use === 'words'));
      expect({ area, named: words.includes(`<th scope="row">${area}</th>`) }).toEqual({ area, named: personal });
    }
  });

  test('names everything that is kept of somebody’s account', () => {
    const kept = tableDeclarations
      .flatMap(({ tables }) => tables)
      .filter(({ table }) => table === 'identity' || table === 'membership')
      .flatMap(({ columns }) => Object.entries(columns).flatMap(([column, use]) => (use === 'particular' ? [column] : [])));
    expect([...new Set(kept)].sort()).toEqual(Object.keys(particularWords).sort());
  });

  test('takes a name for text', () => {
    expect(filled(page('school-administrator.html'), {}, usualSettings, '<img src=x onerror=alert(1)>')).not.toContain('<img');
  });
});
