import * as z from 'zod/mini';
import { route, type Route } from '../http/route.js';
import { lessonDetails } from '../lesson/lesson.shared.js';
import { targetBody } from '../target/target.shared.js';
import { rowId } from '../text.shared.js';
import type { ObservationWriting } from './observation-writing.service.js';
import {
  changed, citationsBody, lessonSaved, noteBody, noteSaved, sectionBody, sectionName, sectionSaved, targetSaved,
} from './observation.shared.js'; // prettier-ignore
import type { ObservationService } from './observation.service.js';

const here = '/api/observations/:observationId';
const params = z.strictObject({ observationId: rowId });
const noteParams = z.strictObject({ observationId: rowId, noteId: rowId });
const sectionParams = z.strictObject({ observationId: rowId, section: sectionName });
const targetParams = z.strictObject({ observationId: rowId, targetId: rowId });

/** The observer's texts, each saved by itself: idempotent, with its own revision in If-Match; 409 answers with both texts. */
export const writingRoutes = (service: ObservationService, writing: ObservationWriting): Route[] => [
  route({
    method: 'put',
    path: `${here}/lesson`,
    summary: 'Changes what is known of the lesson (If-Match: revision of the lesson).',
    who: 'person',
    params,
    body: lessonDetails,
    answer: lessonSaved,
    alsoAnswers: [409, 422],
    handle: async ({ viewer, params: { observationId }, body, ifMatch }) => ({
      body: await service.changeLesson(viewer, observationId, body, ifMatch),
    }),
  }),
  route({
    method: 'put',
    path: `${here}/notes/:noteId`,
    summary: 'Adds a note under an id the browser made; with If-Match changes it or puts it back.',
    who: 'person',
    params: noteParams,
    body: noteBody,
    answer: noteSaved,
    alsoAnswers: [409, 422],
    handle: async ({ viewer, params: { observationId, noteId }, body, ifMatch }) => ({
      body: await writing.saveNote(viewer, observationId, noteId, body, ifMatch),
    }),
  }),
  route({
    method: 'delete',
    path: `${here}/notes/:noteId`,
    summary: 'Takes a note back, and out of what cites it.',
    who: 'person',
    params: noteParams,
    answer: noteSaved,
    alsoAnswers: [422],
    handle: async ({ viewer, params: { observationId, noteId } }) => ({ body: await writing.withdrawNote(viewer, observationId, noteId) }),
  }),
  route({
    method: 'put',
    path: `${here}/sections/:section`,
    summary: 'Writes one section (If-Match: its revision; 0 or none while nobody has written it).',
    who: 'person',
    params: sectionParams,
    body: sectionBody,
    answer: sectionSaved,
    alsoAnswers: [409, 422],
    handle: async ({ viewer, params: { observationId, section }, body, ifMatch }) => ({
      body: await writing.saveSection(viewer, observationId, section, body.body, ifMatch),
    }),
  }),
  route({
    method: 'put',
    path: `${here}/sections/:section/citations`,
    summary: 'Names all notes a section rests on.',
    who: 'person',
    params: sectionParams,
    body: citationsBody,
    answer: sectionSaved,
    alsoAnswers: [422],
    handle: async ({ viewer, params: { observationId, section }, body }) => ({
      body: await writing.cite(viewer, observationId, section, body.noteIds),
    }),
  }),
  route({
    method: 'put',
    path: `${here}/targets/:targetId`,
    summary: 'Adds one of at most three targets, or changes it (If-Match).',
    who: 'person',
    params: targetParams,
    body: targetBody,
    answer: targetSaved,
    alsoAnswers: [409, 422],
    handle: async ({ viewer, params: { observationId, targetId }, body, ifMatch }) => ({
      body: await writing.saveTarget(viewer, observationId, targetId, body, ifMatch),
    }),
  }),
  route({
    method: 'delete',
    path: `${here}/targets/:targetId`,
    summary: 'Takes a target back before signing.',
    who: 'person',
    params: targetParams,
    answer: changed,
    alsoAnswers: [422],
    handle: async ({ viewer, params: { observationId, targetId } }) => ({
      body: await writing.withdrawTarget(viewer, observationId, targetId),
    }),
  }),
];
