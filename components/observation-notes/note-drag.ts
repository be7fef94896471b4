const rowOf = (event: Event): HTMLElement | null => (event.target as Element).closest<HTMLElement>('li[data-id]');

/** Moves a row of a list by its grip, where there is a pointer. The list hands its drag events on; the keyboard has its own way. */
export class NoteDrag {
  private id: string | null = null;
  private marked: HTMLElement | null = null;

  /** @param moved the row `id` was dropped beside another: below it on the screen, or above */
  constructor(private readonly moved: (id: string, beside: string, below: boolean) => void) {}

  readonly started = (event: DragEvent): void => {
    const row = rowOf(event);
    if (!row || !event.dataTransfer || !(event.target as Element).classList.contains('grip')) return;
    this.id = row.dataset.id ?? null;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setDragImage(row, 0, 0);
  };

  readonly over = (event: DragEvent): void => {
    const row = rowOf(event);
    if (this.id === null || !row) return;
    event.preventDefault();
    this.mark(row, this.isBelow(event, row) ? 'below' : 'above');
  };

  readonly dropped = (event: DragEvent): void => {
    const row = rowOf(event);
    const beside = row?.dataset.id;
    if (this.id === null || !row || beside === undefined) return;
    event.preventDefault();
    if (beside !== this.id) this.moved(this.id, beside, this.isBelow(event, row));
    this.ended();
  };

  readonly ended = (): void => {
    this.id = null;
    this.mark(null);
  };

  private isBelow(event: DragEvent, row: HTMLElement): boolean {
    const { top, height } = row.getBoundingClientRect();
    return event.clientY > top + height / 2;
  }

  private mark(row: HTMLElement | null, side?: 'above' | 'below'): void {
    if (this.marked && this.marked !== row) delete this.marked.dataset.drop;
    this.marked = row;
    if (row && side) row.dataset.drop = side;
  }
}
