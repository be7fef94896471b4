import type { RequestHandler } from 'express';
import type { Site } from '../site.js';
import { media, scope } from '../vocabulary.js';
import { authorise, paged, sendJson } from './api.js';
import { findColumn, itemUrl } from './line-items.js';

/** `/line_items/:id/results`; a cleared grade stays in the list without a `resultScore`. */
export function readResults(site: Site): RequestHandler {
  return (request, response) => {
    const { clientId } = authorise(site, request, [scope.result]);
    const column = findColumn(site, request, clientId);
    const asked = request.query.user_id;
    const results = site.gradebook
      .cells(column.id)
      .filter(({ personId }) => asked === undefined || asked === personId)
      .map(({ personId, cell }) => ({
        id: `${itemUrl(site, column)}/results/${personId}`,
        scoreOf: itemUrl(site, column),
        userId: personId,
        ...(cell.value === null ? {} : { resultScore: cell.value, resultMaximum: column.maximum }),
        ...(cell.comment === null ? {} : { comment: cell.comment }),
      }));
    sendJson(response, media.results, paged(request, response, `${itemUrl(site, column)}/results`, results, 10));
  };
}
