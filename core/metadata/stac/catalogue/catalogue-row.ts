import type { LinkSummary } from '../graph/summary.ts';

/** What stands under a catalogue or collection, or at the top. */
export type CatalogueRow = ObjectRow | LinkRow;

export interface ObjectRow {
  readonly kind: 'object';
  readonly file: string;
  readonly place: ObjectPlace;
}

/**
 * Why an object stands where it does: its parent lists it; it names a parent that does not list it; nobody lists it
 * and it names no parent, but it lies below this one; it is a top; it belongs to a circle that no top leads into.
 */
export type ObjectPlace = 'listed' | 'unlisted' | 'orphan' | 'top' | 'circle';

/** A link to a child or an item that leads to no object that is known. */
export interface LinkRow {
  readonly kind: 'link';
  /** Its number among the links of the object that has it. */
  readonly index: number;
  readonly link: LinkSummary;
}

/** A row for an object. */
export function objectRow(file: string, place: ObjectPlace): ObjectRow {
  return { kind: 'object', file, place };
}
