import { media } from '../vocabulary.js';
import { findColumn, itemUrl } from './line-items.js';
import { typographicPage } from './paging.js';
import type { Answer, Call } from './services.js';

const stamp = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, '+00:00');

/** The results of one column; `limit` together with `type_id` breaks Moodle and is answered with its error page. */
export function readResults(call: Call): Answer {
  const column = findColumn(call);
  const { site, query } = call;
  if (query.has('limit') && query.has('type_id')) throw new Error('a warning of PHP becomes a page');
  const [item, parameters] = itemUrl(call, column).split('?');
  const url = `${item}/results`;
  const asked = query.get('user_id');
  const rows = site.gradebook
    .cells(column.id)
    .filter(({ personId, cell }) => cell.modifiedAt !== null && (asked === null || asked === personId))
    .sort((a, b) => Number(a.personId) - Number(b.personId))
    .map(({ personId, cell }) => ({
      id: `${url}?${parameters ? `${parameters}&` : ''}user_id=${personId}`,
      userId: personId,
      ...(cell.value === null
        ? {}
        : {
            resultScore: cell.value,
            resultMaximum: column.maximum,
            ...(cell.comment === null ? {} : { comment: cell.comment }),
            scoreOf: itemUrl(call, column),
            timestamp: stamp(cell.modifiedAt ?? 0),
          }),
    }));
  const page = typographicPage(rows, query, url, ['type_id']);
  return { status: 200, type: media.results, body: JSON.stringify(page.rows), link: page.link };
}
