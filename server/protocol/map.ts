/** Requests of the map of a STAC document. The picture itself is a `MapView` of the core, which decodes it. */

/** What the map shows. Answers `null` when the document is none that the server knows. */
export const MAP_CONTENT = 'waybill/mapContent';

export interface MapContentParams {
  readonly uri: string;
}

export interface MapContent {
  readonly version: number;
  /** Absent for a document that is not about places. */
  readonly view?: unknown;
  /** Why the text cannot be read just now, for people: `view` is what could be read all the same. */
  readonly broken?: string;
}

/** What is known about the objects that lie around a document: whether they are as they have to be. */
export const MAP_STATUSES = 'waybill/mapStatuses';

export interface MapStatusesParams {
  readonly uri: string;
  /** Files that the picture of the document named, at most `MOST_STATUSES`. */
  readonly files: readonly string[];
}

/** How many files may be asked for at once. */
export const MOST_STATUSES = 100;

export interface MapStatusesResult {
  /** By file, in the order in which they were asked for; each a `MapStatus` of the core. */
  readonly statuses: readonly unknown[];
}
