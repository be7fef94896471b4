/** Tells the elements around what the person did; crosses shadow roots. */
export function fire(from: EventTarget, name: string, detail?: unknown): void {
  from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
