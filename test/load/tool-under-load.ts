import type { ServerProcess } from './server-process.js';
import type { ToolProfile } from './tool-profile.js';

/** A running tool: how it is spoken to, and the process that answers. */
export interface ToolUnderLoad {
  readonly profile: ToolProfile;
  readonly server: ServerProcess;
}

/** The root of the repository. */
export const repositoryFolder = new URL('../..', import.meta.url).pathname;
