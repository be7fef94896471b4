import type { CookieJar } from './cookie-jar.js';
import type { Answer, HttpClient } from './http-client.js';

/** The headers with which a launched page asks its server for something: the session that the launch gave. */
export type SessionHeaders = Readonly<Record<string, string>>;

/** The page in front of the person, and what its requests carry. */
export interface LaunchedPage {
  readonly session: SessionHeaders;
}

/** How one tool is spoken to: everything in which the tools under load differ. Paths start with a slash. */
export interface ToolProfile {
  readonly name: string;
  /** Scheme, host and port, without a slash at the end. */
  readonly origin: string;
  readonly loginPath: string;
  readonly launchPath: string;
  /** Answers 200 to who holds a session, and says who they are. */
  readonly mePath: string;
  /** From the answer to the launch POST to the page the person sees; throws a `LaunchFailure` if there is none. */
  finish(answer: Answer, client: HttpClient, jar: CookieJar): Promise<LaunchedPage>;
}

/** A launch, or a request after it, that did not answer what it must. The message is the whole story. */
export class LaunchFailure extends Error {
  override readonly name = 'LaunchFailure';

  constructor(step: string, answer: Answer) {
    super(`${step}: status ${String(answer.status)}, location ${answer.location ?? 'none'}\n${answer.text.slice(0, 2000)}`);
  }
}
