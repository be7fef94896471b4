import type { Column } from '../gradebook.js';
import { media } from '../vocabulary.js';
import { DatabaseFailure, Refusal } from './answers.js';
import { typographicPage } from './paging.js';
import type { Answer, Call } from './services.js';
import { textOf } from '../text.js';

interface Sent {
  label?: unknown;
  scoreMaximum?: unknown;
  resourceId?: unknown;
  tag?: unknown;
  resourceLinkId?: unknown;
}

export function itemUrl(call: Pick<Call, 'site' | 'query'>, column: Column, typeId = call.query.get('type_id')): string {
  const address = `${call.site.origin}/mod/lti/services.php/${column.courseId}/lineitems/${column.id}/lineitem`;
  return typeId === null ? address : `${address}?type_id=${typeId}`;
}

function show(call: Call, column: Column): Record<string, unknown> {
  const typeId = call.site.registrationBy(call.clientId)?.deploymentId ?? null;
  return {
    id: itemUrl(call, column, typeId),
    label: column.label,
    scoreMaximum: column.maximum,
    resourceId: column.resourceId,
    tag: column.tag,
    ...(column.submissionReview === undefined ? {} : { submissionReview: column.submissionReview }),
    ...(column.linkId === undefined ? {} : { resourceLinkId: column.linkId, ltiLinkId: column.linkId }),
  };
}

/** The column a path names, if it is there and belongs to the caller. */
export function findColumn(call: Call): Column {
  const [courseId = '', id = ''] = call.parts;
  if (!call.site.course(courseId)) throw new Refusal(404, `Not Found: Course ${courseId} doesn't exist`);
  const column = call.site.gradebook.column(id);
  if (!column || column.courseId !== courseId) throw new Refusal(404, `Not Found: Grade item ${id} doesn't exist`);
  if (column.clientId !== call.clientId) throw new Refusal(403, 'Forbidden');
  return column;
}

function parse(call: Call): { sent: Sent; label: string; maximum: number; linkId: string | undefined } {
  let sent: Sent | null = null;
  try {
    sent = JSON.parse(call.body) as Sent | null;
  } catch {
    /* the next line refuses it */
  }
  if (!sent || typeof sent !== 'object' || sent.label === undefined || sent.scoreMaximum === undefined)
    throw new Refusal(400, 'No label or Score Maximum');
  const label = textOf(sent.label);
  if (label.length > 255) throw new DatabaseFailure('the label is longer than its column');
  const linkId = sent.resourceLinkId === undefined ? undefined : textOf(sent.resourceLinkId);
  const link = linkId === undefined ? undefined : call.site.link(linkId);
  if (linkId !== undefined && (!link || link.courseId !== call.parts[0])) throw new Refusal(403, 'Forbidden');
  return { sent, label, maximum: Number(sent.scoreMaximum), linkId };
}

/** GET lists, POST creates; the same resourceId and tag twice make two columns. */
export function collection(call: Call): Answer {
  const {
    site,
    query,
    type,
    parts: [courseId = ''],
  } = call;
  const container = type === '' || type === media.lineItems;
  const posting = call.method === 'POST';
  if (container === posting || (type !== '' && type !== media.lineItems && type !== media.lineItem)) {
    throw new Refusal(400, 'No context or unsupported content type');
  }
  if (!site.course(courseId)) throw new Refusal(404, `Not Found: Course ${courseId} doesn't exist`);
  if (posting) {
    const { sent, label, maximum, linkId } = parse(call);
    const column = site.gradebook.addColumn({
      courseId,
      clientId: call.clientId,
      label,
      maximum,
      resourceId: textOf(sent.resourceId),
      tag: textOf(sent.tag),
      ...(linkId === undefined ? {} : { linkId }),
    });
    return { status: 201, reason: 'Created', type: media.lineItem, body: JSON.stringify({ ...sent, id: show(call, column).id }) };
  }
  const wanted = { tag: query.get('tag'), resourceId: query.get('resource_id'), linkId: query.get('resource_link_id') };
  const columns = site.gradebook
    .columns(courseId)
    .filter(
      (column) =>
        column.clientId === call.clientId &&
        (wanted.tag === null || column.tag === wanted.tag) &&
        (wanted.resourceId === null || column.resourceId === wanted.resourceId) &&
        (wanted.linkId === null || column.linkId === wanted.linkId),
    );
  const url = `${site.origin}/mod/lti/services.php/${courseId}/lineitems`;
  const page = typographicPage(columns, query, url, ['tag', 'resource_id', 'resource_link_id', 'type_id']);
  return { status: 200, type: media.lineItems, body: JSON.stringify(page.rows.map((column) => show(call, column))), link: page.link };
}

/** GET, PUT (what is left out is wiped, grades are rescaled) and DELETE (also of an activity's own column). */
export function single(call: Call): Answer {
  const column = findColumn(call);
  if (call.method === 'DELETE') {
    call.site.gradebook.deleteColumn(column.id);
    return { status: 204, reason: 'OK' };
  }
  if (call.method === 'GET') return { status: 200, type: media.lineItem, body: JSON.stringify(show(call, column)) };
  const { sent, label, maximum, linkId } = parse(call);
  rescale(call, column, maximum);
  Object.assign(column, { label, maximum, resourceId: textOf(sent.resourceId), tag: textOf(sent.tag) });
  if (linkId === undefined) delete column.linkId;
  else column.linkId = linkId;
  return { status: 200, type: media.lineItem, body: JSON.stringify({ ...sent, id: show(call, column).id }) };
}

function rescale(call: Call, column: Column, maximum: number): void {
  const factor = column.maximum === 0 ? 1 : maximum / column.maximum;
  column.maximum = maximum;
  for (const { personId } of call.site.gradebook.cells(column.id)) {
    call.site.gradebook.write(column.id, personId, (cell) => {
      if (cell.value !== null) cell.value *= factor;
      if (cell.raw !== null) cell.raw *= factor;
    });
  }
}
