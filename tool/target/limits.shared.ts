// Apart from the wire's schemas, so that the page gets these without a parser.

/** Three at most, of one record and in a placement's space: nobody works on four things at once. */
export const mostTargets = 3;
export const wordingLength = 2_000;
export const actionsLength = 4_000;
export const linkTitleLength = 200;
export const linkUrlLength = 2_000;
export const mostAreas = 5;

/**
 * How many have to be parked before these are agreed. A placement that already works on more than three keeps them until one is added.
 * @param standing how many are worked on, after what is being answered about them
 * @param added how many are about to be agreed
 */
export const overLimit = (standing: number, added: number): number => (added === 0 ? 0 : Math.max(0, standing + added - mostTargets));

/** An address to read or watch: https, and no name or password in it. */
export function isWebAddress(text: string): boolean {
  try {
    const { protocol, username, password } = new URL(text);
    return protocol === 'https:' && username === '' && password === '';
  } catch {
    return false;
  }
}
