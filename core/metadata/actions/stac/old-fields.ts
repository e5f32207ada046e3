/**
 * Fields of bands that have the prefix of their extension since bands belong to the core of STAC (best-practices.md,
 * Band migration). All others are called as before.
 */
const PREFIXED: Readonly<Record<string, readonly string[]>> = {
  'eo:bands': ['common_name', 'center_wavelength', 'full_width_half_max', 'solar_illumination'],
  'raster:bands': ['sampling', 'bits_per_sample', 'spatial_resolution', 'scale', 'offset', 'histogram'],
};

/** Lists of bands of older versions, with the new one first: it is the one to which the others are added. */
export const BAND_LISTS: readonly string[] = ['bands', 'eo:bands', 'raster:bands'];

/** How a field of a band is called in `bands`, by the list that it stands in. */
export function newBandField(list: string, key: string): string {
  return PREFIXED[list]?.includes(key) ? `${list.slice(0, list.indexOf(':'))}:${key}` : key;
}

/** What `proj:code` is for a value of `proj:epsg`; undefined for what no code is made of. */
export function projectionCode(epsg: unknown): string | null | undefined {
  if (epsg === null) {
    return null;
  }
  const text = String(epsg);
  const isNumber = typeof epsg === 'number' || typeof epsg === 'string';
  if (isNumber && /^\d{1,9}$/.test(text)) {
    return `EPSG:${text}`;
  }
  return typeof epsg === 'string' && /^[A-Za-z_]+[A-Za-z0-9_]*:\w+$/.test(text) ? text : undefined;
}
