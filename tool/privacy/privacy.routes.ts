import { z } from 'zod';
import { Readable } from 'node:stream';
import { route, type Route } from '../http/route.js';
import type { Erasures } from './erasure.service.js';
import type { Exports } from './export.service.js';
import type { HoldService } from './hold.service.js';
import type { Notices } from './notice.service.js';
import {
  before, erasureBody, holdBody, holdView, holdsAnswer, idParams, noticeAnswer, noticeBody, noticeReadBody,  peopleAnswer, peopleQuery,
  personParams, preparedAnswer, processingAnswer, receipt, receiptsAnswer, type Processing,
} from './privacy.shared.js'; // prettier-ignore
import type { RetentionService } from './retention.service.js';
import { retentionAnswer, retentionSettings } from './retention.shared.js';

const zip = z.instanceof(Readable);
const zipHeaders = (name: string) => ({ 'Content-Type': 'application/zip', 'Content-Disposition': `attachment; filename="${name}"` });

/** What everybody may ask: the notice, the record of processing, their own data. */
export const everybodysRoutes = (
  notices: Notices,
  exports: Exports,
  processing: (partnershipId: string) => Promise<Processing>,
): Route[] => [
  route({
    method: 'get',
    path: '/api/privacy/notice',
    summary: 'Who can see what and for how long, the university’s own words, and whether you have read them.',
    who: 'session',
    keepsAlive: false,
    answer: noticeAnswer,
    handle: async ({ viewer }) => ({ body: await notices.show(viewer) }),
  }),
  route({
    method: 'post',
    path: '/api/privacy/notice/read',
    summary: 'You have read this version of the notice; it is not shown again.',
    who: 'session',
    body: noticeReadBody,
    answer: z.null(),
    handle: async ({ viewer, body }) => {
      await notices.markRead(viewer, body.version);
      return { status: 204, body: null };
    },
  }),
  route({
    method: 'get',
    path: '/api/privacy/processing',
    summary: 'The record of processing: each table, its purpose, its readers, how long.',
    who: 'person',
    answer: processingAnswer,
    handle: async ({ viewer }) => ({ body: await processing(viewer.partnershipId) }),
  }),
  route({
    method: 'post',
    path: '/api/privacy/export',
    summary: 'What is kept about you, as a zip.',
    who: 'person',
    answer: zip,
    handle: async ({ viewer }) => ({
      headers: zipHeaders('critical-friend-my-data.zip'),
      body: await exports.make(viewer, viewer.personId),
    }),
  }),
];

/** The coordinator's: the notice, the periods, what is kept about a person, holds and erasures. */
export const coordinatorsRoutes = (
  notices: Notices,
  exports: Exports,
  holds: HoldService,
  erasures: Erasures,
  retention: RetentionService,
): Route[] => [
  route({
    method: 'put',
    path: '/api/privacy/notice',
    summary: 'Changes the university’s own notice; everybody is shown the new one once. Coordinator.',
    who: 'person',
    body: noticeBody,
    answer: noticeAnswer,
    alsoAnswers: [409],
    handle: async ({ viewer, body, ifMatch }) => ({ body: await notices.change(viewer, body, ifMatch) }),
  }),
  route({
    method: 'get',
    path: '/api/privacy/retention',
    summary: 'How long what is kept, and what would go: the dry run. Coordinator.',
    who: 'person',
    answer: retentionAnswer,
    handle: async ({ viewer }) => ({ body: await retention.show(viewer) }),
  }),
  route({
    method: 'put',
    path: '/api/privacy/retention',
    summary: 'Changes the periods; nothing goes for a week afterwards. Coordinator.',
    who: 'person',
    body: retentionSettings,
    answer: retentionAnswer,
    alsoAnswers: [409],
    handle: async ({ viewer, body, ifMatch }) => ({ body: await retention.save(viewer, body, ifMatch) }),
  }),
  route({
    method: 'get',
    path: '/api/privacy/people',
    summary: 'People of the partnership by some letters of their name, e-mail or number. Coordinator.',
    who: 'person',
    query: peopleQuery,
    answer: peopleAnswer,
    handle: async ({ viewer, query }) => ({ body: await holds.search(viewer, query.search ?? '') }),
  }),
  route({
    method: 'post',
    path: '/api/privacy/people/:personId/export',
    summary: 'What is kept about a person who asked for it, as a zip; it is noted who made it. Coordinator.',
    who: 'person',
    params: personParams,
    answer: zip,
    handle: async ({ viewer, params }) => ({
      headers: zipHeaders(`critical-friend-${params.personId}.zip`),
      body: await exports.make(viewer, params.personId),
    }),
  }),
  route({
    method: 'get',
    path: '/api/privacy/holds',
    summary: 'What must not be deleted for now, newest first. Coordinator.',
    who: 'person',
    query: before,
    answer: holdsAnswer,
    handle: async ({ viewer, query }) => ({ body: await holds.list(viewer, query.before ?? null) }),
  }),
  route({
    method: 'post',
    path: '/api/privacy/holds',
    summary: 'Keeps a person’s data, or one placement’s, from erasure and clearing out. Coordinator.',
    who: 'person',
    body: holdBody,
    answer: holdView,
    handle: async ({ viewer, body }) => ({ status: 201, body: await holds.place(viewer, body) }),
  }),
  route({
    method: 'post',
    path: '/api/privacy/holds/:id/lift',
    summary: 'Lifts a hold. Coordinator.',
    who: 'person',
    params: idParams,
    answer: holdView,
    handle: async ({ viewer, params }) => ({ body: await holds.lift(viewer, params.id) }),
  }),
  route({
    method: 'get',
    path: '/api/privacy/erasures',
    summary: 'Receipts of erasures, newest first. Coordinator.',
    who: 'person',
    query: before,
    answer: receiptsAnswer,
    handle: async ({ viewer, query }) => ({ body: await erasures.list(viewer, query.before ?? null) }),
  }),
  route({
    method: 'post',
    path: '/api/privacy/erasures',
    summary: 'Prepares an erasure: what would go, what stays, what stands in the way. Nothing goes yet. Coordinator.',
    who: 'person',
    body: erasureBody,
    answer: preparedAnswer,
    alsoAnswers: [422],
    handle: async ({ viewer, body }) => ({ status: 201, body: await erasures.prepare({ viewer }, body) }),
  }),
  route({
    method: 'post',
    path: '/api/privacy/erasures/:id/confirm',
    summary: 'Erases what was prepared, and answers the receipt. Again: the same receipt. Coordinator.',
    who: 'person',
    params: idParams,
    answer: receipt,
    alsoAnswers: [422],
    handle: async ({ viewer, params }) => ({ body: await erasures.confirm({ viewer }, params.id) }),
  }),
];
