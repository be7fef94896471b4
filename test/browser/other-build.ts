import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const hashed = /-([A-Z0-9]{8})\.js/g;

/** Another hash of the same length for each, so that no name of one build is a name of the other. */
const renamed = (hash: string): string => createHash('sha256').update(hash).digest('hex').slice(0, 8).toUpperCase();

/**
 * The next build of the same pages: every script under another name, as after a change in all of them, and another build id.
 * @param folder of the build, `dist/assets`
 */
export function makeOtherBuild(folder: string): { folder: string; names: string[]; remove(): void } {
  const other = mkdtempSync(path.join(tmpdir(), 'critical-friend-build-'));
  const rename = (text: string): string => text.replace(hashed, (_all, hash: string) => `-${renamed(hash)}.js`);
  for (const file of readdirSync(folder).filter((name) => !/\.(br|gz)$/.test(name))) {
    const text = rename(readFileSync(path.join(folder, file), 'utf8')).replace(/("build": ")[^"]+"/, '$1another"');
    const to = path.join(other, rename(file));
    writeFileSync(to, text);
    writeFileSync(`${to}.gz`, gzipSync(text));
    writeFileSync(`${to}.br`, brotliCompressSync(text));
  }
  const names = readdirSync(other).filter((name) => name.endsWith('.js'));
  return { folder: other, names, remove: () => rmSync(other, { recursive: true, force: true }) };
}
