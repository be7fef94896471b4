interface Page<T> {
  rows: T[];
  link?: string;
}

/**
 * Pages of line items and results. The Link header has escaped ampersands and typographic quotes, as Moodle writes them;
 * without `limit` there are no pages at all.
 */
export function typographicPage<T>(rows: T[], query: URLSearchParams, url: string, filters: string[]): Page<T> {
  const limit = Number(query.get('limit') ?? 0);
  if (!Number.isInteger(limit) || limit <= 0) return { rows };
  const from = Math.max(0, Number(query.get('from') ?? 0) || 0);
  const kept = filters.filter((name) => query.get(name) !== null).map((name) => `${name}=${query.get(name) ?? ''}`);
  const entry = (start: number, rel: string): string =>
    `<${url}?${[...kept, `limit=${limit}`, `from=${start}`].join('&amp;')}>; rel=“${rel}”`;
  const entries = [
    entry(0, 'first'),
    ...(from > 0 && from < rows.length ? [entry(Math.max(0, from - limit), 'prev')] : []),
    entry(from, 'canonical'),
    ...(from + limit < rows.length ? [entry(from + limit, 'next')] : []),
    entry(Math.floor(rows.length / limit) * limit, 'last'),
  ];
  return { rows: rows.slice(from, from + limit), link: entries.join(', ') };
}
