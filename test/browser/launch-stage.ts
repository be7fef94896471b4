import { startPlatform, type Platform } from '../platform/platform.js';
import { school, university } from '../platform/practice-people.js';
import type { ResourceLink } from '../platform/types.js';
import { startBuiltTool, type BuiltTool } from './built-tool.js';

/** The built tool between the university's Moodle and the schools' Canvas, each another site to a browser. */
export interface LaunchStage {
  tool: BuiltTool;
  moodle: Platform;
  canvas: Platform;
  close(): Promise<void>;
}

/** @param links of the Moodle; a test that places its own begins with none */
export async function openLaunchStage(links: ResourceLink[] = university.links): Promise<LaunchStage> {
  const tool = await startBuiltTool();
  const moodle = await startPlatform({
    mode: 'moodle',
    ...university,
    links,
    registration: [{ clientId: 'northbridge', deploymentId: '1' }],
  });
  const canvas = await startPlatform({
    mode: 'canvas',
    ...school,
    registration: [{ clientId: '10000000000001', deploymentId: '1:harbour' }],
  });
  await tool.connect(moodle);
  await tool.connect(canvas);
  return {
    tool,
    moodle,
    canvas,
    close: async () => {
      await Promise.all([moodle.close(), canvas.close()]);
      await tool.close();
    },
  };
}
