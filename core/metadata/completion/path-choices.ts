import { formatBytes } from '#core/base/format-bytes.ts';
import { resourcesOf } from '../datapackage/resources.ts';
import { judgePath } from '../datapackage/safe-path.ts';
import { memberValue, oneOrMany, textOf } from '../tree.ts';
import { type At, type Choice, namesOfList, resourceAt } from './choice.ts';
import { Stop } from './draft.ts';
import { dataRank, extensionOf, isTableFile, nameOf } from './file-kind.ts';

/** Up to this many files are shown with their whole path; of more, one directory at a time. */
const MAX_FLAT = 60;

export interface File {
  readonly path: string;
  readonly size: number;
}

/** Files that a resource could have as data: those that no resource has yet come first. */
export function* dataFiles(at: At): Generator<Choice> {
  const used = usedPaths(at);
  const beside = namesOfList(at);
  const name = textOf(memberValue(resourceAt(at), 'name'));
  const isNamesake = (path: string) => name !== undefined && nameOf(path) === name;
  const rank = ({ path }: File) => (used.has(path) ? 10 : 0) + (isNamesake(path) ? -5 : 0) + dataRank(path);
  yield* fileChoices(at, {
    takes: ({ path }) => !beside.has(path) && !isDescriptor(path),
    rank,
    note: ({ path }) => used.get(path),
  });
}

/** Files that may hold a table schema. */
export function schemaFiles(at: At): Iterable<Choice> {
  return descriptorFiles(at, /schema/i);
}

/** Files that may hold a dialect. */
export function dialectFiles(at: At): Iterable<Choice> {
  return descriptorFiles(at, /dialect/i);
}

function descriptorFiles(at: At, usual: RegExp): Iterable<Choice> {
  return fileChoices(at, {
    takes: ({ path }) =>
      ['json', 'yaml', 'yml'].includes(extensionOf(path)) && !/(?:^|\/)datapackage\.\w+$/i.test(path),
    rank: ({ path }) => (usual.test(path) ? 0 : 1),
  });
}

/** Pictures. */
export function imageFiles(at: At): Iterable<Choice> {
  const pictures = ['png', 'jpg', 'jpeg', 'svg', 'webp', 'gif', 'avif'];
  return fileChoices(at, { takes: ({ path }) => pictures.includes(extensionOf(path)), rank: () => 0 });
}

/** Texts of licences, those that are called so first. */
export function licenseFiles(at: At): Iterable<Choice> {
  const isNamed = (path: string) => /(?:^|\/)(?:licen[cs]e|copying|unlicense)[^/]*$/i.test(path);
  return fileChoices(at, {
    takes: ({ path }) => isNamed(path) || ['md', 'txt', 'html', 'pdf', 'rst'].includes(extensionOf(path)),
    rank: ({ path }) => (isNamed(path) ? 0 : 1),
  });
}

/** Anything may be the source of data. */
export function sourceFiles(at: At): Iterable<Choice> {
  return fileChoices(at, {
    takes: ({ path }) => !isDescriptor(path),
    rank: ({ path }) => 2 - dataRank(path),
  });
}

export interface Wish {
  takes(file: File): boolean;
  /** Lower ones first. */
  rank(file: File): number;
  /** Words behind the size. */
  note?(file: File): string | undefined;
  /** How a path is written, if not as it is. */
  written?(path: string): string;
}

/** Files below the folder of the document, with the best first: all of them, or one directory of many. */
export function* fileChoices(at: At, wish: Wish): Generator<Choice> {
  const { folder, isFlat } = viewOf(at, wish);
  const written = wish.written ?? String;
  const { folders, files } = filesIn(at, wish, folder, isFlat);
  for (const [name, { count }] of [...folders].sort(([, a], [, b]) => a.rank - b.rank)) {
    const detail = `${count} ${count === 1 ? 'file' : 'files'}`;
    yield { label: name, kind: 'folder', value: new Stop('text', [], written(name)), detail };
  }
  const ranked = files.map((file) => ({ file, rank: wish.rank(file) }));
  ranked.sort((a, b) => a.rank - b.rank || compare(a.file.path, b.file.path));
  for (const { file } of ranked) {
    const remark = wish.note?.(file);
    const detail = [formatBytes(file.size), ...(remark === undefined ? [] : [remark])].join(', ');
    yield { label: file.path, kind: 'file', value: written(file.path), detail };
  }
}

/** The directory to show, and whether all below it is shown at once. */
function viewOf({ surroundings, typed }: At, { takes }: Wish): { folder: string; isFlat: boolean } {
  let count = 0;
  for (const file of surroundings.files()) {
    count += takes(file) ? 1 : 0;
    if (count > MAX_FLAT) {
      return { folder: typed.slice(0, typed.lastIndexOf('/') + 1).replace(/^\.\//, ''), isFlat: false };
    }
  }
  return { folder: '', isFlat: true };
}

interface Listing {
  /** By their path with `/` at its end. */
  readonly folders: ReadonlyMap<string, { readonly count: number; readonly rank: number }>;
  readonly files: readonly File[];
}

function filesIn(
  { surroundings, document }: At,
  { takes, rank }: Wish,
  folder: string,
  isFlat: boolean,
): Listing {
  const version = document.version ?? '2.0';
  const own = document.name.slice(document.name.lastIndexOf('/') + 1);
  const folders = new Map<string, { count: number; rank: number }>();
  const files: File[] = [];
  for (const file of surroundings.files()) {
    if (!file.path.startsWith(folder) || file.path === own) {
      continue;
    }
    const slash = isFlat ? -1 : file.path.indexOf('/', folder.length);
    const known = slash < 0 ? undefined : folders.get(file.path.slice(0, slash + 1));
    if (known) {
      known.count++; // one file that fits is enough to show a directory
    } else if (takes(file) && judgePath(file.path, version).kind === 'local') {
      if (slash < 0) {
        files.push(file);
      } else {
        folders.set(file.path.slice(0, slash + 1), { count: 1, rank: rank(file) });
      }
    }
  }
  return { folders, files };
}

/** Tables that no resource has as its data, up to a number. */
export function unusedTables(at: At, maximum: number): File[] {
  const used = usedPaths(at);
  const version = at.document.version ?? '2.0';
  const found: File[] = [];
  for (const file of at.surroundings.files()) {
    const { path } = file;
    if (
      found.length < maximum &&
      isTableFile(path) &&
      !used.has(path) &&
      judgePath(path, version).kind === 'local'
    ) {
      found.push(file);
    }
  }
  return found;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The paths that resources have, each with words about whose it is. */
function usedPaths({ document, place }: At): ReadonlyMap<string, string> {
  const used = new Map<string, string>();
  for (const [index, resource] of resourcesOf(document).entries()) {
    const name = textOf(memberValue(resource, 'name'));
    const isOwn = index === place.resource?.[1];
    for (const path of isOwn ? [] : oneOrMany(memberValue(resource, 'path'))) {
      const text = textOf(path);
      if (text !== undefined) {
        used.set(text, name === undefined ? 'used' : `used by "${name}"`);
      }
    }
  }
  return used;
}

/** Descriptors describe data: they are none. */
function isDescriptor(path: string): boolean {
  return /(?:^|[/.])(?:datapackage|dataresource|tableschema|tabledialect|schema|dialect)\.(?:json|ya?ml)$/i.test(
    path,
  );
}
