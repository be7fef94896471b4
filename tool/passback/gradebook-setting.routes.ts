import { route, type Route } from '../http/route.js';
import type { GradebookSettings } from './gradebook-setting.service.js';
import { gradebookSetting, gradebookSettingBody } from './gradebook-setting.shared.js';

export const gradebookSettingRoutes = (settings: GradebookSettings): Route[] => [
  route({
    method: 'get',
    path: '/api/gradebook-setting',
    summary: 'Whether single lessons stay out of the gradebook. Tutor and coordinator.',
    who: 'person',
    keepsAlive: false,
    answer: gradebookSetting,
    handle: async ({ viewer }) => ({ body: await settings.read(viewer) }),
  }),
  route({
    method: 'put',
    path: '/api/gradebook-setting',
    summary: 'Keeps single lessons out of the gradebook, or no longer. Coordinator.',
    who: 'person',
    body: gradebookSettingBody,
    answer: gradebookSetting,
    handle: async ({ viewer, body }) => ({ body: await settings.change(viewer, body.formativeOnly) }),
  }),
];
