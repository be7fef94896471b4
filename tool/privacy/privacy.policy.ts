import type { Viewer } from '../access/viewer.js';

/** Exports of others, holds, erasures, the notice and the periods are the coordinator's; one's own export is everybody's. */
export const mayAdminister = (viewer: Pick<Viewer, 'roles'>): boolean => viewer.roles.some((held) => held.role === 'coordinator');
