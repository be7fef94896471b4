import { Router, type Request } from 'express';
import type { Column } from '../gradebook.js';
import type { Site } from '../site.js';
import { media, scope } from '../vocabulary.js';
import { ApiError, authorise, paged, sendJson } from './api.js';
import { textOf } from '../text.js';

const submissionType = 'https://canvas.instructure.com/lti/submission_type';

export const itemUrl = (site: Site, column: Column): string => `${site.origin}/api/lti/courses/${column.courseId}/line_items/${column.id}`;

function show(site: Site, column: Column): Record<string, unknown> {
  return {
    id: itemUrl(site, column),
    scoreMaximum: column.maximum,
    label: column.label,
    resourceId: column.resourceId || null,
    tag: column.tag || null,
    ...(column.linkId === undefined ? {} : { resourceLinkId: column.linkId }),
    ...(column.submissionType === undefined ? {} : { [submissionType]: column.submissionType }),
  };
}

/** The column a path names; a deleted one and somebody else's are both 404 to the caller. */
export function findColumn(site: Site, request: Request, clientId: string): Column {
  const column = site.gradebook.column(String(request.params.itemId));
  if (!column || column.courseId !== String(request.params.courseId) || column.clientId !== clientId)
    throw new ApiError(404, 'The specified resource does not exist.');
  return column;
}

type Sent = Record<string, unknown> & {
  label?: unknown;
  scoreMaximum?: unknown;
  resourceId?: unknown;
  tag?: unknown;
  resourceLinkId?: unknown;
};

function maximumOf(sent: Sent): number {
  const maximum = Number(sent.scoreMaximum);
  if (sent.scoreMaximum === undefined || !Number.isFinite(maximum) || maximum < 0)
    throw new ApiError(422, 'scoreMaximum must be a number of at least 0');
  return maximum;
}

/** `/api/lti/courses/:id/line_items`. A new one makes an assignment; a link's own cannot be deleted by the tool. */
export function lineItems(site: Site): Router {
  const router = Router({ mergeParams: true });
  const read = [scope.lineItem, scope.lineItemRead];
  router.get('/', (request, response) => {
    const { clientId, courseId } = authorise(site, request, read);
    const { tag, resource_id: resourceId, resource_link_id: linkId } = request.query;
    const columns = site.gradebook
      .columns(courseId)
      .filter(
        (column) =>
          column.clientId === clientId &&
          (tag === undefined || column.tag === tag) &&
          (resourceId === undefined || column.resourceId === resourceId) &&
          (linkId === undefined || column.linkId === linkId),
      );
    const rows = paged(request, response, `${site.origin}/api/lti/courses/${courseId}/line_items`, columns, 10);
    sendJson(
      response,
      media.lineItems,
      rows.map((column) => show(site, column)),
    );
  });
  router.post('/', (request, response) => {
    const { clientId, courseId } = authorise(site, request, [scope.lineItem]);
    const sent = (request.body ?? {}) as Sent;
    if (typeof sent.label !== 'string' || sent.label === '') throw new ApiError(422, 'label is missing');
    const linkId = sent.resourceLinkId === undefined ? undefined : textOf(sent.resourceLinkId);
    if (linkId !== undefined && site.link(linkId)?.courseId !== courseId) throw new ApiError(404, 'The specified resource does not exist.');
    const column = site.gradebook.addColumn({
      courseId,
      clientId,
      label: sent.label,
      maximum: maximumOf(sent),
      resourceId: textOf(sent.resourceId),
      tag: textOf(sent.tag),
      ...(linkId === undefined ? {} : { linkId }),
      ...(sent[submissionType] === undefined ? {} : { submissionType: sent[submissionType] }),
    });
    sendJson(response, media.lineItem, show(site, column), 201);
  });
  router.get('/:itemId', (request, response) => {
    sendJson(response, media.lineItem, show(site, findColumn(site, request, authorise(site, request, read).clientId)));
  });
  router.put('/:itemId', (request, response) => {
    const column = findColumn(site, request, authorise(site, request, [scope.lineItem]).clientId);
    const sent = (request.body ?? {}) as Sent;
    if (sent.scoreMaximum !== undefined) column.maximum = maximumOf(sent);
    if (typeof sent.label === 'string') column.label = sent.label;
    if (sent.resourceId !== undefined) column.resourceId = textOf(sent.resourceId);
    if (sent.tag !== undefined) column.tag = textOf(sent.tag);
    sendJson(response, media.lineItem, show(site, column));
  });
  router.delete('/:itemId', (request, response) => {
    const column = findColumn(site, request, authorise(site, request, [scope.lineItem]).clientId);
    if (column.coupledTo !== undefined) throw new ApiError(401, 'Cannot delete a line item of a resource link');
    site.gradebook.deleteColumn(column.id);
    response.status(204).end();
  });
  return router;
}
