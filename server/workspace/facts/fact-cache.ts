import { URI } from 'vscode-uri';
import { throwIfCancelled } from '#core/base/failure.ts';
import type { DataFact } from '#core/metadata/data-fact.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import type { ListedFile } from '#core/metadata/known-surroundings.ts';
import type { HashAlgorithm } from '#core/metadata/surroundings.ts';
import type { FactReaders } from '#core/node/fact-readers.ts';
import type { Located } from '#core/node/locate-files.ts';
import { readingKey, type TableReading } from '#core/tableschema/table-reading.ts';
import type { PlaceOnDisk } from '../folders.ts';
import { Background } from './background.ts';
import { Recent } from './recent.ts';

/** Larger files are hashed on demand only: it would take minutes. */
const MAX_HASHED_BYTES = 256 * 1024 * 1024;
const JOBS_AT_ONCE = 2;

/** A file as it is now: its key changes with its content. */
export interface FileVersion {
  readonly file: string;
  readonly size: number;
  readonly key: string;
}

/** A fact that was looked for: not being able to tell is one, too. */
interface Found<Fact> {
  readonly fact: Fact | undefined;
}

/** The files below a folder. */
interface Listing {
  files: readonly ListedFile[];
  /** How often one of them came or went. */
  changes: number;
  /** That number when they were listed. */
  listedAt?: number;
}

/** How much is looked up in the background, and who is told of it. */
export interface CacheOptions {
  /** Told after each look who had wanted it. */
  readonly done: (wantedBy: ReadonlySet<string>) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * What is in files, by their place, size and time, bounded. Who asks for a fact that is not here gets undefined, and is
 * told when it has been looked up.
 */
export class FactCache {
  private readonly readers: FactReaders;
  private readonly background: Background;
  private readonly failed: (error: unknown) => void;
  private readonly parts = new Recent<Found<MetadataDocument>>(500);
  private readonly profiles = new Recent<Found<DataFact>>(5_000);
  private readonly hashes = new Recent<Found<string>>(10_000);
  private readonly listings = new Map<string, Listing>();
  /** How often a client told of a change to a file: its time and size may be the same as before. */
  private readonly changes = new Recent<number>(10_000);

  constructor(readers: FactReaders, { done, failed }: CacheOptions) {
    this.readers = readers;
    this.failed = failed;
    this.background = new Background({ atOnce: JOBS_AT_ONCE, done, failed });
  }

  /** The file that was found at a path, if it is one. */
  versionOf(located: Located | undefined): FileVersion | undefined {
    if (!located?.at || located.fact.kind !== 'file') {
      return undefined;
    }
    const { file, modified } = located.at;
    const { size } = located.fact;
    return { file, size, key: `${file}\n${size}\n${modified}\n${this.changes.get(file) ?? 0}` };
  }

  /** Reads a schema, a dialect or a profile, unless it is here already. */
  async readPart({ file, key }: FileVersion, signal: AbortSignal): Promise<void> {
    if (!this.parts.has(key)) {
      this.parts.set(key, { fact: await this.readers.part(file, signal) });
    }
  }

  /** A schema, a dialect or a profile that was read. */
  part({ key }: FileVersion): MetadataDocument | undefined {
    return this.parts.get(key)?.fact;
  }

  data({ file, key }: FileVersion, reading: TableReading, who: string): DataFact | undefined {
    return this.lookUp(this.profiles, `data ${key}\n${readingKey(reading)}`, who, (signal) =>
      this.readers.profile(file, reading, signal),
    );
  }

  hash({ file, key, size }: FileVersion, algorithm: HashAlgorithm, who: string): string | undefined {
    return size > MAX_HASHED_BYTES
      ? undefined
      : this.lookUp(this.hashes, `${algorithm} ${key}`, who, (signal) =>
          this.readers.hash(file, algorithm, signal),
        );
  }

  /** What is known of the files below a folder, without looking again. */
  listed(folder: string): readonly ListedFile[] {
    return this.listings.get(folder)?.files ?? NO_FILES;
  }

  /** The files below a folder; the same array while they are the same. */
  listing({ folder, root }: PlaceOnDisk, who: string): readonly ListedFile[] {
    const listing: Listing = this.listings.get(folder) ?? { files: NO_FILES, changes: 0 };
    this.listings.set(folder, listing);
    // Who asks while others wait for it is told, too, and does not lose it when these others close their documents.
    if (listing.listedAt !== listing.changes) {
      this.background.want(`list ${folder}`, who, async (signal) => {
        const { changes } = listing;
        const files = await this.orNothing(signal, this.readers.list({ folder, root }, signal));
        if (files && !sameListing(listing.files, files)) {
          listing.files = files;
        }
        listing.listedAt = changes;
      });
    }
    return listing.files;
  }

  /** Files changed on disk; `isOther` when one came or went. Returns the folders that have to be listed again. */
  changed(files: readonly { readonly uri: string; readonly isOther: boolean }[]): ReadonlySet<string> {
    const paths = files.map(({ uri, isOther }) => ({ path: URI.parse(uri).fsPath, isOther }));
    for (const { path } of paths) {
      this.changes.set(path, (this.changes.get(path) ?? 0) + 1);
    }
    const stale = new Set<string>();
    for (const [folder, listing] of this.listings) {
      if (paths.some(({ path, isOther }) => isOther && path.startsWith(folder))) {
        listing.changes += 1;
        stale.add(folder);
      }
    }
    return stale;
  }

  /** Whether something is still being looked up for somebody. */
  isBusyFor(who: string): boolean {
    return this.background.isBusyFor(who);
  }

  /** Somebody wants nothing any more; what is known stays for others. */
  forget(who: string): void {
    this.background.forget(who);
  }

  forgetListing(folder: string): void {
    this.listings.delete(folder);
  }

  clear(): void {
    for (const cache of [this.parts, this.profiles, this.hashes, this.changes, this.listings]) {
      cache.clear();
    }
  }

  private lookUp<Fact>(
    cache: Recent<Found<Fact>>,
    key: string,
    who: string,
    read: (signal: AbortSignal) => Promise<Fact | undefined>,
  ): Fact | undefined {
    const known = cache.get(key);
    if (!known) {
      this.background.want(key, who, async (signal) => {
        cache.set(key, { fact: await this.orNothing(signal, read(signal)) });
      });
    }
    return known?.fact;
  }

  /** What a reader fails with is a bug, told once: whoever hears that it is done asks again, and would without end. */
  private async orNothing<Fact>(signal: AbortSignal, read: Promise<Fact>): Promise<Fact | undefined> {
    try {
      return await read;
    } catch (error) {
      throwIfCancelled(signal);
      this.failed(error);
      return undefined;
    }
  }
}

const NO_FILES: readonly ListedFile[] = [];

function sameListing(one: readonly ListedFile[], other: readonly ListedFile[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ path, size }, index) => {
      const theirs = other[index];
      return theirs?.path === path && theirs.size === size;
    })
  );
}
