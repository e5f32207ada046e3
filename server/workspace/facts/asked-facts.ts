import type { Configuration } from '#core/metadata/config/configuration.ts';
import type { WantedData, WantedFacts } from '#core/metadata/datapackage/wanted-facts.ts';
import type { DescribedTable } from '#core/metadata/described-table.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import type { StacSurroundings } from '#core/metadata/stac/graph/stac-surroundings.ts';
import { readingKey } from '#core/tableschema/table-reading.ts';

/** All that decides which facts one version of a document gets, besides what is found. */
export interface AskedFacts {
  readonly wanted: WantedFacts;
  readonly data: readonly WantedData[];
  readonly documents: ReadonlyMap<string, MetadataDocument>;
  readonly configuration: Configuration;
  /** The tables that a schema by itself is for. */
  readonly tables: readonly DescribedTable[] | undefined;
  /** The STAC objects around a STAC object. */
  readonly stac: StacSurroundings | undefined;
}

/** The data of the tables that a schema by itself is for; what two of them read in different ways is left out. */
export function dataOfTables(tables: readonly DescribedTable[]): WantedData[] {
  const wanted = new Map<string, WantedData | undefined>();
  for (const { path, reading } of tables) {
    const other = wanted.get(path);
    const differs = wanted.has(path) && (!other || readingKey(other.reading) !== readingKey(reading));
    wanted.set(path, differs ? undefined : { path, reading });
  }
  return [...wanted.values()].flatMap((each) => each ?? []);
}

/** Whether two versions of a document ask for the same: most edits change nothing about files. */
export function sameAsked(one: AskedFacts, other: AskedFacts): boolean {
  return (
    one.configuration === other.configuration &&
    one.tables === other.tables &&
    one.stac === other.stac &&
    sameItems(one.wanted.files, other.wanted.files, Object.is) &&
    sameItems(one.wanted.profiles, other.wanted.profiles, Object.is) &&
    sameItems(one.wanted.hashes, other.wanted.hashes, sameHash) &&
    sameItems([...one.documents], [...other.documents], sameDocument) &&
    sameItems(one.data, other.data, sameData)
  );
}

function sameItems<Item>(
  one: readonly Item[],
  other: readonly Item[],
  same: (a: Item, b: Item) => boolean,
): boolean {
  return (
    one.length === other.length &&
    one.every((item, index) => {
      const theirs = other[index];
      return theirs !== undefined && same(item, theirs);
    })
  );
}

type WantedHash = WantedFacts['hashes'][number];

function sameHash(one: WantedHash, other: WantedHash): boolean {
  return one.path === other.path && one.algorithm === other.algorithm;
}

function sameDocument(
  [path, document]: readonly [string, MetadataDocument],
  [otherPath, other]: readonly [string, MetadataDocument],
): boolean {
  return path === otherPath && document === other;
}

function sameData(one: WantedData, other: WantedData): boolean {
  return (
    one.path === other.path &&
    (one.reading === other.reading || readingKey(one.reading) === readingKey(other.reading))
  );
}
