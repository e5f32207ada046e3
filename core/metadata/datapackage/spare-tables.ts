import type { MetadataDocument } from '../document.ts';
import { judgePath } from './safe-path.ts';

/** Of more tables than these nobody makes resources one by one. */
const MAX_SPARE = 50;
/** What the readers of tables know by its name. */
const READABLE = /\.(?:csv|tsv|jsonl|ndjson|parquet|arrow|feather)$/i;

type Listing = readonly { readonly path: string }[];

/** The tables of a listing, which stays the same object as long as the files do. */
const tablesOf = new WeakMap<Listing, readonly string[]>();

/**
 * Tables below the folder of a package that it does not name yet, the first of them: what is in them is wanted before
 * somebody makes resources of them, because completion waits for nothing.
 * @param named the paths that the document names
 */
export function spareTables(
  { kind }: MetadataDocument,
  listing: Listing,
  named: readonly string[],
): string[] {
  if (kind !== 'datapackage') {
    return [];
  }
  const tables =
    tablesOf.get(listing) ??
    listing.flatMap(({ path }) =>
      READABLE.test(path) && judgePath(path, '2.0').kind === 'local' ? path : [],
    );
  tablesOf.set(listing, tables);
  const known = new Set(named);
  const spare: string[] = [];
  for (const path of tables) {
    if (spare.length === MAX_SPARE) {
      break;
    }
    if (!known.has(path)) {
      spare.push(path);
    }
  }
  return spare;
}
