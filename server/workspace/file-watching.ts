import { type Disposable, type FileSystemWatcher, WatchKind } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import type { WorkspaceFolders } from './folders.ts';
import type { OpenDocument } from './open-documents.ts';
import { foldersInto, referencedUris, stepsInto } from './referenced-files.ts';

/** The files whose coming and going matters in general. Narrow, since a client watches every match of it. */
const DATA_FILES = '**/*.{csv,tsv,jsonl,ndjson,parquet,arrow,feather,json,yaml,yml,geojson}';
const DATA_FILE = /\.(?:csv|tsv|jsonl|ndjson|parquet|arrow|feather|json|ya?ml|geojson)$/i;
/** More folders than this are not watched for packages that come and go with a folder. */
const MAX_PACKAGE_HOMES = 200;
/** A path with one of these would be a pattern; such a file is looked at again with the next edit only. */
const GLOB_CHARACTER = /[*?{}[\]!]/;
/** More exact paths than this are not watched one by one. */
const MAX_EXACT_WATCHERS = 500;

/** Whether a path is that of a file by its name, and of one whose every change the client tells. */
export function isDataFile(path: string): boolean {
  return DATA_FILE.test(path);
}

/** Asks the client to watch files (`workspace/didChangeWatchedFiles`). */
export type RegisterWatchers = (watchers: FileSystemWatcher[]) => Promise<Disposable>;

/** Watchers that replace those before them. */
class Watched {
  private readonly register: RegisterWatchers;
  private key = '[]';
  private registration: Promise<Disposable | undefined> = Promise.resolve(undefined);

  constructor(register: RegisterWatchers) {
    this.register = register;
  }

  async replace(watchers: FileSystemWatcher[]): Promise<void> {
    const key = JSON.stringify(watchers);
    if (key === this.key) {
      return;
    }
    const before = this.registration;
    const registration = watchers.length === 0 ? Promise.resolve(undefined) : this.register(watchers);
    this.key = key;
    this.registration = registration;
    await registration;
    (await before)?.dispose();
  }
}

/**
 * Which files the client watches for us: all data files, exactly those paths that open documents refer to and that
 * the general pattern misses, with the folders above them, and the folders of packages (deleting or renaming a folder
 * tells of the folder alone).
 */
export class FileWatching {
  private readonly register: RegisterWatchers;
  private readonly references: Watched;
  private readonly packages: Watched;

  constructor(register: RegisterWatchers) {
    this.register = register;
    this.references = new Watched(register);
    this.packages = new Watched(register);
  }

  async start(): Promise<void> {
    await this.register([{ globPattern: DATA_FILES }]);
  }

  /** Watches what these documents refer to, instead of what was followed before. */
  follow(documents: readonly OpenDocument[], folders: WorkspaceFolders): Promise<void> {
    return this.references.replace(exactWatchers(documents, folders));
  }

  /** Watches for folders of these packages, and folders beside them, that come and go. */
  followPackages(files: readonly string[], folders: WorkspaceFolders): Promise<void> {
    return this.packages.replace(packageWatchers(files, folders));
  }
}

/** One watcher for what lies directly in each folder above the folder of a package. */
export function packageWatchers(files: readonly string[], folders: WorkspaceFolders): FileSystemWatcher[] {
  const watchers = new Map<string, FileSystemWatcher>();
  for (const file of files) {
    const place = folders.placeOf(file);
    const root = place && URI.file(place.root);
    const names = place && root ? foldersInto(root, URI.file(place.folder)) : [];
    for (const depth of names.keys()) {
      const home = names.slice(0, depth).join('/');
      if (!GLOB_CHARACTER.test(home) && watchers.size < MAX_PACKAGE_HOMES) {
        const baseUri = String(root);
        watchers.set(`${baseUri} ${home}`, {
          globPattern: { baseUri, pattern: home === '' ? '*' : `${home}/*` },
          kind: WatchKind.Create | WatchKind.Delete,
        });
      }
    }
  }
  return [...watchers.keys()].sort().flatMap((key) => watchers.get(key) ?? []);
}

/** One watcher per path that the general pattern misses. */
export function exactWatchers(
  documents: readonly OpenDocument[],
  folders: WorkspaceFolders,
): FileSystemWatcher[] {
  const watchers = new Map<string, FileSystemWatcher>();
  for (const document of documents) {
    const place = folders.placeOf(document.uri);
    const root = place && URI.file(place.root);
    for (const step of root ? referencedUris(document).flatMap((file) => stepsInto(root, file)) : []) {
      if (!DATA_FILE.test(step) && !GLOB_CHARACTER.test(step) && watchers.size < MAX_EXACT_WATCHERS) {
        const baseUri = String(root);
        watchers.set(`${baseUri} ${step}`, {
          globPattern: { baseUri, pattern: step },
        });
      }
    }
  }
  return [...watchers.keys()].sort().flatMap((key) => watchers.get(key) ?? []);
}
