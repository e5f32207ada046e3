import { URI, Utils } from 'vscode-uri';
import { throwIfCancelled } from '#core/base/failure.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import type { DescriptorFiles } from '#core/node/descriptor-files.ts';
import { isDataFile } from './file-watching.ts';
import { filesWithin } from './files-within.ts';
import type { WorkspaceFolders } from './folders.ts';
import { KeptNames } from './kept-names.ts';
import type { OpenDocuments, TextSource } from './open-documents.ts';

/** How many files are read at once. */
const READS_AT_ONCE = 4;
/** More files than this are not kept. */
const MAX_FILES = 6_000;
/** Milliseconds after which files are looked at anew where no client tells of changes. */
const UNWATCHED_AGE = 10_000;

const PACKAGE = /(?:^|[./])datapackage\.(?:json|ya?ml)$/i;

/** What the index is made from. */
export interface IndexSources {
  readonly files: DescriptorFiles;
  readonly texts: TextSource;
  readonly documents: Pick<OpenDocuments, 'get'>;
  readonly folders: Pick<WorkspaceFolders, 'placeOf' | 'roots'>;
  /** False while the person does not trust the workspace: then only what is open is known. */
  readonly mayLook: () => boolean;
  /** Whether a client tells of changed files. */
  readonly isWatched: () => boolean;
  /** Runs a search, which may be long, so that people can see it. */
  readonly showing: (search: (found: (packages: number) => void) => Promise<void>) => Promise<void>;
  /** Tells that the workspace was searched, so that the folders of its packages can be watched. */
  readonly searched: () => void;
  /** Milliseconds. */
  readonly now: () => number;
}

interface Search {
  readonly done: Promise<void>;
  readonly controller: AbortController;
  readonly startedAt: number;
}

/**
 * The names in all packages of the workspace and in the schema files that they name. What is open in the editor counts
 * before what is on disk. The workspace is searched when somebody first needs it; after that, files are read again
 * only when they change.
 */
export class PackageIndex {
  readonly names = new KeptNames();
  private readonly sources: IndexSources;
  /** Files that were read, or are being read; of what was found there only the names are kept. */
  private readonly reads = new Map<string, Promise<void>>();
  /** Packages that were found, or have changed, and are to be read when somebody needs them. */
  private readonly unread = new Set<string>();
  /** The URIs that the client has for its open texts, by the file. */
  private open = new Map<string, string>();
  private search: Search | undefined;

  constructor(sources: IndexSources) {
    this.sources = sources;
  }

  /** The name that a file has here: its URI in normal form. */
  fileOf(uri: string): string {
    return URI.parse(uri).toString();
  }

  /** The URI of a file as the client writes it. */
  uriOf(file: string): string {
    return this.open.get(file) ?? file;
  }

  /** The packages that are known. */
  packages(): string[] {
    return this.names.files().filter((file) => PACKAGE.test(file));
  }

  /** Takes over what the editor has now. Enough for what stays in one document. */
  look(): void {
    const { texts } = this.sources;
    this.open = new Map(texts.keys().map((uri) => [this.fileOf(uri), uri]));
    for (const file of this.names.files()) {
      if (this.names.versionOf(file) !== undefined && !this.open.has(file)) {
        this.outdate(file);
      }
    }
    const before = this.names.size;
    this.takeOpen();
    if (this.names.size > before) {
      this.takeOpen(); // what is a schema only because a package names it
    }
  }

  /** Makes known what the names in a file may lead to: the schemas that a package names, or all packages of a schema. */
  async lookFrom(file: string): Promise<void> {
    this.look();
    await (this.names.names(file)?.kind === 'tableschema' ? this.lookEverywhere() : this.readSchemas([file]));
  }

  /** Makes known all packages of the workspace, and their schemas. */
  async lookEverywhere(): Promise<void> {
    const { mayLook, isWatched, now } = this.sources;
    if (mayLook()) {
      const age = this.search ? now() - this.search.startedAt : 0;
      if (!isWatched() && age > UNWATCHED_AGE) {
        this.clear();
      }
      this.search ??= this.startSearch();
      await this.search.done;
      await this.readPackages();
    }
    this.look();
    await this.readSchemas(this.names.files());
  }

  /** The document in a file as it is now: the open text, otherwise the file, which is read again. */
  async read(file: string): Promise<MetadataDocument | undefined> {
    if (this.open.has(file)) {
      return this.openDocument(file);
    }
    const document = await this.readFromDisk(file);
    this.names.takeFile(file, document);
    return document;
  }

  /** The document in a file as it is now, of whatever kind; nothing of it is kept. */
  async peek(file: string): Promise<MetadataDocument | undefined> {
    return this.openDocument(file) ?? (await this.readFromDisk(file));
  }

  /**
   * Files or folders changed on disk; `isOther` when one came or went. Of a folder, clients tell nothing about the
   * files in it. Returns whether packages that are known, or their schemas, are concerned.
   */
  changed(changes: readonly { readonly uri: string; readonly isOther: boolean }[]): boolean {
    const came = new Set<string>();
    let concerned = false;
    for (const { uri, isOther } of changes) {
      const file = this.fileOf(uri).replace(/\/$/, '');
      if (PACKAGE.test(file) || this.names.has(file) || this.names.isUsed(file)) {
        this.outdate(file);
        concerned = true;
      } else if (isOther && !isDataFile(file)) {
        came.add(file);
      }
    }
    if (came.size > 0) {
      const known = new Set([...this.names.files(), ...this.reads.keys(), ...this.unread]);
      for (const file of filesWithin(known, came)) {
        this.outdate(file);
        concerned = true;
      }
      // It may be a folder with packages: whoever needs them all looks again.
      this.search = undefined;
    }
    return concerned;
  }

  /** Drops everything: other folders are open now, or the person trusts them. */
  clear(): void {
    this.search?.controller.abort();
    this.search = undefined;
    this.names.clear();
    this.reads.clear();
    this.unread.clear();
  }

  private outdate(file: string): void {
    this.reads.delete(file);
    this.names.forget(file);
    if (PACKAGE.test(file)) {
      this.unread.add(file);
    }
  }

  private takeOpen(): void {
    for (const [file, uri] of this.open) {
      const text = this.sources.texts.get(uri);
      if (text && this.names.versionOf(file) !== text.version) {
        const metadata = this.sources.documents.get(uri)?.metadata;
        // Most open texts are no metadata, and are not read for nothing.
        const document = this.names.isUsed(file) ? this.openDocument(file) : metadata;
        if (document) {
          const positions = this.sources.documents.get(uri)?.text ?? text;
          this.names.takeOpen(file, document, positions, text.version);
        } else if (this.names.has(file)) {
          this.names.forget(file);
        }
      }
    }
  }

  /** An open text as a document, of whatever kind it is. */
  private openDocument(file: string): MetadataDocument | undefined {
    const { texts, documents } = this.sources;
    const uri = this.uriOf(file);
    const metadata = documents.get(uri)?.metadata;
    const text = metadata ? undefined : texts.get(uri)?.getText();
    return text === undefined ? metadata : parseMetadata({ name: nameOf(file), text });
  }

  private startSearch(): Search {
    const { files, folders, showing, now } = this.sources;
    const controller = new AbortController();
    const done = showing(async (found) => {
      for (const root of folders.roots()) {
        for await (const path of files.find(root, controller.signal)) {
          this.unread.add(URI.file(path).toString());
          found(this.unread.size);
        }
      }
      throwIfCancelled(controller.signal);
      await this.readPackages();
      await this.readSchemas(this.names.files());
      this.sources.searched();
    });
    const search = { done, controller, startedAt: now() };
    done.catch(() => {
      if (this.search === search) {
        this.search = undefined; // the next one who needs it tries again
      }
    });
    return search;
  }

  private async readPackages(): Promise<void> {
    const pending = [...this.unread];
    this.unread.clear();
    await this.readAll(pending);
  }

  private async readSchemas(owners: readonly string[]): Promise<void> {
    await this.readAll([...new Set(owners.flatMap((owner) => this.names.schemaFiles(owner)))]);
  }

  private async readAll(files: readonly string[]): Promise<void> {
    const isWanted = (file: string) => !this.names.has(file) && !this.open.has(file);
    const queue = files.filter(isWanted).reverse();
    const work = async () => {
      for (let file = queue.pop(); file !== undefined && this.names.size < MAX_FILES; file = queue.pop()) {
        await this.readOnce(file);
      }
    };
    await Promise.all(Array.from({ length: READS_AT_ONCE }, work));
  }

  /** Reads a file, unless that was done since it changed. */
  private readOnce(file: string): Promise<void> {
    const known = this.reads.get(file);
    if (known) {
      return known;
    }
    const reading = this.readFromDisk(file).then(
      (document) => {
        // Of what changed, was dropped or was opened meanwhile, this is an older state.
        if (this.reads.get(file) === reading && !this.open.has(file)) {
          this.names.takeFile(file, document);
        }
      },
      (error: unknown) => {
        this.reads.delete(file);
        throw error;
      },
    );
    this.reads.set(file, reading);
    return reading;
  }

  private async readFromDisk(file: string): Promise<MetadataDocument | undefined> {
    const { folders, files, mayLook } = this.sources;
    const place = mayLook() ? folders.placeOf(file) : undefined;
    return place && files.read({ ...place, name: nameOf(file) });
  }
}

function nameOf(file: string): string {
  return Utils.basename(URI.parse(file));
}
