import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { JsonWebKey } from 'node:crypto';
import type { Gradebook } from './gradebook.js';
import type { ResourceLink } from './types.js';

export interface SavedState {
  keys: JsonWebKey[];
  gradebook: ReturnType<Gradebook['toJSON']>;
  links: ResourceLink[];
}

export interface State {
  saved: SavedState | undefined;
  changed(): void;
  flush(): void;
}

/** Keeps the state of each platform as one section of a JSON file, written whole and renamed; in memory only when no file is named. */
export function openState(file: string | undefined, section: string, snapshot: () => SavedState): State {
  if (!file) return { saved: undefined, changed: () => undefined, flush: () => undefined };
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, JSON.stringify({ ...read(file), [section]: snapshot() }), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  return {
    saved: read(file)?.[section],
    changed: () => {
      timer ??= setTimeout(flush, 50).unref();
    },
    flush,
  };
}

function read(file: string): Record<string, SavedState> | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, SavedState>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
