import type { RuleInfo } from './rule-info.ts';

const error = (title: string): RuleInfo => ({ severity: 'error', title });
const warning = (title: string): RuleInfo => ({ severity: 'warning', title });
const info = (title: string): RuleInfo => ({ severity: 'info', title });

/** Findings about what stands in one STAC object, beyond its schema. */
export const STAC_OBJECT_RULES: Readonly<Record<string, RuleInfo>> = {
  'stac/bbox-around-globe': warning(
    'The bounding box of what crosses the antimeridian does not go round the globe',
  ),
  'stac/catalog-file-name': info('The files of catalogues and collections have the usual names'),
  'stac/coordinate-out-of-range': error('Longitudes and latitudes lie on the globe'),
  'stac/coordinates-nesting': error('Coordinates are nested as the type of the geometry wants it'),
  'stac/datetime-outside-range': warning('The time of an item lies in its range of times'),
  'stac/empty-geometry': warning('A geometry has a position'),
  'stac/extent-first-box': warning('The first bounding box of a collection covers the others'),
  'stac/extent-first-interval': warning('The first interval of a collection covers the others'),
  'stac/future-time': warning('What was observed or written lies in the past'),
  'stac/geometry-collection': error('A geometry is no collection of geometries'),
  'stac/interval-order': error('An interval starts before it ends'),
  'stac/item-file-name': info('The file of an item is called by its id'),
  'stac/many-properties': info('An item has as many properties as people search by'),
  'stac/no-nominal-datetime': info('An item has a time besides its range of times'),
  'stac/open-interval': info('An interval is not open at both ends'),
  'stac/position-length': warning('A position has two or three numbers'),
  'stac/reserved-in-id': warning('The id of an item can stand in addresses and names of files'),
  'stac/ring-orientation': info('Rings of polygons follow the right-hand rule'),
  'stac/searchable-identifier': info('Platforms and constellations are written alike everywhere'),
  'stac/swapped-coordinates': error('Longitude stands before latitude'),
  'stac/time-range-order': error('A range of times starts before it ends'),
  'stac/too-few-positions': error('Lines and rings have as many positions as they need'),
  'stac/two-boxes': error('A collection has one bounding box or at least three'),
  'stac/unclosed-ring': error('A ring ends where it begins'),
  'stac/uncut-at-antimeridian': warning('A geometry is cut where it crosses the antimeridian'),
  'stac/unlocated': info('An item has a place'),
  'stac/updated-before-created': warning('Nothing is changed before it is made'),
};
