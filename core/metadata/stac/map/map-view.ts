/**
 * A part of the globe in degrees. `east` is not less than `west`: one that crosses the antimeridian goes on behind
 * 180 (170 to 190). Longitudes that differ by 360 are the same place.
 */
export interface MapBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/**
 * A geometry as it is drawn: longitudes and latitudes in turn, `[lon, lat, lon, lat, …]`. Longitudes of one line go on
 * behind 180 where it crosses the antimeridian, so that neighbours never lie on two sides of a map.
 */
export interface MapShape {
  /** Each a list of rings, the outer one first. */
  readonly polygons: readonly (readonly (readonly number[])[])[];
  readonly lines: readonly (readonly number[])[];
  readonly points: readonly number[];
}

/** What checking found: the worst of it. `unknown` where nobody has looked (yet). */
export type MapStatus = 'error' | 'warning' | 'fine' | 'unknown';

/** An item of the document itself. */
export interface MapFeature {
  readonly name: string;
  /** JSON pointer of the item. */
  readonly pointer: string;
  readonly status: MapStatus;
  readonly shape?: MapShape;
  /** Its `bbox`. */
  readonly box?: MapBox;
  /** Its geometry in words, for those who do not see it. */
  readonly sentences: readonly string[];
}

/** Another object of the workspace that lies around: its box, not its geometry. */
export interface MapNeighbour {
  /** Its absolute path with `/`. */
  readonly file: string;
  readonly name: string;
  readonly kind: 'item' | 'collection';
  readonly box: MapBox;
}

/** Where an `href` leads: to a file beside the document, to an address of the network, or nowhere that we know. */
export type MapTarget =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'none' };

export interface MapAsset {
  readonly key: string;
  readonly pointer: string;
  readonly title?: string;
  readonly roles: readonly string[];
  readonly type?: string;
  /** Bytes. */
  readonly size?: number;
  readonly href: string;
  readonly target: MapTarget;
}

/** The picture of a STAC document: everything that its map and its summary show, as data. */
export interface MapView {
  readonly kind: 'item' | 'items' | 'collection' | 'catalog';
  readonly title: string;
  /** What it is about, in the order in which it is shown. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly features: readonly MapFeature[];
  /** The spatial extent of a collection: the whole first, then its parts. */
  readonly extents: readonly MapBox[];
  readonly neighbours: readonly MapNeighbour[];
  /** Where people look first; absent where nothing is to be drawn. */
  readonly focus?: MapBox;
  /** What cannot be drawn and why, what is left out: whole sentences. */
  readonly notices: readonly string[];
  readonly assets: readonly MapAsset[];
  /** The asset that shows what it looks like: its number. */
  readonly thumbnail?: number;
}
