/** A column of the gradebook, which the specification calls a line item. */
export interface Column {
  id: string;
  courseId: string;
  clientId: string;
  label: string;
  maximum: number;
  resourceId: string;
  tag: string;
  /** The link named by `resourceLinkId`; an update without it takes it away. */
  linkId?: string;
  /** The activity whose own column this is. */
  coupledTo?: string;
  locked: boolean;
  hidden: boolean;
  maximumAttempts?: number;
  submissionType?: unknown;
  /** Stored from a deep-linked item; the gradebook then links to one person's work. */
  submissionReview?: unknown;
}

export interface AcceptedScore {
  columnId: string;
  personId: string;
  body: unknown;
  arrivedAt: string;
}

/** What the gradebook holds for one person in one column. */
export interface Cell {
  /** The grade people see. */
  value: number | null;
  /** What the tool sent, scaled to the column; Moodle keeps it beside a teacher's own grade. */
  raw: number | null;
  maximum: number;
  comment: string | null;
  /** Canvas appends: all comments ever accepted. */
  comments: string[];
  attempts: number;
  submittedAt: string | null;
  /** Whole seconds, as Moodle compares them. */
  modifiedAt: number | null;
  /** Milliseconds, as Canvas compares them. */
  stampedAt: number | null;
  overridden: boolean;
  locked: boolean;
  history: AcceptedScore[];
}

interface Saved {
  columns: Column[];
  cells: [string, Cell][];
  lastId: number;
}

const historyKept = 5000;
const key = (columnId: string, personId: string): string => `${columnId} ${personId}`;

/** Columns and cells, with what a teacher can do to them. How a score lands here is each mode's own business. */
export class Gradebook {
  #columns = new Map<string, Column>();
  #cells = new Map<string, Cell>();
  #lastId = 0;

  constructor(
    private readonly now: () => Date,
    private readonly changed: () => void,
  ) {}

  restore(saved: Saved): void {
    for (const column of saved.columns) this.#columns.set(column.id, column);
    this.#cells = new Map(saved.cells);
    this.#lastId = saved.lastId;
  }

  toJSON(): Saved {
    return { columns: [...this.#columns.values()], cells: [...this.#cells], lastId: this.#lastId };
  }

  addColumn(column: Omit<Column, 'id' | 'locked' | 'hidden'> & { id?: string }): Column {
    const id = column.id ?? String(this.#lastId + 1);
    this.#lastId = Math.max(this.#lastId, Number(id) || 0);
    const added: Column = { ...column, id, locked: false, hidden: false };
    this.#columns.set(id, added);
    this.changed();
    return added;
  }

  deleteColumn(id: string): void {
    this.#columns.delete(id);
    for (const name of this.#cells.keys()) if (name.startsWith(`${id} `)) this.#cells.delete(name);
    this.changed();
  }

  columns(courseId?: string): Column[] {
    return [...this.#columns.values()]
      .filter((column) => courseId === undefined || column.courseId === courseId)
      .sort((a, b) => Number(a.id) - Number(b.id));
  }

  column(id: string): Column | undefined {
    return this.#columns.get(id);
  }

  cell(columnId: string, personId: string): Cell | undefined {
    return this.#cells.get(key(columnId, personId));
  }

  /** Everybody with a cell in the column. */
  cells(columnId: string): { personId: string; cell: Cell }[] {
    return [...this.#cells]
      .filter(([name]) => name.startsWith(`${columnId} `))
      .map(([name, cell]) => ({ personId: name.slice(columnId.length + 1), cell }));
  }

  /** Every accepted score, in order of arrival. */
  history(columnId?: string, personId?: string): AcceptedScore[] {
    return [...this.#cells.values()]
      .flatMap((cell) => cell.history)
      .filter((score) => (columnId === undefined || score.columnId === columnId) && (personId === undefined || score.personId === personId))
      .sort((a, b) => a.arrivedAt.localeCompare(b.arrivedAt));
  }

  /** Changes a cell, making it first where it is missing. */
  write(columnId: string, personId: string, change: (cell: Cell) => void): Cell {
    const cell = this.cell(columnId, personId) ?? {
      value: null,
      raw: null,
      maximum: this.column(columnId)?.maximum ?? 0,
      comment: null,
      comments: [],
      attempts: 0,
      submittedAt: null,
      modifiedAt: null,
      stampedAt: null,
      overridden: false,
      locked: false,
      history: [],
    };
    change(cell);
    cell.maximum = this.column(columnId)?.maximum ?? cell.maximum;
    cell.history.splice(0, cell.history.length - historyKept);
    this.#cells.set(key(columnId, personId), cell);
    this.changed();
    return cell;
  }

  record(columnId: string, personId: string, body: unknown): AcceptedScore {
    return { columnId, personId, body, arrivedAt: this.now().toISOString() };
  }

  lockColumn(id: string, locked = true): void {
    const column = this.#columns.get(id);
    if (column) column.locked = locked;
    this.changed();
  }

  hideColumn(id: string, hidden = true): void {
    const column = this.#columns.get(id);
    if (column) column.hidden = hidden;
    this.changed();
  }

  limitAttempts(id: string, maximumAttempts: number): void {
    const column = this.#columns.get(id);
    if (column) column.maximumAttempts = maximumAttempts;
    this.changed();
  }

  lockCell(columnId: string, personId: string, locked = true): void {
    this.write(columnId, personId, (cell) => {
      cell.locked = locked;
    });
  }

  /** A teacher types a grade by hand. */
  override(columnId: string, personId: string, value: number | null, comment?: string): void {
    this.write(columnId, personId, (cell) => {
      cell.value = value;
      if (comment !== undefined) cell.comment = comment;
      cell.overridden = true;
      cell.modifiedAt = Math.floor(this.now().getTime() / 1000);
    });
  }

  clearCell(columnId: string, personId: string): void {
    this.#cells.delete(key(columnId, personId));
    this.changed();
  }
}
