import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The built scripts and styles: their logical names lead to hashed files that never change. */
export interface AssetFiles {
  /** Where the files lie; null where nothing was built. */
  folder: string | null;
  /** Names this build of the tool; part of every answer. */
  build: string;
  /** `/assets/…` of a logical name (`app-shell.js`); null where it was not built. */
  urlOf(name: string): string | null;
}

const manifestSchema = z.record(z.string(), z.string());

/** `dist/assets` beside the built tool (`dist/tool/main.js`), or under the folder the sources run from. */
function findFolder(): string | null {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const candidates = [path.resolve(here, '../assets'), path.resolve(here, '../../assets'), path.resolve(here, '../../dist/assets')];
  return candidates.find((folder) => existsSync(path.join(folder, 'manifest.json'))) ?? null;
}

/** Reads `manifest.json` of the build once. */
export function readAssets(folder: string | null = findFolder()): AssetFiles {
  if (folder === null) return { folder, build: 'unbuilt', urlOf: () => null };
  const text = readFileSync(path.join(folder, 'manifest.json'), 'utf8');
  const names = manifestSchema.parse(JSON.parse(text));
  return {
    folder,
    build: createHash('sha256').update(text).digest('hex').slice(0, 8),
    urlOf: (name) => (names[name] === undefined ? null : `/assets/${names[name]}`),
  };
}
