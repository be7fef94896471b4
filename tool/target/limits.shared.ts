/** Three at most from one observation: nobody works on four things at once. */
export const mostTargets = 3;
export const wordingLength = 2_000;
export const actionsLength = 4_000;
