import { describe, expect, test } from '@jest/globals';
import { createPages } from '../../tool/lti/pages/pages.js';

const pages = createPages({ folder: null, build: 'b1', urlOf: (name) => `/assets/${name}`, importsOf: () => ['/assets/lit.js'] });
const keep = { key: 'k', inTab: 't', inPlatform: null };
const hostile = `"><script>alert('x')</script>`;

describe('a page of the server', () => {
  test('shows what came from outside as text', () => {
    const problem = pages.renderLaunchProblemPage({
      step: hostile,
      title: hostile,
      whatHappened: hostile,
      whatToDo: hostile,
      requestId: hostile,
      returnUrl: hostile,
      question: { code: hostile, key: hostile, storage: { target: hostile, origin: hostile } },
    });
    const probe = pages.renderProbePage({
      continueUrl: hostile,
      keep: { ...keep, key: hostile },
      loginUrl: '/lti/login',
      loginFields: { [hostile]: hostile },
    });
    for (const page of [problem, probe]) {
      expect(page).not.toContain('<script>');
      expect(page).not.toContain('">"');
    }
  });

  test('hands the launch over as data that cannot end its own element', () => {
    const launch = { session: 's', expiresAt: 'x', handle: 'h', returnUrl: '</script><script>', frameOrigin: null };
    const page = pages.renderShell(launch);
    const block = /<script type="application\/json" id="launch">(.*?)<\/script>/.exec(page)?.[1] ?? '';
    expect(JSON.parse(block)).toEqual(launch);
    expect(page.split('</script>')).toHaveLength(3);
  });

  test('holds nothing of anybody without a launch', () => {
    expect(pages.renderShell(null)).not.toContain('id="launch"');
  });

  test('needs no inline script and no inline style', () => {
    for (const page of [
      pages.renderShell(null),
      pages.renderProbePage({ continueUrl: 'https://a.example/', keep, loginUrl: '/lti/login', loginFields: {} }),
    ]) {
      expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\s(src=|type="application\/json"))/);
    }
  });
});
