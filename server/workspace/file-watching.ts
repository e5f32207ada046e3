import type { Disposable, FileSystemWatcher } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import type { WorkspaceFolders } from './folders.ts';
import type { OpenDocument } from './open-documents.ts';
import { referencedUris, stepsInto } from './referenced-files.ts';

/** The files whose coming and going matters in general. Narrow, since a client watches every match of it. */
const DATA_FILES = '**/*.{csv,tsv,jsonl,ndjson,parquet,arrow,feather,json,yaml,yml,geojson}';
const DATA_FILE = /\.(?:csv|tsv|jsonl|ndjson|parquet|arrow|feather|json|ya?ml|geojson)$/i;
/** A path with one of these would be a pattern; such a file is looked at again with the next edit only. */
const GLOB_CHARACTER = /[*?{}[\]!]/;
/** More exact paths than this are not watched one by one. */
const MAX_EXACT_WATCHERS = 500;

/** Asks the client to watch files (`workspace/didChangeWatchedFiles`). */
export type RegisterWatchers = (watchers: FileSystemWatcher[]) => Promise<Disposable>;

/**
 * Which files the client watches for us: all data files, and exactly those paths that open documents refer to and
 * that the general pattern misses, with the folders above them (deleting a folder tells of the folder alone).
 */
export class FileWatching {
  private readonly register: RegisterWatchers;
  private exact: { key: string; registration: Promise<Disposable | undefined> } | undefined;

  constructor(register: RegisterWatchers) {
    this.register = register;
  }

  async start(): Promise<void> {
    await this.register([{ globPattern: DATA_FILES }]);
  }

  /** Watches what these documents refer to, instead of what was followed before. */
  async follow(documents: readonly OpenDocument[], folders: WorkspaceFolders): Promise<void> {
    const watchers = exactWatchers(documents, folders);
    const key = JSON.stringify(watchers);
    if (key === (this.exact?.key ?? '[]')) {
      return;
    }
    const before = this.exact;
    const registration = watchers.length === 0 ? Promise.resolve(undefined) : this.register(watchers);
    this.exact = { key, registration };
    await registration;
    (await before?.registration)?.dispose();
  }
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
