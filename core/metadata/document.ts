import type { Node } from './node.ts';
import type { Problem } from './problem.ts';
import type { AppliedSchema } from './schema/applied-schema.ts';

/** What a file is, decided from its name and its content, never from an editor's language id. */
export type DocumentKind =
  | 'datapackage'
  | 'dataresource'
  | 'tableschema'
  | 'tabledialect'
  | 'stac-item'
  | 'stac-collection'
  | 'stac-catalog'
  | 'stac-itemcollection'
  /** How a team wants its packages checked: `waybill.config.yaml`. */
  | 'waybill-config'
  | 'unknown';

/** A parsed metadata file. Parsing never fails: a broken text has a partial tree and syntax problems. */
export interface MetadataDocument {
  /** File name or relative path, for the kind and for messages. */
  readonly name: string;
  readonly language: 'json' | 'yaml';
  readonly text: string;
  readonly root?: Node;
  readonly syntax: readonly Problem[];
  readonly kind: DocumentKind;
  /** "1.0" or "2.0" of the Data Package standard, `stac_version` of a STAC object. */
  readonly version?: string;
  /** JSON Schemas of other people that it has to satisfy besides the standard: completion and hover know them. */
  readonly profiles?: readonly AppliedSchema[];
  /** The same of its resources, by their place in the list. */
  readonly resourceProfiles?: ReadonlyMap<number, AppliedSchema>;
}
