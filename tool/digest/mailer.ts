import type { NodemailerError } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Config } from '../config.js';
import { newId } from '../ids.js';
import { failureOf, senderOf, type Failure, type Letter } from './digest.rules.js';

export interface MailTiming {
  /** Until the server has let us in, each step of it. */
  connectMs: number;
  /** A server silent this long is away. */
  silenceMs: number;
  /** All of one e-mail: a server that says a letter now and then holds nothing up. */
  totalMs: number;
}

export const usualTiming: MailTiming = { connectMs: 10_000, silenceMs: 20_000, totalMs: 45_000 };

/** What became of one e-mail; `fault` is for the log and holds no address. */
export type Sent = { outcome: 'sent' } | { outcome: Failure; fault: Record<string, unknown> };

export interface Mailer {
  send(mail: Letter & { to: string; stopUrl: string; date: Date }): Promise<Sent>;
}

const asked = (ask: (done: (error?: Error | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    ask((error) => (error ? reject(error) : resolve()));
  });

/**
 * The mail server of `SMTP_URL`. Each e-mail has a connection of its own, so that it is known how far it came; nothing is sent again by itself.
 */
export function createMailer({ smtpUrl, publicUrl }: { smtpUrl: string } & Pick<Config, 'publicUrl'>, timing: MailTiming): Mailer {
  const url = new URL(smtpUrl);
  const [user, pass] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  const ownHost = new URL(publicUrl).hostname;
  const from = senderOf(smtpUrl, publicUrl);
  const options = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    ...(url.port ? { port: Number(url.port) } : {}),
    secure: url.protocol === 'smtps:',
    name: ownHost,
    // A password is never said on a line that others can read, nor to who only says that they are the server. Without one, what would be sent on an open
    // line may as well be sent on one whose other end has made its own certificate.
    requireTLS: user !== '',
    tls: { rejectUnauthorized: user !== '' || url.protocol === 'smtps:' },
    dnsTimeout: timing.connectMs,
    connectionTimeout: timing.connectMs,
    greetingTimeout: timing.connectMs,
    socketTimeout: timing.silenceMs,
  };

  const composed = ({ to, subject, text, stopUrl, date }: Parameters<Mailer['send']>[0]): Promise<Buffer> =>
    new MailComposer({
      from: { name: 'Critical Friend', address: from },
      to: { name: '', address: to },
      subject,
      text,
      date,
      messageId: `<${newId()}@${ownHost}>`,
      headers: {
        // As it is: some mail programs do not find an address that was folded.
        'List-Unsubscribe': { prepared: true, value: `<${stopUrl}>` },
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        'Auto-Submitted': 'auto-generated',
      },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
      .compile()
      .build();

  return {
    async send(mail) {
      const message = await composed(mail);
      const connection = new SMTPConnection(options);
      let begun = false;
      const talk = async (): Promise<void> => {
        await asked((done) => connection.connect(done));
        if (user !== '') await asked((done) => connection.login({ user, pass }, done));
        begun = true;
        await asked((done) => connection.send({ from, to: [mail.to] }, message, done));
      };
      let late: NodeJS.Timeout | undefined;
      const broken = new Promise<never>((_resolve, reject) => {
        connection.on('error', reject);
        late = setTimeout(() => { reject(new Error('The mail server takes too long.')); }, timing.totalMs); // prettier-ignore
      });
      try {
        await Promise.race([talk(), broken]);
        return { outcome: 'sent' };
      } catch (error) {
        const { code, command, responseCode } = error as NodemailerError;
        return { outcome: failureOf(error as NodemailerError, begun), fault: { code, command, responseCode } };
      } finally {
        clearTimeout(late);
        connection.close();
      }
    },
  };
}
