/** A period as people say it: `2` is `P2`; whatever else a school calls it stays. */
export const periodName = (period: string): string => (/^\d+$/.test(period.trim()) ? `P${period.trim()}` : period);
