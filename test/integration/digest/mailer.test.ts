import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createMailer } from '../../../tool/digest/mailer.js';
import { freePort } from '../lti/tool-kit.js';
import { readMail, startMailServer, type MailServer } from './mail-server.js';

let server: MailServer;
beforeEach(async () => {
  server = await startMailServer();
});
afterEach(() => server.close());

const publicUrl = 'https://friend.example';
/** Long enough for a busy machine; only servers that never come to an end are waited for no longer than they must be. */
const patient = { connectMs: 20_000, silenceMs: 20_000, totalMs: 30_000 };
const brief = { connectMs: 1_000, silenceMs: 1_000, totalMs: 3_000 };
const stopUrl = `${publicUrl}/digest/stop/${'x'.repeat(43)}`;
const letter = {
  to: 'amara@northbridge.example',
  subject: 'Critical Friend: 1 thing waits for you',
  text: 'Words.\n',
  stopUrl,
  date: new Date(0),
};
const send = (smtpUrl: string, changes: Partial<typeof letter> = {}, timing = patient) =>
  createMailer({ smtpUrl, publicUrl }, timing).send({ ...letter, ...changes });
const gone = async (): Promise<void> => {
  while (server.connections() > 0) await new Promise((resolve) => setTimeout(resolve, 10));
};

test('An e-mail is plain text to one address, says that a program wrote it and how it is stopped with one press', async () => {
  expect(await send(`${server.url}/?from=friend@uni.example`)).toEqual({ outcome: 'sent' });
  const [mail, ...more] = server.takeMails();
  expect([mail?.from, mail?.to, more]).toEqual(['friend@uni.example', [letter.to], []]);
  const { headers, text } = readMail(mail ?? { from: '', to: [], raw: '' });
  expect(text).toBe('Words.\n');
  expect(Object.fromEntries(headers)).toEqual({
    from: ['Critical Friend <friend@uni.example>'],
    to: [letter.to],
    subject: [letter.subject],
    date: ['Thu, 01 Jan 1970 00:00:00 +0000'],
    'message-id': [expect.stringMatching(/^<[0-9a-f-]{36}@friend\.example>$/)],
    'list-unsubscribe': [`<${stopUrl}>`],
    'list-unsubscribe-post': ['List-Unsubscribe=One-Click'],
    'auto-submitted': ['auto-generated'],
    'mime-version': ['1.0'],
    'content-type': ['text/plain; charset=utf-8'],
    'content-transfer-encoding': ['7bit'],
  });
  await gone();
});

test('The address for stopping stands in one line, however long it is', async () => {
  await send(server.url, { stopUrl: `https://${'friend.'.repeat(20)}example/digest/stop/x` });
  expect(server.mails[0]?.raw).toMatch(/^List-Unsubscribe: <https:\/\/(friend\.){20}example\/digest\/stop\/x>\r\n/);
});

test('A line break in a header’s words makes no further header', async () => {
  await send(server.url, { subject: 'Words\r\nBcc: other@x.example\r\n\r\nBody', to: letter.to });
  const [mail] = server.takeMails();
  expect(mail?.to).toEqual([letter.to]);
  expect(mail?.raw).not.toMatch(/^Bcc:/im);
});

test.each([
  ['silent', 'away'],
  ['dripping', 'uncertain'],
  ['gone after the text', 'uncertain'],
] as const)('A mail server that is %s holds nothing up and leaves no line open', async (mood, expected) => {
  server.mood = mood;
  expect((await send(server.url, {}, brief)).outcome).toBe(expected);
  await gone();
});

test('A mail server that is not there is away', async () => {
  expect(await send(`smtp://127.0.0.1:${await freePort()}`)).toMatchObject({ outcome: 'away', fault: { code: 'ESOCKET' } });
});

test('What the server said of the address is told to nobody', async () => {
  server.mood = { recipient: 550, says: `5.1.1 <${letter.to}> unknown` };
  const sent = await send(server.url);
  expect(sent).toEqual({ outcome: 'refused', fault: { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 } });
});

test('A password leaves on a line that nobody else can read, or not at all', async () => {
  const encrypting = await startMailServer({ encrypts: true });
  for (const one of [server, encrypting]) {
    // The second says who it is with a certificate of its own making.
    expect((await send(one.url.replace('smtp://', 'smtp://friend:secret@'))).outcome).toBe('away');
    expect([one.passwords, one.mails]).toEqual([[], []]);
    expect((await send(one.url)).outcome).toBe('sent');
  }
  await encrypting.close();
});
