import { randomUUID } from 'node:crypto';
import { browserLaunch, type BrowserLaunch, type BrowserOptions } from './browser-launch.js';
import type { SigningOptions } from './keys.js';
import type { LoginInitiation, Mode } from './mode.js';
import type { Message, PendingLaunch } from './pending-launches.js';
import type { Site } from './site.js';
import type { Person, ResourceLink } from './types.js';

export interface LaunchOptions {
  message?: Message;
  /** Submission review: whose work is looked at. */
  forPerson?: Person | string;
  /** Deep linking: the course whose picker is open; the first one of the platform when absent. */
  courseId?: string;
  clientId?: string;
  /** Claims to replace; `undefined` takes one out. */
  overrides?: Record<string, unknown>;
  signing?: SigningOptions;
  sessionId?: string;
}

const idOf = (one: Person | ResourceLink | string): string => (typeof one === 'string' ? one : one.id);

/** Everything that starts a launch or makes an id_token, right or deliberately wrong. */
export class Launcher {
  constructor(
    private readonly site: Site,
    private readonly mode: Mode,
  ) {}

  private pending(person: Person | string, link: ResourceLink | string | null, options: LaunchOptions = {}): PendingLaunch {
    const found = link === null ? null : this.site.link(idOf(link));
    if (found === undefined) throw new Error('the platform has no such link');
    const message = options.message ?? 'resource-link';
    const picker = message === 'deep-linking';
    // A null link without a picker is the menu of the whole school.
    const courseId = found?.courseId ?? options.courseId ?? (picker ? this.site.options.courses[0]?.id : undefined) ?? null;
    return {
      personId: idOf(person),
      linkId: picker ? null : (found?.id ?? null),
      courseId,
      message,
      clientId: options.clientId ?? this.site.registrationOf(found).clientId,
      startedAt: this.site.now().getTime(),
      ...(options.forPerson === undefined ? {} : { forPersonId: idOf(options.forPerson) }),
      ...(options.overrides ? { overrides: options.overrides } : {}),
      ...(options.signing ? { signing: options.signing } : {}),
      ...(options.sessionId === undefined ? {} : { sessionId: options.sessionId }),
    };
  }

  /** The claims an id_token would carry, with replacements. */
  claims(
    person: Person | string,
    link: ResourceLink | string | null,
    overrides: Record<string, unknown> = {},
    options: LaunchOptions = {},
  ): Record<string, unknown> {
    return { ...this.mode.claims(this.pending(person, link, options), randomUUID()), ...overrides };
  }

  /** Signs any claims with the platform's key, or with another. */
  sign(claims: unknown, options: SigningOptions = {}): Promise<string> {
    return this.site.keys.sign(claims, options);
  }

  /** A signed id_token for a nonce the tool has chosen. */
  token(person: Person | string, link: ResourceLink | string | null, options: LaunchOptions & { nonce?: string } = {}): Promise<string> {
    const nonce = options.nonce === undefined ? {} : { nonce: options.nonce };
    return this.sign(this.claims(person, link, { ...nonce, ...options.overrides }, options), options.signing);
  }

  /** What the browser brings to the tool's login address. Each call opens a launch that works once. */
  login(person: Person | string, link: ResourceLink | string | null, options: LaunchOptions = {}): LoginInitiation {
    return this.mode.login(this.pending(person, link, options));
  }

  /** The whole way, as a browser with cookies would go it. */
  http(person: Person | string, link: ResourceLink | string | null, options: LaunchOptions & BrowserOptions = {}): Promise<BrowserLaunch> {
    return browserLaunch(this.login(person, link, options), options);
  }
}
