/** Requests of the view of the STAC objects of a workspace. */

/**
 * Request: what stands under an object, or at the top. Params: `StacChildrenParams`; answers `StacChildren`. Waits for
 * the search of the workspace. Whoever asked once hears `waybill/stacChanged` from then on.
 */
export const STAC_CHILDREN = 'waybill/stacChildren';

/** More are not answered at once: then they come in pages. */
export const MOST_CHILDREN = 500;
/** So many stand on a page. */
export const PAGE_SIZE = 250;

export interface StacChildrenParams {
  /** The URIs of the objects above, from a top down to the one whose children are wanted. Empty for the tops. */
  readonly path: readonly string[];
  /** The place of the first one of a page; absent where the answer may be all, or which pages there are. */
  readonly from?: number;
  /** Words that people look for; only what has them, and what leads there, is shown. */
  readonly filter?: string;
}

export interface StacChildren {
  /** How many children there are in all. */
  readonly total: number;
  /** All children, or those of the page. */
  readonly entries: readonly StacEntry[];
  /** The pages, where there are too many for one answer; then there are no `entries`. */
  readonly pages: readonly StacPage[];
  /** Of all STAC objects of the workspace; only with the tops. */
  readonly workspace?: StacWorkspace;
}

export interface StacPage {
  readonly from: number;
  readonly count: number;
  /** What the first and the last one are called. */
  readonly first: string;
  readonly last: string;
  /** How many of its links lead nowhere. */
  readonly broken: number;
  /** Of all that is on it and below it. */
  readonly findings: StacFindings;
}

export interface StacWorkspace {
  /** `partly`: only what is open is known, or there are more objects than are kept. */
  readonly state: 'complete' | 'partly' | 'untrusted' | 'no-folder';
  readonly objects: number;
  /** How many objects have the words of the filter, where there is one. */
  readonly matches?: number;
}

export type StacEntry = StacObjectEntry | StacLinkEntry;

/** An object in a file of the workspace. */
export interface StacObjectEntry {
  readonly kind: 'catalog' | 'collection' | 'item';
  readonly uri: string;
  /** The last part of the path of its file. */
  readonly fileName: string;
  readonly id?: string;
  readonly title?: string;
  readonly version?: string;
  /**
   * Why it stands here: its parent lists it; its parent does not; nobody lists it and it names no parent; it is a top;
   * it belongs to a circle of parents.
   */
  readonly place: 'listed' | 'unlisted' | 'orphan' | 'top' | 'circle';
  /** When an item is from, or the extent of a collection: milliseconds since 1970; an open end is absent. */
  readonly time?: { readonly from?: number; readonly to?: number };
  /** How many objects it links to below it. */
  readonly children: number;
  readonly items: number;
  /** Whether something stands below it. */
  readonly hasMore: boolean;
  /** How the catalogue is linked of which this is the root. */
  readonly style?: StacStyle;
  readonly findings: StacFindings;
  /** The sum of all that stands below it. */
  readonly below: StacFindings;
}

/** The kind of a catalogue (best-practices.md, Use of links) and how many links of it are relative and absolute. */
export interface StacStyle {
  readonly kind: 'self-contained' | 'relative-published' | 'absolute-published' | 'mixed';
  readonly relative: number;
  readonly absolute: number;
}

/**
 * Findings that are known: those that the editor shows, and of objects that nobody has opened, those that were found
 * since somebody looked at them in the view. Of these, only the text and the links are looked at.
 */
export interface StacFindings {
  readonly errors: number;
  readonly warnings: number;
}

/** A link to a child or an item that leads to no object of the workspace. */
export interface StacLinkEntry {
  readonly kind: 'link';
  /**
   * `missing`: no such file. `other`: the file holds no STAC object, or could not be read. `outside`: nobody may look
   * there. `address`: only the network knows. `machine`: a place on one machine. `nowhere`: no path and no address.
   */
  readonly why: 'missing' | 'other' | 'outside' | 'address' | 'machine' | 'nowhere';
  readonly rel: string;
  readonly href: string;
  readonly title?: string;
  /** The file that has the link, and where its `href` stands there. */
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

/** Request: the way to an object. Params: `StacPathParams`; answers `StacPath`, or null where it is none. */
export const STAC_PATH = 'waybill/stacPath';

export interface StacPathParams {
  readonly uri: string;
  readonly filter?: string;
}

export interface StacPath {
  /** From a top down to the object. */
  readonly steps: readonly StacStep[];
}

export interface StacStep {
  readonly entry: StacObjectEntry;
  /** Its place among its siblings, and how many these are. */
  readonly index: number;
  readonly total: number;
}

/** Notification: what the view shows may be something else now. It has no params, and comes at most a few times a second. */
export const STAC_CHANGED = 'waybill/stacChanged';
