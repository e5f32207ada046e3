import { URI, Utils } from 'vscode-uri';
import { type Configuration, noConfiguration } from '#core/metadata/config/configuration.ts';
import type { DataFact } from '#core/metadata/data-fact.ts';
import { partsToRead } from '#core/metadata/datapackage/parts-to-read.ts';
import { spareTables } from '#core/metadata/datapackage/spare-tables.ts';
import { type WantedFacts, wantedData, wantedFacts } from '#core/metadata/datapackage/wanted-facts.ts';
import type { DescribedTable } from '#core/metadata/described-table.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import {
  hashKey,
  type KnownFacts,
  knownSurroundings,
  nothingKnown,
  sameFacts,
} from '#core/metadata/known-surroundings.ts';
import type { StacSurroundings } from '#core/metadata/stac/graph/stac-surroundings.ts';
import type { FileFact, Surroundings } from '#core/metadata/surroundings.ts';
import type { FactReaders } from '#core/node/fact-readers.ts';
import type { Located } from '#core/node/locate-files.ts';
import { mapLimited } from '#core/tabular/map-limited.ts';
import type { PlaceOnDisk } from '../folders.ts';
import type { OpenDocument } from '../open-documents.ts';
import { type AskedFacts, dataOfTables, sameAsked } from './asked-facts.ts';
import { FactCache } from './fact-cache.ts';
import type { OpenParts } from './open-parts.ts';

const PARTS_AT_ONCE = 4;
/** Milliseconds after which facts are told while others are still looked up. */
const FIRST_NEWS = 500;
/** Milliseconds after which files are looked at again where no client tells of changes. */
const UNWATCHED_AGE = 3_000;

/** What the facts are made from. */
export interface FactSources {
  readonly readers: FactReaders;
  /** Called once per look: what is open in the editor counts before what is on disk. */
  readonly openParts: () => OpenParts;
  /** Tells that there are new facts about the files of a document. */
  readonly news: (uri: string) => void;
  readonly failed: (error: unknown) => void;
  /** Whether a client tells of changed files. */
  readonly isWatched: () => boolean;
  /** Milliseconds. */
  readonly now: () => number;
}

/** What is known of a document besides its own text. */
export interface AboutDocument {
  readonly configuration?: Configuration;
  /** The tables that a schema by itself is for. */
  readonly tables?: readonly DescribedTable[] | undefined;
  /** The STAC objects around a STAC object. */
  readonly stac?: StacSurroundings | undefined;
}

/** What is known around one open document. */
interface Entry {
  readonly place: PlaceOnDisk;
  located: ReadonlyMap<string, Located>;
  lookedAt: number;
  isStale: boolean;
  known: KnownFacts;
  surroundings: Surroundings;
  /** The absolute paths of the schemas, dialects and profiles that the document names. */
  parts: ReadonlySet<string>;
  /** What the facts were put together for. */
  asked?: AskedFacts;
  /** Something was found since then. */
  hasNews: boolean;
}

/** What a version of a document would like to know. */
interface Wishes extends AboutDocument {
  readonly wanted: WantedFacts;
  /** Tables that it does not name yet. */
  readonly spare: readonly string[];
  readonly configuration: Configuration;
}

const UNKNOWN: Located = { fact: { kind: 'unknown' } };

/**
 * Facts about the files around all open documents. What stands where and the schemas in files of their own are looked
 * up at once, what is in the data and hashes in the background; each is kept until its file changes. As long as nothing
 * around a document changes, it gets the same `Surroundings` object, and no disk is touched for it.
 */
export class WorkspaceFacts {
  private readonly sources: FactSources;
  private readonly cache: FactCache;
  private readonly entries = new Map<string, Entry>();
  private readonly newsTimers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(sources: FactSources) {
    this.sources = sources;
    this.cache = new FactCache(sources.readers, {
      done: (wantedBy) => this.tell(wantedBy),
      failed: sources.failed,
    });
  }

  /**
   * What is known around a document now. What is not known yet is being looked up, and told of.
   * @throws task/cancelled
   */
  async around(
    document: OpenDocument,
    place: PlaceOnDisk,
    signal: AbortSignal,
    { configuration = noConfiguration, tables, stac }: AboutDocument = {},
  ): Promise<Surroundings> {
    const entry = this.entryOf(document.uri, place);
    const own = wantedFacts(document.metadata, configuration, stac);
    const files = [...new Set([...own.files, ...(tables ?? []).map(({ path }) => path)])];
    const wanted = tables ? { ...own, files } : own;
    const spare = spareTables(document.metadata, this.cache.listed(place.folder), wanted.files);
    await this.locate(entry, [...wanted.files, ...wanted.profiles, ...spare], signal);
    const parts = [...wanted.profiles, ...wanted.documents];
    const read = partsToRead(parts, (path) => entry.located.get(path)?.fact);
    await mapLimited(read, PARTS_AT_ONCE, async (path) => {
      const version = this.cache.versionOf(entry.located.get(path));
      await (version && this.cache.readPart(version, signal));
    });
    const asked = this.ask(entry, document, { wanted, spare, configuration, tables, stac });
    if (!entry.hasNews && entry.asked && sameAsked(entry.asked, asked)) {
      return entry.surroundings;
    }
    entry.asked = asked;
    entry.hasNews = false;
    const known = this.collect(entry, document.uri, asked);
    if (!sameFacts(entry.known, known)) {
      entry.known = known;
      entry.surroundings = knownSurroundings(known, Date.now);
    }
    return entry.surroundings;
  }

  /** Files that a document refers to changed on disk: they are looked at again when somebody asks. */
  touched(uri: string): void {
    const entry = this.entries.get(uri);
    if (entry) {
      entry.isStale = true;
    }
  }

  /** Files changed on disk; `isOther` when one came or went. Returns the documents whose folder has other files now. */
  changed(files: readonly { readonly uri: string; readonly isOther: boolean }[]): string[] {
    const folders = this.cache.changed(files);
    return [...this.entries].flatMap(([uri, entry]) => {
      entry.hasNews = true;
      return folders.has(entry.place.folder) ? uri : [];
    });
  }

  /** The documents that name a schema, a dialect or a profile, which somebody has edited. */
  documentsWith(partUri: string): string[] {
    const { fsPath } = URI.parse(partUri);
    return [...this.entries].flatMap(([uri, { parts }]) => (parts.has(fsPath) ? uri : []));
  }

  /** Drops what is known around a document that was closed. */
  forget(uri: string): void {
    this.cache.forget(uri);
    clearTimeout(this.newsTimers.get(uri));
    this.newsTimers.delete(uri);
    const folder = this.entries.get(uri)?.place.folder;
    this.entries.delete(uri);
    if (folder !== undefined && ![...this.entries.values()].some(({ place }) => place.folder === folder)) {
      this.cache.forgetListing(folder);
    }
  }

  /** Drops everything: the person trusts other folders now. */
  clear(): void {
    for (const uri of [...this.entries.keys()]) {
      this.forget(uri);
    }
    this.cache.clear();
  }

  private entryOf(uri: string, place: PlaceOnDisk): Entry {
    const known = this.entries.get(uri);
    if (known && known.place.folder === place.folder && known.place.root === place.root) {
      return known;
    }
    const entry: Entry = {
      place,
      located: new Map(),
      lookedAt: this.sources.now(),
      isStale: false,
      known: nothingKnown,
      surroundings: knownSurroundings(nothingKnown),
      parts: new Set(),
      hasNews: true,
    };
    this.entries.set(uri, entry);
    return entry;
  }

  /** Looks at the paths that are new, or at all of them when something may have changed. */
  private async locate(entry: Entry, paths: readonly string[], signal: AbortSignal): Promise<void> {
    const { readers, isWatched, now } = this.sources;
    const isStale = entry.isStale || (!isWatched() && now() - entry.lookedAt > UNWATCHED_AGE);
    const wanted = isStale ? paths : paths.filter((path) => !entry.located.has(path));
    if (wanted.length === 0) {
      return;
    }
    // What changes from now on is another change.
    entry.isStale = false;
    try {
      const found = await readers.locate({ ...entry.place, paths: wanted, signal });
      const before = isStale ? undefined : entry.located;
      // Paths that are no longer wanted go: someone types one letter by letter.
      entry.located = new Map(paths.map((path) => [path, found?.get(path) ?? before?.get(path) ?? UNKNOWN]));
      entry.lookedAt = isStale ? now() : entry.lookedAt;
      entry.hasNews = true;
    } catch (error) {
      entry.isStale ||= isStale;
      throw error;
    }
  }

  /** What a version of a document asks for, by the schemas and dialects as they are now. */
  private ask(
    entry: Entry,
    { uri, metadata }: OpenDocument,
    { wanted, spare, configuration, tables, stac }: Wishes,
  ): AskedFacts {
    const documents = this.collectParts(entry, uri, [...wanted.documents, ...wanted.profiles]);
    const files = this.factsOf(entry, wanted);
    const data = [
      ...wantedData(metadata, knownSurroundings({ ...nothingKnown, files, documents })),
      ...spare.map((path) => ({ path, reading: {} })),
      ...dataOfTables(tables ?? []),
    ];
    return { wanted, data, documents, configuration, tables, stac };
  }

  private factsOf({ located }: Entry, { files, profiles }: WantedFacts): Map<string, FileFact> {
    return new Map([...files, ...profiles].map((path) => [path, (located.get(path) ?? UNKNOWN).fact]));
  }

  /** Puts together what is known, and has the rest looked up in the background. Touches no disk. */
  private collect(
    entry: Entry,
    uri: string,
    { wanted, data: wantedOfData, documents, configuration, tables, stac }: AskedFacts,
  ): KnownFacts {
    const { located, place } = entry;
    const data = new Map<string, DataFact>();
    for (const { path, reading } of wantedOfData) {
      const version = this.cache.versionOf(located.get(path));
      const fact = version && this.cache.data(version, reading, uri);
      if (fact) {
        data.set(path, fact);
      }
    }
    const hashes = new Map<string, string>();
    for (const { path, algorithm } of wanted.hashes) {
      const version = this.cache.versionOf(located.get(path));
      const hash = version && this.cache.hash(version, algorithm, uri);
      if (hash !== undefined) {
        hashes.set(hashKey(path, algorithm), hash);
      }
    }
    const files = this.factsOf(entry, wanted);
    const listing = this.cache.listing(place, uri);
    return { files, documents, data, hashes, listing, configuration, tables, stac };
  }

  private collectParts(entry: Entry, uri: string, paths: readonly string[]): Map<string, MetadataDocument> {
    const open = this.sources.openParts();
    const folder = Utils.dirname(URI.parse(uri));
    const places = paths.map((path) => ({ path, place: Utils.joinPath(folder, path).fsPath }));
    entry.parts = new Set(places.map(({ place }) => place));
    const documents = new Map<string, MetadataDocument>();
    for (const { path, place } of places) {
      const version = this.cache.versionOf(entry.located.get(path));
      const document = version && (open.at(place) ?? this.cache.part(version));
      if (document) {
        documents.set(path, document);
      }
    }
    return documents;
  }

  /** Tells of new facts: at once when they are the last ones for a document, otherwise now and then. */
  private tell(wantedBy: ReadonlySet<string>): void {
    for (const uri of wantedBy) {
      const entry = this.entries.get(uri);
      if (entry) {
        entry.hasNews = true;
      }
      if (!this.cache.isBusyFor(uri)) {
        clearTimeout(this.newsTimers.get(uri));
        this.newsTimers.delete(uri);
        this.sources.news(uri);
      } else if (!this.newsTimers.has(uri)) {
        const timer = setTimeout(() => {
          this.newsTimers.delete(uri);
          this.sources.news(uri);
        }, FIRST_NEWS);
        this.newsTimers.set(uri, timer);
      }
    }
  }
}
