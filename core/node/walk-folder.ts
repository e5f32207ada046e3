import type { Dirent } from 'node:fs';
import { opendir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { throwIfCancelled } from '#core/base/failure.ts';

/** Folders of programs: people keep no data in them. */
const PASSED_OVER = new Set(['node_modules', '__pycache__', 'venv']);

/** How far a walk goes. */
export interface WalkBounds {
  /** Folders below the first one. */
  readonly depth: number;
  /** Entries looked at, files or not: a folder of a million pictures is not walked to its end. */
  readonly entries: number;
}

/**
 * The files below a folder by their paths relative to it, with `/`, the nearest first. What is hidden, behind a
 * symbolic link, or a pipe or device is left out; so are folders of programs and what cannot be read.
 * @throws task/cancelled
 */
export async function* filesBelow(
  folder: string,
  { depth: deepest, entries }: WalkBounds,
  signal?: AbortSignal,
): AsyncGenerator<string> {
  const start = await realpath(folder).catch(() => undefined);
  let level = start === undefined ? [] : [''];
  let looked = 0;
  for (let depth = 0; depth <= deepest && level.length > 0; depth++) {
    const next: string[] = [];
    for (const below of level) {
      for await (const entry of entriesOf(path.join(start ?? folder, below))) {
        throwIfCancelled(signal);
        if (++looked > entries) {
          return;
        }
        const place = below === '' ? entry.name : `${below}/${entry.name}`;
        if (entry.name.startsWith('.') || PASSED_OVER.has(entry.name)) {
          continue;
        }
        if (entry.isDirectory()) {
          next.push(place);
        } else if (entry.isFile()) {
          yield place;
        }
      }
    }
    level = next.sort();
  }
}

async function* entriesOf(folder: string): AsyncGenerator<Dirent> {
  try {
    yield* await opendir(folder);
  } catch {
    // A folder that cannot be read, or is gone meanwhile, has nothing to name.
  }
}
