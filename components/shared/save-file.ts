/** Gives the browser a file to keep, as if it had been a link. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has taken what it needs by the next turn in every browser but old Safari.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The same for a table that opens in a spreadsheet. */
export const saveTable = ({ name, content }: { name: string; content: string }): void =>
  saveFile(new Blob([content], { type: 'text/csv;charset=utf-8' }), name);
