import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Router } from 'express';
import { z } from 'zod';

/** The built scripts and styles: their logical names lead to hashed files that never change. */
export interface AssetFiles {
  /** Where the files lie; null where nothing was built. */
  folder: string | null;
  /** Names this build of the page; part of every answer (`X-Build`). */
  build: string;
  /** `/assets/…` of a logical name (`app-shell.js`); null where it was not built. */
  urlOf(name: string): string | null;
  /** `/assets/…` of what that script imports at once, to be fetched beside it. */
  importsOf(name: string): string[];
}

const manifestSchema = z.object({
  build: z.string(),
  entries: z.record(z.string(), z.object({ file: z.string(), imports: z.array(z.string()) })),
});

/** `dist/assets` beside the built tool (`dist/tool/main.js`), or under the folder the sources run from. */
function findFolder(): string | null {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const candidates = [path.resolve(here, '../assets'), path.resolve(here, '../../dist/assets')];
  return candidates.find((folder) => existsSync(path.join(folder, 'manifest.json'))) ?? null;
}

/** Reads `manifest.json` of the build once. */
export function readAssets(folder: string | null = findFolder()): AssetFiles {
  if (folder === null) return { folder, build: 'unbuilt', urlOf: () => null, importsOf: () => [] };
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')));
  const url = (file: string): string => `/assets/${file}`;
  return {
    folder,
    build: manifest.build,
    urlOf: (name) => (manifest.entries[name] ? url(manifest.entries[name].file) : null),
    importsOf: (name) => manifest.entries[name]?.imports.map(url) ?? [],
  };
}

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const encodings = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const;

/** `GET /assets/<hashed file>`: compressed at build time, held in memory (under 1 MB in all), never asked for twice by one browser. */
export function assetsRouter(assets: AssetFiles): Router {
  const router = Router({ caseSensitive: true });
  const folder = assets.folder;
  const cache = new Map<string, Buffer | null>();
  const read = (file: string): Buffer | null => {
    const known = cache.get(file);
    if (known !== undefined) return known;
    const full = path.join(folder ?? '', file);
    const bytes = existsSync(full) ? readFileSync(full) : null;
    // Only names of the build are kept: others could be invented without end.
    if (bytes) cache.set(file, bytes);
    return bytes;
  };
  router.get('/assets/:file', (request, response, next) => {
    const { file } = request.params;
    const type = types[path.extname(file)];
    // `path.basename` keeps an encoded slash from leaving the folder.
    if (folder === null || type === undefined || path.basename(file) !== file) {
      next();
      return;
    }
    const accepted = request.acceptsEncodings(['br', 'gzip', 'identity']);
    const encoding = encodings.find((one) => one.name === accepted);
    const bytes = read(encoding ? file + encoding.suffix : file);
    if (!bytes) {
      next();
      return;
    }
    response.set({ 'Content-Type': type, 'Cache-Control': 'public, max-age=31536000, immutable', Vary: 'Accept-Encoding' });
    if (encoding) response.set('Content-Encoding', encoding.name);
    response.send(bytes);
  });
  return router;
}
