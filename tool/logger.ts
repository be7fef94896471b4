import { pino, type DestinationStream, type Logger } from 'pino';

export type Log = Logger;

/**
 * JSON lines on standard output. Tokens, names and e-mails are never passed to it; the redaction list is the net below
 * that rule, not the rule.
 */
export function createLogger(level: string, destination?: DestinationStream): Log {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: ['*.authorization', '*.cookie', '*.id_token', '*.session', '*.token', '*.name', '*.email', '*.password'],
        censor: '[redacted]',
      },
    },
    destination ?? pino.destination({ sync: false }),
  );
}
