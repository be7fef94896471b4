import type { RequestHandler } from 'express';
import type { Site } from '../site.js';

/** Canvas's limits for one tool on one page. */
const characters = 4096;
const keys = 500;

function script(variant: string, pageOrigin: string): string {
  return `'use strict';
const variant = ${JSON.stringify(variant)}, pageOrigin = ${JSON.stringify(pageOrigin)}, kept = new Map();
globalThis.keptByPractice = kept;
function answer(event, reply) {
  if (variant === 'silent') return;
  // The wrong origin: the page around this frame speaks instead of this frame.
  if (variant === 'wrong-origin') return void parent.postMessage({ subject: 'practice.answer', reply }, pageOrigin);
  event.source.postMessage(variant === 'wrong-id' ? { ...reply, message_id: reply.message_id + 'x' } : reply, event.origin);
}
addEventListener('message', (event) => {
  const { subject, key, value, message_id } = event.data ?? {};
  if (subject !== 'lti.put_data' && subject !== 'lti.get_data') return;
  const own = kept.get(event.origin) ?? new Map();
  kept.set(event.origin, own);
  const reply = { subject: subject + '.response', message_id };
  const fail = (code, message) => answer(event, { ...reply, error: { code, message } });
  if (!key || !message_id) return fail('bad_request', 'key and message_id are needed');
  if (subject === 'lti.get_data') {
    if (!own.has(key)) return fail('key_not_found', 'nothing is stored under this key');
    return answer(event, { ...reply, key, value: own.get(key) });
  }
  if (value === null || value === undefined) own.delete(key);
  else {
    const used = [...own].reduce((sum, [name, text]) => sum + (name === key ? 0 : name.length + text.length), 0);
    if (used + key.length + String(value).length > ${characters} || (!own.has(key) && own.size >= ${keys}) || variant === 'full') return fail('storage_exhaustion', 'the storage is full');
    own.set(key, String(value));
  }
  answer(event, { ...reply, key, value: value ?? null });
});`;
}

/** The hidden frame on the sign-in host that keeps small values for the tool while the page is open. */
export function storageFrame(site: Site): RequestHandler {
  return (_request, response) => {
    response.setHeader('cache-control', 'no-store');
    response
      .type('html')
      .send(
        `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Storage</title></head><body><script>${script(site.storage, site.origin)}</script></body></html>`,
      );
  };
}
