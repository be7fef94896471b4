const longestMs = 60 * 60_000;

/**
 * `Retry-After` as seconds or as an HTTP date (RFC 9110 10.2.3).
 * @returns milliseconds from `now`, between 0 and one hour; null where it is absent or unreadable
 */
export function retryAfterMs(header: string | undefined, now: Date): number | null {
  const text = header?.trim();
  if (!text) return null;
  const ms = /^\d{1,10}$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now.getTime();
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), longestMs);
}

/** Canvas says 403 with a spent bucket where its newest pages say 429. */
export function isRateLimit(answer: { status: number; headers: Record<string, string>; text: string }): boolean {
  if (answer.status === 429) return true;
  if (answer.status !== 403) return false;
  const left = answer.headers['x-rate-limit-remaining'];
  return (left !== undefined && Number(left) <= 0) || /rate limit exceeded/i.test(answer.text.slice(0, 500));
}
