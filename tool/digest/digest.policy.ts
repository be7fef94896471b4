interface Asker {
  roles: readonly unknown[];
}

/** Whoever holds a role here chooses for themselves; nobody chooses for another. */
export const mayChooseDigest = (asker: Asker): boolean => asker.roles.length > 0;
