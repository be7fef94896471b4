import type { Response } from 'express';
import { escapeHtml } from '../html.js';

/** A reason phrase or header value as bytes on the wire: UTF-8 read one byte a character, no control signs. */
export function wire(text: string): string {
  return Buffer.from(text.replace(/\p{Cc}+/gu, ' '), 'utf8').toString('latin1');
}

const cache = 'private, pre-check=0, post-check=0, max-age=0, no-transform';

/** Moodle's page for anything it did not foresee: 404, whatever the cause. */
export function errorPage(response: Response, siteName: string, message = 'Invalid request'): Response {
  const name = escapeHtml(siteName);
  return response
    .writeHead(404, 'Not Found', { 'content-type': 'text/html; charset=utf-8', 'cache-control': cache })
    .end(
      `<!DOCTYPE html>\n\n<html  dir="ltr" lang="en" xml:lang="en">\n<head>\n    <title>Error | ${name}</title>\n</head>` +
        `<body><h1>${name}</h1><div class="errorbox"><p class="errormessage">${escapeHtml(message)}</p></div></body></html>`,
    );
}

/** What the web server in front says when Moodle answers "HTTP/1.0 0". */
export function badGateway(response: Response): void {
  response
    .writeHead(502, 'Bad Gateway', { 'content-type': 'text/html' })
    .end(
      '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n' +
        '<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n',
    );
}

/** A refusal with the reason in the status line and, for most calls, in the body. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
    readonly body: 'json' | 'empty-list' = 'json',
  ) {
    super(reason);
  }
}

/** A failure in the database, which reaches the caller as the web server's 502. */
export class DatabaseFailure extends Error {}
