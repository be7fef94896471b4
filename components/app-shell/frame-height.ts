import type { ReactiveController, ReactiveControllerHost } from 'lit';

// Firefox has no list of ancestors, whatever the types say.
const parentOrigin = (): string | null => (location as Partial<Location>).ancestorOrigins?.[0] ?? null;

/**
 * Asks the page that frames us for as much height as the content has (Canvas answers `lti.frameResize`, others ignore it). Goes to the
 * parent and never to `top`, to an exact origin and never to `*`.
 */
export class FrameHeight implements ReactiveController {
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
    this.observer = new ResizeObserver(([entry]) => this.ask(entry?.target as HTMLElement));
    this.observer.observe(this.host);
  }

  hostDisconnected(): void {
    this.observer?.disconnect();
    this.observer = null;
  }

  private ask(element: HTMLElement): void {
    const height = Math.ceil(element.getBoundingClientRect().height);
    const target = this.origin() ?? parentOrigin();
    // A pixel more or less would send the two windows after each other.
    if (target === null || Math.abs(height - this.asked) < 2) return;
    this.asked = height;
    window.parent.postMessage({ subject: 'lti.frameResize', height }, target);
  }
}
