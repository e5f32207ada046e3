import type { BandFacts, RasterFacts, ReferenceSystem } from './file-facts.ts';

/** The tags of the first image of a TIFF file that say what it is (OGC 19-008r4; GDAL's own tags). */
export interface TiffTags {
  readonly width: number;
  readonly height: number;
  readonly samples: number;
  readonly bitsPerSample: readonly number[];
  /** 1 unsigned, 2 signed, 3 floating point, 5 and 6 complex (TIFF 6, SampleFormat). */
  readonly sampleFormat: readonly number[];
  readonly modelPixelScale?: readonly number[];
  readonly modelTiepoint?: readonly number[];
  readonly modelTransformation?: readonly number[];
  readonly geoKeys: Readonly<Record<string, unknown>>;
  readonly nodata?: string;
  /** `GDAL_METADATA` of each band, by the names of its items. */
  readonly bandMetadata: readonly Readonly<Record<string, string>>[];
  readonly isTiled: boolean;
  readonly hasOverviews: boolean;
  /** Where the first directory is, and where the first tile or strip begins, in bytes. */
  readonly directoryAt: number;
  readonly dataAt: number;
}

/** An image up to this size needs no overviews and no tiles. */
const SMALL = 512;
/** Bands beyond these are counted, not described. */
const MAX_BANDS = 500;

/** What the tags say of the image. */
export function rasterFacts(tags: TiffTags): {
  readonly raster: RasterFacts;
  readonly system: ReferenceSystem | undefined;
  readonly bounds: readonly number[] | undefined;
} {
  const transform = transformOf(tags);
  const { width, height } = tags;
  const isSmall = Math.max(width, height) <= SMALL;
  const raster: RasterFacts = {
    shape: [height, width],
    ...(transform && { transform }),
    bands: Array.from({ length: Math.min(tags.samples, MAX_BANDS) }, (_, index) => bandFacts(tags, index)),
    isCloudOptimized:
      (isSmall || (tags.isTiled && tags.hasOverviews)) && tags.directoryAt < tags.dataAt && tags.isTiled,
    isGeoreferenced: transform !== undefined,
  };
  return {
    raster,
    system: systemOf(tags.geoKeys),
    bounds: transform && boundsOf(transform, width, height),
  };
}

/** The affine matrix row by row: x scale, x skew, x of the corner, y skew, y scale, y of the corner. */
function transformOf(tags: TiffTags): readonly number[] | undefined {
  const { modelTransformation: matrix, modelPixelScale: scale, modelTiepoint: tie } = tags;
  // A pixel that is a point lies half a pixel to the right of and below its corner (GTRasterTypeGeoKey).
  const shift = tags.geoKeys['GTRasterTypeGeoKey'] === 2 ? 0.5 : 0;
  const found =
    matrix && matrix.length >= 16
      ? [matrix[0], matrix[1], matrix[3], matrix[4], matrix[5], matrix[7]]
      : scale && tie && scale.length >= 2 && tie.length === 6
        ? fromTiepoint(scale, tie)
        : undefined;
  const numbers = found?.flatMap((each) => (each !== undefined && Number.isFinite(each) ? [each] : [])) ?? [];
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = numbers;
  return numbers.length === 6 && a * e - b * d !== 0
    ? [a, b, c - shift * (a + b), d, e, f - shift * (d + e)]
    : undefined;
}

function fromTiepoint(scale: readonly number[], tie: readonly number[]): (number | undefined)[] {
  const [xScale = 0, yScale = 0] = scale;
  const [column = 0, row = 0, , x = 0, y = 0] = tie;
  return [xScale, 0, x - column * xScale, 0, -yScale, y + row * yScale];
}

function boundsOf(
  [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0]: readonly number[],
  width: number,
  height: number,
) {
  const corners = [
    [0, 0],
    [width, 0],
    [0, height],
    [width, height],
  ] as const;
  const xs = corners.map(([column, row]) => a * column + b * row + c);
  const ys = corners.map(([column, row]) => d * column + e * row + f);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** 32767 stands for a system that the other keys define. */
const USER_DEFINED = 32_767;

function systemOf(geoKeys: TiffTags['geoKeys']): ReferenceSystem | undefined {
  const code = [geoKeys['ProjectedCSTypeGeoKey'], geoKeys['GeographicTypeGeoKey']].find(
    (key) => typeof key === 'number' && key > 0,
  );
  const isProjected = geoKeys['GTModelTypeGeoKey'] === 1;
  if (
    typeof code !== 'number' ||
    code === USER_DEFINED ||
    (isProjected && geoKeys['ProjectedCSTypeGeoKey'] === undefined)
  ) {
    return undefined;
  }
  // Files have x before y, whatever the order of the axes of EPSG:4326.
  return { code: `EPSG:${code}`, isWgs84: code === 4326 || code === 4979 };
}

function bandFacts(tags: TiffTags, index: number): BandFacts {
  const items = tags.bandMetadata[index] ?? {};
  const name = items['DESCRIPTION'] ?? items['description'];
  const [scale, offset] = [
    numberOf(items['SCALE'] ?? items['scale']),
    numberOf(items['OFFSET'] ?? items['offset']),
  ];
  const unit = items['UNITTYPE'] ?? items['units'];
  const nodata = nodataOf(tags.nodata);
  const dataType = dataTypeOf(
    tags.sampleFormat[index] ?? tags.sampleFormat[0] ?? 1,
    tags.bitsPerSample[index] ?? tags.bitsPerSample[0] ?? 8,
  );
  return {
    ...(name !== undefined && name !== '' && { name: name.slice(0, 200) }),
    ...(dataType !== undefined && { dataType }),
    ...(nodata !== undefined && { nodata }),
    ...(scale !== undefined && scale !== 1 && { scale }),
    ...(offset !== undefined && offset !== 0 && { offset }),
    ...(unit !== undefined && unit !== '' && { unit: unit.slice(0, 100) }),
  };
}

function numberOf(text: string | undefined): number | undefined {
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function nodataOf(text: string | undefined): BandFacts['nodata'] {
  const word = text?.replace(/\0.*$/s, '').trim().toLowerCase();
  if (word === undefined || word === '') {
    return undefined;
  }
  const named = { nan: 'nan', inf: 'inf', '+inf': 'inf', '-inf': '-inf' } as const;
  return Object.entries(named).find(([key]) => key === word)?.[1] ?? numberOf(word);
}

/** The names of types of STAC (common-metadata.md, Data Types); undefined for bits that no type has. */
function dataTypeOf(format: number, bits: number): string | undefined {
  const name = { 1: 'uint', 2: 'int', 3: 'float', 5: 'cint', 6: 'cfloat' }[format];
  const size = format === 5 || format === 6 ? bits / 2 : bits;
  const type = name && `${name}${size}`;
  return type !== undefined && TYPES.includes(type) ? type : name && 'other';
}

const TYPES: readonly string[] = [
  ...['int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64'],
  ...['float16', 'float32', 'float64', 'cint16', 'cint32', 'cfloat32', 'cfloat64'],
];
