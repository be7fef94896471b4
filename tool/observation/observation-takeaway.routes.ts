import { Readable } from 'node:stream';
import { z } from 'zod';
import { route, type Route } from '../http/route.js';
import { rowId } from '../text.shared.js';
import type { ObservationTakeaway } from './observation-takeaway.service.js';
import { observationRecord } from './observation-takeaway.shared.js';

const file = z.instanceof(Readable);
const params = z.strictObject({ observationId: rowId });
const placementParams = z.strictObject({ placementId: rowId });
const types = { pdf: 'application/pdf', csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' };

const headers = (name: string, format: keyof typeof types): Record<string, string> => ({
  'Content-Type': types[format],
  'Content-Disposition': `attachment; filename="${name}.${format}"`,
});
const whole = (content: Buffer, name: string, format: keyof typeof types) => ({
  headers: { ...headers(name, format), 'Content-Length': String(content.length) },
  body: Readable.from([content]),
});

/** To take away: one record, or all of a placement that one may read. */
export const takeawayRoutes = (takeaway: ObservationTakeaway): Route[] => [
  route({
    method: 'get',
    path: '/api/observations/:observationId/record.pdf',
    summary: 'An observation for paper: a tagged PDF. Who may read it.',
    who: 'person',
    params,
    answer: file,
    alsoAnswers: [422],
    handle: async ({ viewer, params: { observationId } }) => whole(await takeaway.pdf(viewer, observationId), 'lesson-observation', 'pdf'),
  }),
  route({
    method: 'get',
    path: '/api/observations/:observationId/record.csv',
    summary: 'An observation for a spreadsheet: a line for each note, section, target, answer and signature. Who may read it.',
    who: 'person',
    params,
    answer: file,
    handle: async ({ viewer, params: { observationId } }) => whole(await takeaway.csv(viewer, observationId), 'lesson-observation', 'csv'),
  }),
  route({
    method: 'get',
    path: '/api/observations/:observationId/record.json',
    summary: 'An observation for a program, with everything it holds. Who may read it.',
    who: 'person',
    params,
    answer: observationRecord,
    handle: async ({ viewer, params: { observationId } }) => ({
      headers: headers('lesson-observation', 'json'),
      body: await takeaway.json(viewer, observationId),
    }),
  }),
  route({
    method: 'get',
    path: '/api/placements/:placementId/records.csv',
    summary: 'The observations of a placement that you may read, for a spreadsheet.',
    who: 'person',
    params: placementParams,
    answer: file,
    handle: async ({ viewer, params: { placementId } }) => ({
      headers: headers('lesson-observations', 'csv'),
      body: await takeaway.all(viewer, placementId, 'csv'),
    }),
  }),
  route({
    method: 'get',
    path: '/api/placements/:placementId/records.json',
    summary: 'The observations of a placement that you may read, for a program.',
    who: 'person',
    params: placementParams,
    answer: file,
    handle: async ({ viewer, params: { placementId } }) => ({
      headers: headers('lesson-observations', 'json'),
      body: await takeaway.all(viewer, placementId, 'json'),
    }),
  }),
];
