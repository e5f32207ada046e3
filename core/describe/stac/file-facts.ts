/** A reference system as a file names it. */
export interface ReferenceSystem {
  /** `EPSG:32632`; absent where it has no code. */
  readonly code?: string;
  /** The same in PROJJSON or in words, where that is all there is. */
  readonly projjson?: Readonly<Record<string, unknown>>;
  /** Longitude and latitude in degrees of WGS 84, in this order: what the geometry of an item is in. */
  readonly isWgs84: boolean;
}

/** One band of an image. */
export interface BandFacts {
  readonly name?: string;
  readonly dataType?: string;
  readonly nodata?: number | 'nan' | 'inf' | '-inf';
  readonly scale?: number;
  readonly offset?: number;
  readonly unit?: string;
}

/** What the tags of an image say. */
export interface RasterFacts {
  /** Rows, columns. */
  readonly shape: readonly [number, number];
  /** From column and row to x and y, in the order of rasterio and STAC. */
  readonly transform?: readonly number[];
  readonly bands: readonly BandFacts[];
  /** Laid out so that parts of it can be read over the network (Cloud Optimized GeoTIFF). */
  readonly isCloudOptimized: boolean;
  /** The image is referenced at all: TIFF files are of other things, too. */
  readonly isGeoreferenced: boolean;
}

/** What the footer of a table says. */
export interface GeoTableFacts {
  readonly rows: number;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly primaryGeometry?: string;
  readonly geometryTypes: readonly string[];
}

/** What is known of a file that a STAC item describes. */
export interface StacFileFacts {
  /** Its name, without folders. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256 in lower-case hex. */
  readonly sha256?: string;
  readonly system?: ReferenceSystem;
  /** The bounds in the coordinates of the file: least x, least y, (least z,) greatest x, greatest y(, greatest z). */
  readonly bounds?: readonly number[];
  readonly raster?: RasterFacts;
  readonly table?: GeoTableFacts;
  /** What people should know of what could not be found out, in whole sentences. */
  readonly notes: readonly string[];
}
