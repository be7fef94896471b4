import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { msg } from '../shared/localize.js';
import { anyUnsaved, unsavedChange } from '../shared/unsaved.js';

// Firefox has no list of ancestors, whatever the types say.
const parentOrigin = (): string | null => (location as Partial<Location>).ancestorOrigins?.[0] ?? null;

/**
 * What we ask of the page that frames us (Canvas answers, others ignore it): as much height as the content has, its top after a turn to
 * another page, and a question before it is left while text is stored nowhere. Goes to the parent and never to `top`, to an exact origin
 * and never to `*`.
 */
export class PlatformFrame implements ReactiveController {
  private readonly host: ReactiveControllerHost & HTMLElement;
  private readonly origin: () => string | null;
  private observer: ResizeObserver | null = null;
  private asked = 0;

  constructor(host: ReactiveControllerHost & HTMLElement, origin: () => string | null) {
    this.host = host;
    this.origin = origin;
    host.addController(this);
  }

  hostConnected(): void {
    if (window.parent === window) return;
    this.observer = new ResizeObserver(([entry]) => this.askHeight(entry?.target as HTMLElement));
    this.observer.observe(this.host);
    unsavedChange.addEventListener('change', this.askUnload);
  }

  hostDisconnected(): void {
    this.observer?.disconnect();
    this.observer = null;
    unsavedChange.removeEventListener('change', this.askUnload);
  }

  /** After a turn to another page: the frame may be far longer than the window, and its top out of sight. */
  scrollToTop(): void {
    this.post({ subject: 'lti.scrollToTop' });
  }

  private askHeight(element: HTMLElement): void {
    const height = Math.ceil(element.getBoundingClientRect().height);
    // A pixel more or less would send the two windows after each other.
    if (Math.abs(height - this.asked) < 2) return;
    if (this.post({ subject: 'lti.frameResize', height })) this.asked = height;
  }

  private readonly askUnload = (): void => {
    if (anyUnsaved()) this.post({ subject: 'lti.setUnloadMessage', message: msg('Some text in Critical Friend is not saved yet.') });
    else this.post({ subject: 'lti.removeUnloadMessage' });
  };

  private post(message: Record<string, unknown>): boolean {
    const target = this.origin() ?? parentOrigin();
    if (target === null || window.parent === window) return false;
    window.parent.postMessage(message, target);
    return true;
  }
}
