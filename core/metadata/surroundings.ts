import type { Configuration } from './config/configuration.ts';
import type { DataFact } from './data-fact.ts';
import type { DescribedTable } from './described-table.ts';
import type { MetadataDocument } from './document.ts';
import type { StacSurroundings } from './stac/graph/stac-surroundings.ts';

/** What stands at a relative path beside a descriptor. `unknown` where nobody may look (remote, untrusted). */
export type FileFact =
  | { readonly kind: 'file'; readonly size: number }
  | { readonly kind: 'directory' }
  | { readonly kind: 'missing'; readonly differsInCase?: string }
  /** A device, a socket or a pipe: there, but nothing to read data from. */
  | { readonly kind: 'special' }
  /** Behind a symbolic link that leaves the package. */
  | { readonly kind: 'outside' }
  | { readonly kind: 'unknown' };

/** Hash algorithms of a resource's `hash` (recipe and data-resource.md, `hash`). */
export type HashAlgorithm = 'md5' | 'sha1' | 'sha256' | 'sha512';

/**
 * What the rules may know about the folder around a document. Whoever runs the rules has looked the facts up
 * before, so that rules stay synchronous and do no I/O; what nobody looked at (yet) is unknown and not judged.
 * All paths are relative to the document, with `/`, as written in the descriptor.
 */
export interface Surroundings {
  /** Whether a file is there. `referencedPaths` names the paths that are looked up. */
  file(path: string): FileFact;
  /** A table schema, a dialect or a profile in a file of its own, with the unsaved edits that an editor has. */
  document(path: string): MetadataDocument | undefined;
  /** What was found in the data of a resource, read with the dialect that the resource declares. */
  data(path: string): DataFact | undefined;
  /** The hash of a file in lower-case hex; undefined until somebody has computed it. */
  hash(path: string, algorithm: HashAlgorithm): string | undefined;
  /** Files below the folder of the document that a path could name, bounded; for completion. */
  files(): readonly { readonly path: string; readonly size: number }[];
  /** The tables that a schema in a file of its own is for, where that is known; `data` knows their paths. */
  readonly tables?: readonly DescribedTable[];
  /** The STAC objects that a STAC document lies among, where somebody looked. */
  readonly stac?: StacSurroundings;
  /** The time, in milliseconds since 1970; what lies in the future is not judged where it is absent. */
  readonly now?: () => number;
  /** How people want the document to be checked; as if they said nothing where it is absent. */
  readonly configuration?: Configuration;
}

/** Surroundings of a text that lies nowhere: nothing is known. */
export const nowhere: Surroundings = {
  file: () => ({ kind: 'unknown' }),
  document: () => undefined,
  data: () => undefined,
  hash: () => undefined,
  files: () => [],
};
