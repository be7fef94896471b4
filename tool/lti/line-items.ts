import { z } from 'zod';
import { agsMedia } from './ags.js';
import { nextPage } from './link-header.js';
import { callService, readPages, type ServiceAnswer, type ServiceClient, type ServiceTarget } from './service-call.js';
import { jsonOrNull } from './tokens.js';

const lineItemShape = z.object({
  id: z.string().min(1).max(2_000),
  label: z.string().catch(''),
  scoreMaximum: z.coerce.number().catch(0),
  resourceId: z.string().nullish(),
  tag: z.string().nullish(),
  resourceLinkId: z.union([z.string(), z.number()]).nullish(),
});

export interface LineItem {
  url: string;
  label: string;
  maximum: number;
  resourceId: string;
  tag: string;
  /** True where the column belongs to an activity: it is the teacher's, and is never renamed or removed. */
  coupled: boolean;
}

export type LineItemFailure = { ok: false; answer: ServiceAnswer };

const maximumPages = 50;

function read(text: string, url: string): LineItem | null {
  const parsed = lineItemShape.safeParse(jsonOrNull(text));
  return parsed.success ? toLineItem(parsed.data, url) : null;
}

// The bearer goes to this address later: it must be on the origin that was asked.
function toLineItem(sent: z.infer<typeof lineItemShape>, asked: string): LineItem | null {
  if (!URL.canParse(sent.id, asked)) return null;
  const url = new URL(sent.id, asked);
  if (url.origin !== new URL(asked).origin) return null;
  return {
    url: url.href,
    label: sent.label,
    maximum: sent.scoreMaximum,
    resourceId: sent.resourceId ?? '',
    tag: sent.tag ?? '',
    coupled: sent.resourceLinkId !== null && sent.resourceLinkId !== undefined,
  };
}

/** Every line item of the course with this tag, all pages. The filter is repeated here: a platform may ignore it. */
export async function findLineItems(
  client: ServiceClient,
  target: ServiceTarget,
  lineItemsUrl: string,
  tag: string,
): Promise<{ ok: true; items: LineItem[] } | LineItemFailure> {
  const url = new URL(lineItemsUrl);
  url.searchParams.set('tag', tag);
  const list = { url: url.href, accept: agsMedia.lineItems, maximumPages };
  const found = await readPages(client, target, list, nextPage);
  if (!found.ok) return found;
  const items: LineItem[] = [];
  for (const page of found.pages) {
    const parsed = z.array(z.unknown()).safeParse(jsonOrNull(page));
    if (!parsed.success) return { ok: false, answer: { ok: false, fault: 'reset', reached: true, detail: 'line items are not JSON' } };
    for (const entry of parsed.data) {
      const one = lineItemShape.safeParse(entry);
      const item = one.success ? toLineItem(one.data, lineItemsUrl) : null;
      if (item && item.tag === tag) items.push(item);
    }
  }
  return { ok: true, items };
}

interface NewLineItem {
  label: string;
  maximum: number;
  resourceId: string;
  tag: string;
}

/**
 * Creates a column. Never with `resourceLinkId`: a second item on a link makes Moodle leave `lineitem` out of that link's launches.
 * Creating is not idempotent anywhere, so the caller has looked first and looks again after an unknown outcome.
 */
export async function createLineItem(
  client: ServiceClient,
  target: ServiceTarget,
  lineItemsUrl: string,
  item: NewLineItem,
): Promise<{ ok: true; item: LineItem } | LineItemFailure> {
  const body = JSON.stringify({ label: item.label.slice(0, 250), scoreMaximum: item.maximum, resourceId: item.resourceId, tag: item.tag });
  const headers = { 'content-type': agsMedia.lineItem, accept: agsMedia.lineItem };
  return readOne(await callService(client, target, { method: 'POST', url: lineItemsUrl, headers, body }), lineItemsUrl);
}

/** Changes the maximum of a column we created; what else it holds is sent back as it was, because a PUT wipes what it leaves out. */
export async function changeMaximum(
  client: ServiceClient,
  target: ServiceTarget,
  url: string,
  maximum: number,
): Promise<{ ok: true; item: LineItem } | LineItemFailure> {
  const current = readOne(await callService(client, target, { method: 'GET', url, headers: { accept: agsMedia.lineItem } }), url);
  if (!current.ok || current.item.maximum === maximum || current.item.coupled) return current;
  const { label, resourceId, tag } = current.item;
  const headers = { 'content-type': agsMedia.lineItem, accept: agsMedia.lineItem };
  const body = JSON.stringify({ id: url, label, scoreMaximum: maximum, resourceId, tag });
  return readOne(await callService(client, target, { method: 'PUT', url, headers, body }), url);
}

function readOne(answer: ServiceAnswer, asked: string): { ok: true; item: LineItem } | LineItemFailure {
  if (!answer.ok || answer.status < 200 || answer.status > 299) return { ok: false, answer };
  const item = read(answer.text, asked);
  return item ? { ok: true, item } : { ok: false, answer: { ok: false, fault: 'reset', reached: true, detail: 'line item is not JSON' } };
}
