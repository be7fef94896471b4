import { z } from 'zod';
import { agsMedia } from './ags.js';
import { callService, readPages, type ServiceAnswer, type ServiceClient, type ServiceTarget } from './service-call.js';
import { jsonOrNull } from './tokens.js';
import { urlOf } from '../url.js';

const lineItemShape = z.object({
  id: z.string().min(1).max(2_000),
  label: z.string().catch(''),
  scoreMaximum: z.coerce.number().catch(0),
  resourceId: z.string().nullish(),
  tag: z.string().nullish(),
  resourceLinkId: z.union([z.string(), z.number()]).nullish(),
  submissionReview: z.unknown().optional(),
});

export interface LineItem {
  url: string;
  label: string;
  maximum: number;
  resourceId: string;
  tag: string;
  /** True where the column belongs to an activity: it is the teacher's, and is never renamed or removed. */
  coupled: boolean;
  /** True where the gradebook's own link to one person's work opens this tool (Submission Review 1.0). */
  review: boolean;
}

export type LineItemFailure = { ok: false; answer: ServiceAnswer };

const wholeShape = z.record(z.string(), z.unknown());

const maximumPages = 50;

function read(text: string, url: string): LineItem | null {
  const parsed = lineItemShape.safeParse(jsonOrNull(text));
  return parsed.success ? toLineItem(parsed.data, url) : null;
}

// The bearer goes to this address later: it must be on the origin that was asked.
function toLineItem(sent: z.infer<typeof lineItemShape>, asked: string): LineItem | null {
  const url = urlOf(sent.id, asked);
  if (url?.origin !== new URL(asked).origin) return null;
  return {
    url: url.href,
    label: sent.label,
    maximum: sent.scoreMaximum,
    resourceId: sent.resourceId ?? '',
    tag: sent.tag ?? '',
    coupled: sent.resourceLinkId !== null && sent.resourceLinkId !== undefined,
    review: typeof sent.submissionReview === 'object' && sent.submissionReview !== null,
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
  const found = await readPages(client, target, list);
  if (!found.ok) return found;
  // Of half a list nobody can say that a column is missing, and another one would be made.
  if (!found.complete) return { ok: false, answer: { ok: false, fault: 'too-large', reached: true, detail: 'line items without an end' } };
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

/**
 * Changes the maximum of a column we created. A PUT wipes what it leaves out, so everything the platform holds of it goes back as it came,
 * members this tool knows nothing of included.
 */
export async function changeMaximum(
  client: ServiceClient,
  target: ServiceTarget,
  url: string,
  maximum: number,
): Promise<{ ok: true; item: LineItem } | LineItemFailure> {
  const held = await callService(client, target, { method: 'GET', url, headers: { accept: agsMedia.lineItem } });
  const current = readOne(held, url);
  if (!current.ok || current.item.maximum === maximum || current.item.coupled) return current;
  const whole = wholeShape.parse(held.ok ? jsonOrNull(held.text) : {});
  const headers = { 'content-type': agsMedia.lineItem, accept: agsMedia.lineItem };
  const body = JSON.stringify({ ...whole, scoreMaximum: maximum });
  return readOne(await callService(client, target, { method: 'PUT', url, headers, body }), url);
}

/** A column, as the platform holds it now. */
export const readLineItem = async (
  client: ServiceClient,
  target: ServiceTarget,
  url: string,
): Promise<{ ok: true; item: LineItem } | LineItemFailure> =>
  readOne(await callService(client, target, { method: 'GET', url, headers: { accept: agsMedia.lineItem } }), url);

/**
 * Removes a column that this tool made; one that is gone already counts as removed. The caller knows it for its own by tag and resourceId;
 * one that belongs to an activity is never removed. Canvas answers 401 there, so before anything is believed of the token the column is read.
 */
export async function removeLineItem(
  client: ServiceClient,
  target: ServiceTarget,
  item: LineItem,
): Promise<{ ok: true } | LineItemFailure> {
  const remove = (): Promise<ServiceAnswer> => callService(client, target, { method: 'DELETE', url: item.url });
  const gone = (answer: ServiceAnswer): boolean => answer.ok && ((answer.status >= 200 && answer.status < 300) || answer.status === 404);
  if (item.coupled) return { ok: false, answer: { ok: false, fault: 'refused', reached: false, detail: 'belongs to an activity' } };
  const first = await remove();
  if (gone(first)) return { ok: true };
  if (!first.ok || first.status !== 401) return { ok: false, answer: first };
  const current = await readLineItem(client, target, item.url);
  if (!current.ok) return gone(current.answer) ? { ok: true } : current;
  if (current.item.coupled) return { ok: false, answer: first };
  const second = await remove();
  return gone(second) ? { ok: true } : { ok: false, answer: second };
}

function readOne(answer: ServiceAnswer, asked: string): { ok: true; item: LineItem } | LineItemFailure {
  if (!answer.ok || answer.status < 200 || answer.status > 299) return { ok: false, answer };
  const item = read(answer.text, asked);
  return item ? { ok: true, item } : { ok: false, answer: { ok: false, fault: 'reset', reached: true, detail: 'line item is not JSON' } };
}
