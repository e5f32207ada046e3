import type { ExtensionScope } from '../extensions/extension.ts';
import type { Href } from './href.ts';

/** A text of a document with its place (UTF-16 code units, quotes included). */
export interface TextPlace {
  readonly value: string;
  readonly offset: number;
  readonly length: number;
}

/** A link of a STAC object. */
export interface LinkSummary {
  readonly rel: string;
  readonly href: TextPlace;
  readonly leads: Href;
  readonly type?: string;
  readonly title?: TextPlace;
}

/** What a property of an item holds, where that is small and plain. */
export type PlainValue = string | number | boolean | readonly (string | number | boolean)[];

/** A time that an item or an interval of a collection is about; an end that is open or unknown is absent. */
export interface TimeRange {
  /** Milliseconds since 1970. */
  readonly from?: number;
  readonly to?: number;
}

/**
 * What others may need to know of a STAC object in a file of its own: small, bounded, and without the text and the
 * tree of the document.
 */
export interface StacSummary {
  readonly kind: ExtensionScope;
  /** `stac_version` */
  readonly version?: string;
  readonly id?: TextPlace;
  /** `title` of a collection or catalogue, `properties.title` of an item. */
  readonly title?: TextPlace;
  /** `collection` of an item: the id of its collection. */
  readonly collection?: TextPlace;
  readonly links: readonly LinkSummary[];
  /** The first link of each relation: a catalogue may list very many items before it names its parent. */
  readonly firstLinks: ReadonlyMap<string, LinkSummary>;
  /** There are more links than are kept: what is not among them is not known. */
  readonly hasMoreLinks: boolean;
  /** The bounding box of an item. */
  readonly bbox?: readonly number[];
  /** When an item is from. */
  readonly time?: TimeRange;
  /** The extent of a collection: the boxes and the intervals, the whole first. */
  readonly boxes?: readonly (readonly number[])[];
  readonly intervals?: readonly TimeRange[];
  /** The extensions that it declares. */
  readonly extensions: readonly string[];
  /** The keys of its assets. */
  readonly assets: readonly string[];
  /** The relative paths of their files. */
  readonly assetFiles: readonly string[];
  /** Plain properties of an item, by their names. */
  readonly values: ReadonlyMap<string, PlainValue>;
}

/** Relations by which STAC objects hang together (best-practices.md, Use of links). */
export const STRUCTURAL: ReadonlySet<string> = new Set(['root', 'parent', 'child', 'item', 'collection']);

/** The first link of each relation. */
export function firstLinks(links: readonly LinkSummary[]): ReadonlyMap<string, LinkSummary> {
  const first = new Map<string, LinkSummary>();
  for (const link of links) {
    if (!first.has(link.rel)) {
      first.set(link.rel, link);
    }
  }
  return first;
}

/** The address that an object says it can be found at. */
export function selfOf(summary: StacSummary): string | undefined {
  const leads = summary.firstLinks.get('self')?.leads;
  return leads?.kind === 'address' ? leads.address : undefined;
}

/** What people call an object. */
export function nameOf({ title, id }: StacSummary): string | undefined {
  return title?.value ?? id?.value;
}

/** Whether two states of a file tell others the same: most edits change nothing but places in the text. */
export function tellsTheSame(one: StacSummary | undefined, other: StacSummary | undefined): boolean {
  return (
    one === other ||
    (one !== undefined && other !== undefined && hasSameLinks(one, other) && restOf(one) === restOf(other))
  );
}

/** Whether two states of a file link to the same, in the same order and words. */
export function hasSameLinks(one: StacSummary, other: StacSummary): boolean {
  return (
    one.hasMoreLinks === other.hasMoreLinks &&
    one.links.length === other.links.length &&
    one.links.every((link, index) => {
      const theirs = other.links[index];
      return (
        link.rel === theirs?.rel &&
        link.href.value === theirs.href.value &&
        link.type === theirs.type &&
        link.title?.value === theirs.title?.value
      );
    })
  );
}

function restOf({ links, firstLinks: _, id, title, collection, values, ...rest }: StacSummary): string {
  return JSON.stringify([rest, id?.value, title?.value, collection?.value, [...values]]);
}
