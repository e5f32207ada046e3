import type { Configuration } from './config/configuration.ts';
import type { DataFact } from './data-fact.ts';
import type { DescribedTable } from './described-table.ts';
import type { MetadataDocument } from './document.ts';
import type { StacSurroundings } from './stac/graph/stac-surroundings.ts';
import type { FileFact, HashAlgorithm, Surroundings } from './surroundings.ts';

export interface ListedFile {
  readonly path: string;
  readonly size: number;
}

/** Facts that somebody has looked up, by the path that the descriptor has for them. */
export interface KnownFacts {
  readonly files: ReadonlyMap<string, FileFact>;
  readonly documents: ReadonlyMap<string, MetadataDocument>;
  readonly data: ReadonlyMap<string, DataFact>;
  /** By `hashKey`. */
  readonly hashes: ReadonlyMap<string, string>;
  readonly listing: readonly ListedFile[];
  readonly configuration?: Configuration | undefined;
  /** The tables that a schema by itself is for. */
  readonly tables?: readonly DescribedTable[] | undefined;
  /** The STAC objects around a STAC object. */
  readonly stac?: StacSurroundings | undefined;
}

export const nothingKnown: KnownFacts = {
  files: new Map(),
  documents: new Map(),
  data: new Map(),
  hashes: new Map(),
  listing: [],
};

export function hashKey(path: string, algorithm: HashAlgorithm): string {
  return `${algorithm} ${path}`;
}

/**
 * Facts as rules ask for them. What is not among them is unknown.
 * @param now the time in milliseconds since 1970, for rules about the future
 */
export function knownSurroundings(known: KnownFacts, now?: () => number): Surroundings {
  return {
    file: (path) => known.files.get(path) ?? { kind: 'unknown' },
    document: (path) => known.documents.get(path),
    data: (path) => known.data.get(path),
    hash: (path, algorithm) => known.hashes.get(hashKey(path, algorithm)),
    files: () => known.listing,
    ...(now && { now }),
    ...(known.tables && { tables: known.tables }),
    ...(known.stac && { stac: known.stac }),
    ...(known.configuration && { configuration: known.configuration }),
  };
}

/** Whether two lookups found the same: then what was concluded from one holds for the other. */
export function sameFacts(one: KnownFacts, other: KnownFacts): boolean {
  return (
    one.listing === other.listing &&
    one.configuration === other.configuration &&
    one.tables === other.tables &&
    one.stac === other.stac &&
    sameEntries(one.files, other.files, sameFileFact) &&
    sameEntries(one.documents, other.documents, Object.is) &&
    sameEntries(one.data, other.data, Object.is) &&
    sameEntries(one.hashes, other.hashes, Object.is)
  );
}

function sameEntries<Value>(
  one: ReadonlyMap<string, Value>,
  other: ReadonlyMap<string, Value>,
  same: (a: Value, b: Value) => boolean,
): boolean {
  if (one.size !== other.size) {
    return false;
  }
  for (const [key, value] of one) {
    const otherValue = other.get(key);
    if (otherValue === undefined || !same(value, otherValue)) {
      return false;
    }
  }
  return true;
}

function sameFileFact(one: FileFact, other: FileFact): boolean {
  if (one.kind === 'file' && other.kind === 'file') {
    return one.size === other.size;
  }
  if (one.kind === 'missing' && other.kind === 'missing') {
    return one.differsInCase === other.differsInCase;
  }
  return one.kind === other.kind;
}
