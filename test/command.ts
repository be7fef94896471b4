import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const bundles = new Map<string, string>();

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

// Built once a run, as `npm run build` does it: reading the sources anew for each command takes longer than most commands.
function bundleOf(script: string): string {
  const known = bundles.get(script);
  if (known !== undefined) return known;
  const outfile = path.join(root, 'dist/test', `${path.basename(script, '.ts')}-${process.pid}.js`);
  buildSync({
    entryPoints: [path.join(root, script)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
  });
  process.once('exit', () => rmSync(outfile, { force: true }));
  bundles.set(script, outfile);
  return outfile;
}

/** Runs an operator's command from the sources as they are now. @param script path from the root, for example `tool/privacy/audit-command.ts` */
export function runCommand(script: string, words: readonly string[], environment: Record<string, string>): Promise<Ran> {
  const env = { PATH: process.env['PATH'], NODE_ENV: 'test', ...environment };
  return new Promise((resolve) => {
    execFile(process.execPath, [bundleOf(script), ...words], { env, cwd: root }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr });
    });
  });
}
