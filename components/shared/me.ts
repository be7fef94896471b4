import type { Me } from '../../tool/access/access.shared.js';

export type { Me };

/** A role held in this tool. */
export type Role = Me['roles'][number]['role'];
