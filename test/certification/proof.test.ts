import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MovableClock } from '../../tool/clock.js';
import { expectRefused, openLaunchDesk, type LaunchDesk, type Login, type Outcome } from './launch-desk.js';

interface Keep {
  key: string;
  inTab: string;
  inPlatform: { frame: { target: string; origin: string }; value: string } | null;
}
interface Question {
  code: string;
  key: string;
  storage: { target: string; origin: string } | null;
}

const block = (text: string, id: string): string =>
  new RegExp(`<script type="application/json" id="${id}">([^<]*)</script>`).exec(text)?.[1] ?? 'null';

/** LTI Client Side OIDC 0.1 and Platform Storage 0.1: a launch whose cookie did not come back. */
describe('A launch without its cookie', () => {
  const clock = new MovableClock();
  let desk: LaunchDesk;
  beforeAll(async () => { desk = await openLaunchDesk({}, { clock }); }); // prettier-ignore
  afterAll(() => desk.close());

  /** A framed login, and what its page is told to keep. */
  const framed = async (fields: Record<string, string> = {}): Promise<{ login: Login; keep: Keep }> => {
    const answer = await desk.login(fields, { headers: { 'sec-fetch-dest': 'iframe' } });
    const href = /<a id="continue" href="([^"]+)"/.exec(answer.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const asked = new URL(href).searchParams;
    const login = { ...answer, state: asked.get('state') ?? '', nonce: asked.get('nonce') ?? '' };
    return { login, keep: JSON.parse(block(answer.text, 'keep')) as Keep };
  };
  const waiting = async (login: Login, change: Record<string, unknown> = {}): Promise<{ outcome: Outcome; question: Question }> => {
    const outcome = await desk.post({ id_token: await desk.token(login, change), state: login.state }, null);
    return { outcome, question: JSON.parse(block(outcome.text, 'question')) as Question };
  };
  const prove = (code: string, carrier: string, proof: string, site = 'same-origin'): Promise<Outcome> =>
    desk.post({ code, carrier, proof }, null, { 'sec-fetch-site': site }, '/lti/proof');

  const stored = { lti_storage_target: 'post_message_forwarding' };
  const kept = (keep: Keep, carrier: string): string => (carrier === 'tab-storage' ? keep.inTab : (keep.inPlatform?.value ?? ''));

  test.each(['platform-storage', 'tab-storage'])('is carried by %s, and the log names it', async (carrier) => {
    const { login, keep } = await framed(stored);
    const { outcome, question } = await waiting(login);
    expectRefused(outcome, 'browser', 'browser-other', 403, 'asked');
    expect(outcome.text).not.toContain('Amara');
    expect(question).toMatchObject({ key: keep.key, storage: keep.inPlatform?.frame });
    const opened = await prove(question.code, carrier, kept(keep, carrier));
    expect([opened.status, opened.verdict['carriedBy']]).toEqual([200, carrier]);
    expect(opened.launch?.session).toBeTruthy();
  });

  test('names the cookie where it came back, and the tab of its own where the login moved there', async () => {
    const inFrame = await desk.launch();
    expect(inFrame.verdict['carriedBy']).toBe('cookie');
    const login = await desk.login({ cf_own_tab: '1' }, { method: 'POST' });
    const inTab = await desk.post({ id_token: await desk.token(login), state: login.state }, login.cookie);
    expect(inTab.verdict['carriedBy']).toBe('own-tab');
  });

  test('speaks to the origin of the authorization endpoint and to no other, in a frame with a plain name', async () => {
    const origin = new URL(desk.platform.registration.authUrl).origin;
    expect((await framed(stored)).keep.inPlatform?.frame).toEqual({ target: 'post_message_forwarding', origin });
    expect((await framed({ lti_storage_target: '_parent' })).keep.inPlatform?.frame).toEqual({ target: '_parent', origin });
    for (const target of ['a b', 'x'.repeat(65), 'top.frames[0]', '"><script>'])
      expect((await framed({ lti_storage_target: target })).keep.inPlatform).toBeNull();
    expect((await framed()).keep.inPlatform).toBeNull();
  });

  test('keeps in every storage another value, of less than 100 characters with its key, and never the cookie’s', async () => {
    const { login, keep } = await framed(stored);
    const values = [keep.inTab, keep.inPlatform?.value ?? '', login.cookie.split('=')[1] ?? ''];
    expect(new Set(values).size).toBe(3);
    for (const value of values) expect(keep.key.length + value.length).toBeLessThan(100);
    expect(login.state).not.toContain(keep.inTab);
  });

  test('is refused with a proof of another login, another storage, or none, and asks no second time', async () => {
    const [one, other] = [await framed(stored), await framed(stored)];
    const wrong = [other.keep.inTab, one.keep.inPlatform?.value ?? '', `${one.keep.inTab}x`, one.login.cookie.split('=')[1] ?? ''];
    for (const proof of wrong) {
      const { question } = await waiting(one.login);
      const outcome = await prove(question.code, 'tab-storage', proof);
      expectRefused(outcome, 'browser', 'browser-other', 403);
      expect(block(outcome.text, 'question')).toBe('null');
    }
    const { question } = await waiting(one.login);
    expectRefused(await prove(question.code, 'cookie', one.keep.inTab), 'request', 'field-unusable', 400);
    expectRefused(await prove(question.code, 'tab-storage', ''), 'request', 'field-missing', 400);
    expect((await prove(question.code, 'tab-storage', one.keep.inTab)).status).toBe(200);
  });

  test.each(['cross-site', 'same-site', 'none'])('is refused when another page brings the proof (%s)', async (site) => {
    const { login, keep } = await framed();
    const { question } = await waiting(login);
    expectRefused(await prove(question.code, 'tab-storage', keep.inTab, site), 'arrival', 'not-same-page', 403);
    const outcome = await desk.post({ code: question.code, carrier: 'tab-storage', proof: keep.inTab }, null, {}, '/lti/proof');
    expectRefused(outcome, 'arrival', 'not-same-page', 403);
  });

  test('is opened once, however often its proof is posted', async () => {
    const { login, keep } = await framed();
    const { question } = await waiting(login);
    const again = await waiting(login);
    const opened = await Promise.all(
      [question.code, question.code, again.question.code].map((code) =>
        fetch(`${desk.tool.origin}/lti/proof`, {
          method: 'POST',
          headers: { 'sec-fetch-site': 'same-origin' },
          body: new URLSearchParams({ code, carrier: 'tab-storage', proof: keep.inTab }),
        }),
      ),
    );
    expect(opened.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    expectRefused(await prove(question.code, 'tab-storage', keep.inTab), 'once', 'used-before', 401);
  });

  test('is over after a minute', async () => {
    const { login, keep } = await framed();
    const { question } = await waiting(login);
    clock.advance(61_000);
    expectRefused(await prove(question.code, 'tab-storage', keep.inTab), 'browser', 'waited-too-long', 403);
    expectRefused(await prove('x', 'tab-storage', keep.inTab), 'browser', 'waited-too-long', 403);
    expectRefused(await prove(login.state, 'tab-storage', keep.inTab), 'browser', 'waited-too-long', 403);
  });

  test('passes every other check all the same', async () => {
    const { login, keep } = await framed();
    const { question } = await waiting(login, { nonce: 'another' });
    expectRefused(await prove(question.code, 'tab-storage', keep.inTab), 'nonce', 'nonce-other', 401);
  });

  test('of any size that is read at all waits and opens', async () => {
    const { login, keep } = await framed();
    const custom = { 'https://purl.imsglobal.org/spec/lti/claim/custom': { long: 'x'.repeat(140_000) } };
    const { question } = await waiting(login, custom);
    expect((await prove(question.code, 'tab-storage', keep.inTab)).status).toBe(200);
  });
});
