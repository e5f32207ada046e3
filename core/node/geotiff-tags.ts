import type { GeoTIFF, GeoTIFFImage } from 'geotiff';
import type { ByteSource } from '#core/base/byte-source.ts';
import { Failure, isFailure } from '#core/base/failure.ts';
import type { TiffTags } from '#core/describe/stac/geotiff.ts';

/** Tags longer than this are none that we want; a hostile file may claim any length. */
const LARGEST_READ = 16 * 1024 * 1024;
/** Bands whose own metadata are read, and how long the metadata of all may be. */
const MAX_BANDS = 200;
const LONGEST_METADATA = 1_000_000;

/**
 * Reads the tags of the first image of a TIFF file, and nothing of its pixels: some kilobytes of a file of any size.
 * @throws file/unreadable for what is no TIFF file, or a damaged one; what the source throws, task/cancelled included
 */
export async function readTiffTags(
  source: ByteSource,
  name: string,
  signal?: AbortSignal,
): Promise<TiffTags> {
  try {
    // Loaded when there is a file for it: the library can do much more than this.
    const library = await import('geotiff');
    return await tagsOf(await library.GeoTIFF.fromSource(boundedSource(source, signal)));
  } catch (cause) {
    if (isFailure(cause)) {
      throw cause;
    }
    const why = String(cause instanceof Error ? cause.message : cause).slice(0, 200);
    throw new Failure(
      'file/unreadable',
      `${name} is not a TIFF file that can be read: ${why} Most likely a download or copy was cut off: fetch the file again.`,
      { cause },
    );
  }
}

interface Slice {
  readonly offset: number;
  readonly length: number;
}

/** What the library reads from. What lies behind the end is not there, whatever the file claims. */
function boundedSource(source: ByteSource, signal: AbortSignal | undefined) {
  const fetchSlice = async ({ offset, length }: Slice) => {
    if (!(length >= 0 && length <= LARGEST_READ && offset >= 0 && offset < source.size)) {
      throw new Error(`A tag claims ${length} bytes at ${offset} in a file of ${source.size}.`);
    }
    const bytes = await source.read(offset, Math.min(offset + length, source.size), signal);
    const data = new ArrayBuffer(bytes.length);
    new Uint8Array(data).set(bytes);
    return { offset, length, data };
  };
  return {
    fetchSlice,
    fetch: (slices: readonly Slice[]) =>
      Promise.all(slices.map(async (slice) => (await fetchSlice(slice)).data)),
    fileSize: source.size,
    close: async () => {},
  };
}

async function tagsOf(tiff: GeoTIFF): Promise<TiffTags> {
  const image = await tiff.getImage(0);
  const directory = image.fileDirectory;
  const numbers = async (tag: 'ModelPixelScale' | 'ModelTiepoint' | 'ModelTransformation') =>
    listed(directory.hasTag(tag) ? await directory.loadValue(tag) : undefined);
  const lists = {
    modelPixelScale: await numbers('ModelPixelScale'),
    modelTiepoint: await numbers('ModelTiepoint'),
    modelTransformation: await numbers('ModelTransformation'),
  };
  const nodata: unknown = directory.hasTag('GDAL_NODATA')
    ? await directory.loadValue('GDAL_NODATA')
    : undefined;
  const first = directory.hasTag('TileOffsets') ? 'TileOffsets' : 'StripOffsets';
  const dataAt = directory.hasTag(first) ? Number(await directory.loadValueIndexed(first, 0)) : 0;
  return {
    width: image.getWidth(),
    height: image.getHeight(),
    samples: image.getSamplesPerPixel(),
    bitsPerSample: listed(await directory.loadValue('BitsPerSample')) ?? [],
    sampleFormat:
      listed(directory.hasTag('SampleFormat') ? await directory.loadValue('SampleFormat') : undefined) ?? [],
    ...(lists.modelPixelScale && { modelPixelScale: lists.modelPixelScale }),
    ...(lists.modelTiepoint && { modelTiepoint: lists.modelTiepoint }),
    ...(lists.modelTransformation && { modelTransformation: lists.modelTransformation }),
    geoKeys: { ...image.getGeoKeys() },
    ...(typeof nodata === 'string' && { nodata }),
    bandMetadata: await bandMetadata(image),
    isTiled: directory.hasTag('TileOffsets'),
    // Overviews are images of their own behind the first; masks are as well, which is told apart by their kind.
    hasOverviews: directory.nextIFDByteOffset > 0,
    directoryAt: tiff.firstIFDOffset,
    // A sparse image has tiles that are nowhere.
    dataAt: dataAt === 0 ? Number.POSITIVE_INFINITY : dataAt,
  };
}

function listed(value: unknown): readonly number[] | undefined {
  if (typeof value === 'number') {
    return [value];
  }
  const isList = Array.isArray(value) || ArrayBuffer.isView(value);
  const list: unknown[] = isList && Symbol.iterator in value ? Array.from(value as Iterable<unknown>) : [];
  return isList ? list.map(Number) : undefined;
}

/** The items that GDAL writes for single bands: descriptions, scales, offsets, units. */
async function bandMetadata(image: GeoTIFFImage): Promise<Readonly<Record<string, string>>[]> {
  const directory = image.fileDirectory;
  if (!directory.hasTag('GDAL_METADATA')) {
    return [];
  }
  const all: unknown = await directory.loadValue('GDAL_METADATA');
  if (typeof all !== 'string' || all.length > LONGEST_METADATA) {
    return [];
  }
  const found: Readonly<Record<string, string>>[] = [];
  for (let sample = 0; sample < Math.min(MAX_BANDS, image.getSamplesPerPixel()); sample++) {
    const items: Readonly<Record<string, unknown>> = (await image.getGDALMetadata(sample)) ?? {};
    found.push(
      Object.fromEntries(
        Object.entries(items).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
      ),
    );
  }
  return found;
}
