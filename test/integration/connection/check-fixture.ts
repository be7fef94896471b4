import type { Connection, ConnectionLine, LineName } from '../../../tool/connection/connection.shared.js';
import { startTool, type RunningTool } from '../lti/tool-kit.js';
import { ask, buildHouse, launchAs, must, type House } from '../access/house.js';
import { scratchSqlite, type ScratchDatabase } from '../../database.js';
import { until } from '../passback/passback-story.js';
import { sure } from '../../sure.js';

/** A coordinator on one platform who checks the connection to it. */
export async function openCheck(mode: 'moodle' | 'canvas', scratch: ScratchDatabase = scratchSqlite()) {
  const tool: RunningTool = await startTool(scratch);
  const house: House = await buildHouse(tool, mode, `Northbridge ${mode}`);
  let bearer = house.bearer.coordinator;

  const list = () => must<{ connections: Connection[] }>(tool, bearer, 'GET', { path: '/api/connections' });
  const { id } = sure((await list()).connections[0]);
  const path = `/api/connections/${id}`;
  const read = () => must<Connection>(tool, bearer, 'GET', { path });
  const begin = () => must<Connection>(tool, bearer, 'POST', { path: `${path}/check` });
  const ended = async (): Promise<Connection> => {
    let last = await read();
    await until('the check has ended', async () => (last = await read()).check?.endedAt !== null);
    return last;
  };

  return {
    tool, house, id, path, list, read, begin, ended,
    platform: house.platform,
    get bearer() {
      return bearer;
    },
    /** Somebody opens the activity again: what was ticked since is known from then on. */
    async openAgain() {
      bearer = await launchAs(house, 'coordinator');
    },
    /** A whole check. @returns its lines by name */
    async check(): Promise<Record<LineName, ConnectionLine>> {
      await begin();
      const { check } = await ended();
      return Object.fromEntries(sure(check).lines.map((line) => [line.name, line])) as Record<LineName, ConnectionLine>;
    },
    ask: (method: string, what: { path: string; body?: unknown }) => ask(tool, bearer, method, what),
    columns: () => house.platform.gradebook.columns('2').map(({ label }) => label),
    async close() {
      await house.platform.close();
      await tool.close();
      await scratch.drop();
    },
  }; // prettier-ignore
}
export type Check = Awaited<ReturnType<typeof openCheck>>;
