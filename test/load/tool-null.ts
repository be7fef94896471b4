import { join } from 'node:path';
import { findFreePort, findOptionalStatus, startServer } from './server-process.js';
import { createOurProfile } from './tool-ours.js';
import { repositoryFolder, type ToolUnderLoad } from './tool-under-load.js';

/** Starts a server that answers like our tool and does nothing: what the driver reaches with it is the driver's ceiling. */
export async function startNullTool(folder: string): Promise<ToolUnderLoad> {
  const port = await findFreePort();
  const origin = `http://localhost:${String(port)}`;
  const server = await startServer({
    name: 'the tool that does nothing',
    command: ['node', '--import', 'tsx', 'test/load/null-server.ts'],
    folder: repositoryFolder,
    environment: { NODE_ENV: 'production', PORT: String(port) },
    logFile: join(folder, 'null.log'),
    readyWithinMs: 30_000,
    isReady: async () => (await findOptionalStatus(`${origin}/health/ready`)) === 200,
  });
  return { profile: { ...createOurProfile(origin), name: 'does nothing' }, server };
}
