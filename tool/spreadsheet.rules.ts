import papaparse from 'papaparse';

type Cell = string | number | null;

/**
 * A text that a spreadsheet may run instead of showing it: the signs a formula begins with, their wide forms, after blanks and quotes
 * too, and the control characters some programs skip. The library's own test looks at one line, so a text of several is run by Excel.
 */
const formula = /^[\s"]*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** Lines of CSV in which no text is a formula: such a cell gets an apostrophe before it. Numbers stay numbers. */
export const csvLines = (lines: readonly (readonly Cell[])[]): string =>
  papaparse.unparse(lines.map((line) => [...line]), { escapeFormulae: formula, newline: '\r\n' }); // prettier-ignore

/** A whole file: UTF-8 with its mark, so that names are read right. */
export const csvFile = (fields: readonly string[], rows: readonly Record<string, Cell>[]): string =>
  `\uFEFF${csvLines([fields, ...rows.map((row) => fields.map((field) => row[field] ?? ''))])}\r\n`;
