import { Utils } from 'vscode-uri';
import { throwIfCancelled } from '#core/base/failure.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { areaOf } from '#core/metadata/kind.ts';
import { resolvePath } from '#core/metadata/stac/graph/href.ts';
import type { StacLinks, StacSurroundings } from '#core/metadata/stac/graph/stac-surroundings.ts';
import { STRUCTURAL } from '#core/metadata/stac/graph/summary.ts';
import type { DescriptorPlace } from '#core/node/descriptor-files.ts';
import type { StacFiles } from '#core/node/stac-files.ts';
import { mapLimited } from '#core/tabular/map-limited.ts';
import { Debounce } from '../debounce.ts';
import { isDataFile } from '../file-watching.ts';
import { filesWithin } from '../files-within.ts';
import type { WorkspaceFolders } from '../folders.ts';
import type { Positions } from '../line-starts.ts';
import type { OpenDocument, OpenDocuments, TextSource } from '../open-documents.ts';
import { ChangedFiles } from './changed-files.ts';
import { fileAt, fileOf, uriOfFile } from './file-names.ts';
import { KeptObjects, type Spread } from './kept-objects.ts';
import { WorkspaceSearch } from './workspace-search.ts';

const READS_AT_ONCE = 8;
/** What a document is linked with is read before its first check, so many files of it. */
const MOST_NEAR = 20;
/** Milliseconds after which files are looked at anew where no client tells of changes. */
const UNWATCHED_AGE = 10_000;

/** Milliseconds until an open document is checked again since another one changed: somebody may still be typing. */
const NEWS = 150;

const CANDIDATE = /\.(?:json|geojson|ya?ml)$/i;

/** What the index is made from. */
export interface StacSources {
  readonly files: StacFiles;
  readonly texts: TextSource;
  readonly documents: Pick<OpenDocuments, 'get'>;
  readonly folders: Pick<WorkspaceFolders, 'placeOf' | 'roots'>;
  /** False while the person does not trust the workspace: then only what is open is known. */
  readonly mayLook: () => boolean;
  /** Whether a client tells of changed files. */
  readonly isWatched: () => boolean;
  /** Runs a search, which may be long, so that people can see it. */
  readonly showing: (search: (found: (objects: number) => void) => Promise<void>) => Promise<void>;
  /** Tells that the workspace was searched, so that the folders of its objects can be watched. */
  readonly searched: () => void;
  /** Tells of an open document around which something changed. */
  readonly news: (uri: string) => void;
  readonly failed: (error: unknown) => void;
  /** Milliseconds. */
  readonly now: () => number;
}

/**
 * The STAC objects of the workspace and the links between them. What is open in the editor counts before what is on
 * disk. The workspace is searched when the first STAC document is opened, or somebody needs all objects; after that,
 * files are read again only when they change. A file has the path of its URI for its name.
 */
export class StacIndex {
  private readonly sources: StacSources;
  private readonly kept = new KeptObjects();
  private readonly surroundings = new Map<string, StacSurroundings>();
  private readonly listeners = new Set<() => void>();
  private readonly changes: ChangedFiles<DescriptorPlace>;
  private readonly search: WorkspaceSearch;
  private isSearched = false;
  private readonly news: Debounce;

  constructor(sources: StacSources) {
    this.sources = sources;
    this.news = new Debounce(sources.news);
    this.changes = new ChangedFiles({
      filesIn: (folder) => this.foundIn(folder),
      reader: () => this.changedReader(),
      failed: sources.failed,
    });
    this.search = new WorkspaceSearch({
      roots: () => sources.folders.roots(),
      find: (root, signal) => sources.files.find(root, signal),
      read: (path, signal) => this.readFound(path, signal),
      showing: sources.showing,
      count: () => this.graph.size,
      ended: () => {
        this.isSearched = true;
        this.tell('', 'everybody');
        sources.searched();
      },
      failed: sources.failed,
      now: sources.now,
    });
  }

  /** What links what. Only what is known so far; all of it after `lookEverywhere`. */
  get graph(): StacLinks {
    return this.kept.graph;
  }

  /** The whole workspace was searched. */
  get isComplete(): boolean {
    return this.isSearched && !this.kept.isFull;
  }

  fileOf(uri: string): string {
    return fileOf(uri);
  }

  /** The URI of a file as the client writes it. */
  uriOf(file: string): string {
    const uri = uriOfFile(file).toString();
    const { texts } = this.sources;
    return texts.get(uri) ? uri : (texts.keys().find((open) => fileOf(open) === file) ?? uri);
  }

  positionsOf(file: string): Positions | undefined {
    return this.kept.positionsOf(file);
  }

  /** The version of the open text that is known of a file; undefined where it is the file on disk. */
  versionOf(file: string): number | undefined {
    return this.kept.versionOf(file);
  }

  /** Calls somebody back whenever an object came, went or tells something else; returns how to end that. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * What is known around a document: at least what it is linked with. Everything else is looked up, and told of.
   * @throws task/cancelled
   */
  async around(document: OpenDocument, signal: AbortSignal): Promise<StacSurroundings> {
    const { uri } = document;
    const file = fileOf(uri);
    this.takeOpen(document);
    if (this.sources.mayLook()) {
      await this.readNear(file, signal);
      this.search.start().catch(() => undefined); // whoever waits for it is told
    }
    const { graph, isComplete } = this;
    const known = this.surroundings.get(uri);
    if (known && known.isComplete === isComplete) {
      return known;
    }
    const fresh = { file, graph, isComplete, linesOf: (other: string) => this.kept.positionsOf(other) };
    this.surroundings.set(uri, fresh);
    return fresh;
  }

  /** Makes all objects of the workspace known, as they are now. */
  async lookEverywhere(): Promise<void> {
    const { mayLook, isWatched } = this.sources;
    if (mayLook()) {
      if (!isWatched() && this.search.age > UNWATCHED_AGE) {
        this.clear();
      }
      await this.search.start();
      await this.changes.catchUp();
    }
    this.look();
  }

  /** Takes over what the editor has now. */
  look(): void {
    const { texts, documents } = this.sources;
    for (const uri of texts.keys().filter((each) => each.startsWith('file:'))) {
      const [file, version] = [fileOf(uri), texts.get(uri)?.version];
      const known = this.kept.versionOf(file);
      const document = known === version ? undefined : documents.get(uri);
      if (document && areaOf(document.metadata.kind) === 'stac') {
        this.takeOpen(document);
      } else if (known !== version && known !== undefined) {
        this.tell(file, this.kept.remove(file)); // it is no STAC object any more
      }
    }
  }

  /** The document in a file as it is now: the open text, otherwise the file, which is read again. */
  async read(file: string): Promise<MetadataDocument | undefined> {
    const open = this.sources.documents.get(this.uriOf(file));
    if (open) {
      this.takeOpen(open);
      return open.metadata;
    }
    const document = await this.readFromDisk(file);
    this.tell(file, this.kept.put(file, document));
    return document;
  }

  /** Files or folders changed on disk; `isOther` when one came or went. Of a folder, nothing is told about its files. */
  changed(changes: readonly { readonly uri: string; readonly isOther: boolean }[]): void {
    if (!this.search.hasStarted) {
      return; // nothing was read yet
    }
    const folders = new Set<string>();
    for (const { uri, isOther } of changes) {
      const file = fileOf(uri).replace(/\/$/, '');
      if (CANDIDATE.test(file)) {
        this.changes.add(file);
      } else if (isOther && !isDataFile(file)) {
        folders.add(file);
      }
    }
    for (const file of filesWithin(this.graph.files(), folders)) {
      this.changes.add(file);
    }
    for (const folder of folders) {
      const place = this.sources.folders.placeOf(uriOfFile(folder).toString());
      if (place) {
        this.changes.addFolder({ ...place, name: Utils.basename(uriOfFile(folder)) });
      }
    }
    void this.changes.catchUp();
  }

  /** A document was closed: what nobody saved is gone. */
  closed(uri: string): void {
    this.surroundings.delete(uri);
    this.news.cancel(uri);
    if (this.kept.versionOf(fileOf(uri)) !== undefined) {
      this.changes.add(fileOf(uri));
      void this.changes.catchUp();
    }
  }

  /** Drops everything: other folders are open now, or the person trusts them. */
  clear(): void {
    this.search.cancel();
    this.isSearched = false;
    this.kept.clear();
    this.changes.clear();
    this.surroundings.clear();
    this.tellListeners();
  }

  private takeOpen({ uri, version, metadata, text }: OpenDocument): void {
    const file = fileOf(uri);
    if (this.kept.versionOf(file) !== version || !this.kept.has(file)) {
      this.tell(file, this.kept.put(file, metadata, { positions: text, version }));
    }
  }

  /** What is above a document, and the first of what is below it. */
  private async readNear(file: string, signal: AbortSignal): Promise<void> {
    if (this.isSearched) {
      return;
    }
    const wanted = new Set<string>();
    for (const { rel, leads } of this.graph.get(file)?.links ?? []) {
      const target = leads.kind === 'file' && STRUCTURAL.has(rel) ? resolvePath(file, leads.path) : undefined;
      if (target !== undefined && !this.kept.has(target) && wanted.size < MOST_NEAR) {
        wanted.add(target);
      }
    }
    await mapLimited([...wanted], READS_AT_ONCE, async (each) => {
      const document = await this.readFromDisk(each, signal);
      if (document && !this.kept.has(each)) {
        this.kept.put(each, document);
      }
    });
    throwIfCancelled(signal);
  }

  /** What is open, or was read for somebody who could not wait, is not read again. */
  private async readFound(path: string, signal: AbortSignal): Promise<boolean> {
    const file = fileAt(path);
    if (!this.kept.has(file)) {
      const document = await this.sources.files.readFound(path, signal);
      throwIfCancelled(signal);
      if (document && !this.kept.has(file)) {
        this.kept.put(file, document);
      }
    }
    return !this.kept.isFull;
  }

  private async *foundIn(folder: DescriptorPlace): AsyncGenerator<string> {
    for await (const path of this.sources.files.findIn(folder)) {
      yield fileAt(path);
    }
  }

  private changedReader(): (file: string) => Promise<void> {
    const { texts, documents } = this.sources;
    const open = new Set(texts.keys().flatMap((uri) => (documents.get(uri) ? fileOf(uri) : [])));
    return async (file) => {
      if (!open.has(file)) {
        const document = await this.readFromDisk(file);
        this.tell(file, this.kept.put(file, document));
      }
    };
  }

  private async readFromDisk(file: string, signal?: AbortSignal): Promise<MetadataDocument | undefined> {
    const { folders, files, mayLook } = this.sources;
    const uri = uriOfFile(file);
    const place = mayLook() ? folders.placeOf(uri.toString()) : undefined;
    return place && files.read({ ...place, name: Utils.basename(uri) }, signal);
  }

  /** Tells those open documents to which a change of a file may matter. */
  private tell(file: string, spread: Spread): void {
    if (spread === 'nobody') {
      return;
    }
    this.tellListeners();
    for (const uri of [...this.surroundings.keys()]) {
      const other = fileOf(uri);
      if (spread === 'everybody' || spread.has(other) || other === file) {
        this.surroundings.delete(uri);
        if (other !== file) {
          this.news.schedule(uri, NEWS);
        }
      }
    }
  }

  private tellListeners(): void {
    for (const listener of this.listeners) {
      listener();
    }
  }
}
