/** What a document is made of. Texts are plain; a line break in one begins a new line. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  /** Small, for who wrote something and when. */
  | { kind: 'aside'; text: string }
  | { kind: 'list'; items: string[] }
  /** Names of things and what they are. */
  | { kind: 'facts'; facts: { name: string; text: string }[] }
  /** The last column takes the room that is left. */
  | { kind: 'table'; columns: string[]; rows: string[][] };

/** A document for paper: A4, with its title first and numbered pages. */
export interface Printed {
  title: string;
  /** At the foot of every page, before its number. */
  foot: string;
  blocks: Block[];
}

const lengthOf = (block: Block): number => {
  if (block.kind === 'list') return block.items.join('').length;
  if (block.kind === 'facts') return block.facts.reduce((sum, { name, text }) => sum + name.length + text.length, 0);
  if (block.kind === 'table') return block.rows.reduce((sum, row) => sum + row.join('').length, 0);
  return block.text.length;
};

/** How much there is to set, in characters. */
export const charactersOf = ({ blocks }: Printed): number => blocks.reduce((sum, block) => sum + lengthOf(block), 0);
