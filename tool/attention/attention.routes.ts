import type { KnownViewer } from '../access/viewer.js';
import { route, type Route } from '../http/route.js';
import type { AttentionRuleService } from './attention-rule.service.js';
import {
  attentionRules, attentionRulesBody, schoolTable, schoolTableQuery, tableFile, traineeTable, type SchoolTable, type TableFile, type TraineeTable,
} from './attention.shared.js'; // prettier-ignore

export interface Tables {
  trainees(viewer: KnownViewer): Promise<TraineeTable>;
  traineeFile(viewer: KnownViewer): Promise<TableFile>;
  schools(viewer: KnownViewer, after: string): Promise<SchoolTable>;
  schoolFile(viewer: KnownViewer): Promise<TableFile>;
}

const rulesRoute = (rules: AttentionRuleService, whose: 'mine' | 'partnership', summary: string): Route =>
  route({
    method: 'put',
    path: `/api/attention/rules/${whose}`,
    summary,
    who: 'person',
    body: attentionRulesBody,
    answer: attentionRules,
    alsoAnswers: [409],
    handle: async ({ viewer, body, ifMatch }) => ({ body: await rules.choose(viewer, whose, body.days, ifMatch) }),
  });

export const attentionRoutes = (tables: Tables, rules: AttentionRuleService): Route[] => [
  route({
    method: 'get',
    path: '/api/attention/trainees',
    summary: 'A tutor’s own trainees, the longest silence first, and in words why one needs you.',
    who: 'person',
    answer: traineeTable,
    handle: async ({ viewer }) => ({ body: await tables.trainees(viewer) }),
  }),
  route({
    method: 'get',
    path: '/api/attention/trainees/file',
    summary: 'The same table for a spreadsheet.',
    who: 'person',
    answer: tableFile,
    handle: async ({ viewer }) => ({ body: await tables.traineeFile(viewer) }),
  }),
  route({
    method: 'get',
    path: '/api/attention/schools',
    summary: 'Schools and their mentors by name, with days and counts, for the coordinator.',
    who: 'person',
    query: schoolTableQuery,
    answer: schoolTable,
    handle: async ({ viewer, query }) => ({ body: await tables.schools(viewer, query.after ?? '') }),
  }),
  route({
    method: 'get',
    path: '/api/attention/schools/file',
    summary: 'All of them for a spreadsheet.',
    who: 'person',
    answer: tableFile,
    handle: async ({ viewer }) => ({ body: await tables.schoolFile(viewer) }),
  }),
  route({
    method: 'get',
    path: '/api/attention/rules',
    summary: 'When a trainee needs their tutor: the reader’s own rules, the partnership’s, and the usual ones.',
    who: 'person',
    answer: attentionRules,
    handle: async ({ viewer }) => ({ body: await rules.read(viewer) }),
  }),
  rulesRoute(rules, 'mine', 'A tutor chooses for their own table (If-Match), or takes the choice back.'),
  rulesRoute(rules, 'partnership', 'A coordinator chooses for every tutor who has not chosen (If-Match), or takes the choice back.'),
];
