import { lstat, readdir, readlink, realpath } from 'node:fs/promises';
import path from 'node:path';
import { throwIfCancelled } from '#core/base/failure.ts';
import type { FileFact } from '#core/metadata/surroundings.ts';
import { type SpeltNames, speltNames } from './spelt-names.ts';

/** How many paths are looked up at once. */
const CONCURRENCY = 8;
/** As many symbolic links as Linux follows before it answers ELOOP. */
const MAX_LINKS = 40;

/** Where to look, and for what. */
export interface LookAround {
  /** The directory of the descriptor. */
  readonly folder: string;
  /** Nothing outside of this directory is ever looked at; it holds `folder`, or is it. */
  readonly root: string;
  /** Relative paths with `/`, as `wantedFacts` names them. */
  readonly paths: readonly string[];
  readonly signal?: AbortSignal | undefined;
  /** Directories that were listed already, for whoever looks around many documents at one time. */
  readonly listings?: Listings | undefined;
}

/** What directories hold, by their absolute paths. */
export type Listings = Map<string, Promise<SpeltNames>>;

/** What stands at a path, and where a file really is. */
export interface Located {
  readonly fact: FileFact;
  /** The file without symbolic links, and when it was last changed (milliseconds); only for files. */
  readonly at?: { readonly file: string; readonly modified: number };
}

/**
 * Looks up what stands at relative paths beside a descriptor. Symbolic links are followed step by step and only
 * inside of `root`, so that not even the existence of a file elsewhere shows. Names have to match in case, even on
 * systems that do not care: the package will be read on others. What cannot be read is `unknown`. Undefined when the
 * folder does not lie in the root, or one of them is not there.
 * @throws task/cancelled
 */
export async function locateFiles({
  folder,
  root,
  paths,
  signal,
  listings = new Map(),
}: LookAround): Promise<ReadonlyMap<string, Located> | undefined> {
  throwIfCancelled(signal);
  const realRoot = await realpath(root).catch(() => undefined);
  const start =
    realRoot === undefined ? undefined : await stepsOfFolder(folder, { root, realRoot, listings });
  if (realRoot === undefined || start === undefined) {
    return undefined;
  }
  const located = new Map<string, Located>();
  const queue = [...new Set(paths)];
  const work = async () => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      throwIfCancelled(signal);
      located.set(next, await locate(next, { realRoot, start, listings }));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  throwIfCancelled(signal);
  return located;
}

interface Walk {
  readonly realRoot: string;
  /** The directory of the descriptor, as names below `realRoot`. */
  readonly start: readonly string[];
  /** Directories that were listed already. */
  readonly listings: Listings;
}

/**
 * The directory of a descriptor as names below the root. Also on the way there no link is followed out of the root:
 * on the other side a system may have to ask another machine.
 */
async function stepsOfFolder(
  folder: string,
  { root, realRoot, listings }: { readonly root: string } & Pick<Walk, 'realRoot' | 'listings'>,
): Promise<readonly string[] | undefined> {
  const below = stepsBelow(path.resolve(root), path.resolve(folder));
  if (below === undefined) {
    // The root may be known by another of its names.
    const realFolder = await realpath(folder).catch(() => undefined);
    return realFolder === undefined ? undefined : stepsBelow(realRoot, realFolder);
  }
  const end = await walkTo(below.join('/'), { realRoot, start: [], listings }).catch(() => undefined);
  return end === undefined || 'fact' in end ? undefined : end.steps;
}

async function locate(name: string, walk: Walk): Promise<Located> {
  if (name.includes('\0') || path.posix.isAbsolute(name) || path.win32.isAbsolute(name)) {
    return { fact: { kind: 'outside' } };
  }
  try {
    return await follow(name, walk);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG';
    return { fact: { kind: isMissing ? 'missing' : 'unknown' } };
  }
}

async function follow(name: string, walk: Walk): Promise<Located> {
  const end = await walkTo(name, walk);
  if ('fact' in end) {
    return end;
  }
  return end.differsInCase === undefined
    ? locatedAt(path.join(walk.realRoot, ...end.steps))
    : { fact: { kind: 'missing', differsInCase: end.differsInCase } };
}

/** Where a walk ended: the names below the root, links resolved, and the spelling of the disk where it is another. */
interface WalkEnd {
  readonly steps: readonly string[];
  readonly differsInCase?: string;
}

/** Walks from the descriptor to a path name by name, links included, without a step out of the root. */
async function walkTo(name: string, { realRoot, start, listings }: Walk): Promise<WalkEnd | Located> {
  let here = [...start];
  const pending = name.split('/');
  /** What was asked for, with the case that the disk has. Only names of the path itself, not of link targets. */
  const spelling: string[] = [];
  let own = pending.length;
  let differs = false;
  for (let links = 0; pending.length > 0; ) {
    const isOwn = pending.length <= own;
    const segment = pending.shift() ?? '';
    own = Math.min(own, pending.length);
    if (segment === '' || segment === '.') {
      continue;
    }
    if (segment === '..') {
      if (here.pop() === undefined) {
        return { fact: { kind: 'outside' } };
      }
      continue;
    }
    const parent = path.join(realRoot, ...here);
    const actual = await actualName(parent, segment, listings);
    if (actual === undefined) {
      return { fact: { kind: 'missing' } };
    }
    differs ||= isOwn && actual !== segment;
    if (isOwn) {
      spelling.push(actual);
    }
    const stats = await lstat(path.join(parent, actual));
    if (!stats.isSymbolicLink()) {
      here.push(actual);
      continue;
    }
    if (++links > MAX_LINKS) {
      return { fact: { kind: 'missing' } };
    }
    const target = await readlink(path.join(parent, actual));
    const steps = path.isAbsolute(target) ? stepsBelow(realRoot, target) : target.split(path.sep);
    if (!steps) {
      return { fact: { kind: 'outside' } };
    }
    if (path.isAbsolute(target)) {
      here = [];
    }
    pending.unshift(...steps);
  }
  return { steps: here, ...(differs && { differsInCase: spelling.join('/') }) };
}

/** The name that a directory has for a segment: the same, or one that differs in case only. */
async function actualName(parent: string, segment: string, listings: Listings): Promise<string | undefined> {
  const listing = listings.get(parent) ?? readdir(parent).then(speltNames);
  listings.set(parent, listing);
  return (await listing).actual(segment);
}

async function locatedAt(file: string): Promise<Located> {
  const stats = await lstat(file);
  if (stats.isFile()) {
    return { fact: { kind: 'file', size: stats.size }, at: { file, modified: stats.mtimeMs } };
  }
  return { fact: { kind: stats.isDirectory() ? 'directory' : 'special' } };
}

/** The names from a directory down to a path, or undefined when the path is not below it. */
function stepsBelow(root: string, target: string): string[] | undefined {
  const relative = path.relative(root, target);
  if (relative === '') {
    return [];
  }
  const steps = relative.split(path.sep);
  return path.isAbsolute(relative) || steps[0] === '..' ? undefined : steps;
}
