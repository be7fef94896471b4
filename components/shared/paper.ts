import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A page rule stands in the document and not in an element's own styles, so it is there while the element is. */
const pageRules = `@page {
  size: A4;
  margin: 14mm 16mm 16mm;
  @bottom-right {
    content: counter(page) ' / ' counter(pages);
    font: 8pt system-ui, sans-serif;
  }
}`;

/** Makes an element something to print: A4 with numbered pages, and everything folded is unfolded while it prints. */
export class Paper implements ReactiveController {
  private readonly host: ReactiveControllerHost & HTMLElement;
  private readonly sheet = new CSSStyleSheet();
  private folded: HTMLDetailsElement[] = [];

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.host = host;
    this.sheet.replaceSync(pageRules);
    host.addController(this);
  }

  private readonly unfold = (): void => {
    this.folded = [...(this.host.shadowRoot?.querySelectorAll<HTMLDetailsElement>('details:not([open])') ?? [])];
    for (const one of this.folded) one.open = true;
  };

  private readonly fold = (): void => {
    for (const one of this.folded) one.open = false;
    this.folded = [];
  };

  hostConnected(): void {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.sheet];
    addEventListener('beforeprint', this.unfold);
    addEventListener('afterprint', this.fold);
  }

  hostDisconnected(): void {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== this.sheet);
    removeEventListener('beforeprint', this.unfold);
    removeEventListener('afterprint', this.fold);
  }
}
