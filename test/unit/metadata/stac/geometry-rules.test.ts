import { describe, expect, test } from 'vitest';
import { withFixes } from '#core/metadata/actions/more-fixes.ts';
import { applyEdits } from '#core/metadata/edits/compose.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import { check, findings } from '../marks.ts';
import { itemJson, SQUARE } from '../samples.ts';

/** A polygon of one rectangle as GeoJSON has it, counter-clockwise. */
function rectangle(west: number, south: number, east: number, north: number): string {
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return JSON.stringify({ type: 'Polygon', coordinates: [ring] });
}

const found = (geometry: string, bbox?: string) =>
  findings('item.json', itemJson({ geometry, bbox: bbox ?? '[0, 0, 0, 0]' }));
/** What is found but for the box, which is any. */
const ofGeometry = (geometry: string) =>
  found(geometry).filter((each) => !each.startsWith('stac/bbox-mismatch'));

const SPLIT =
  '{ "type": "MultiPolygon", "coordinates": [[[[179, 0], [180, 0], [180, 1], [179, 0]]], [[[-180, 0], [-179, 0], [-180, 1], [-180, 0]]]] }';

describe('what stac-check judges otherwise', () => {
  test('a polygon at San Francisco is right', () => {
    expect(found(rectangle(-122.5, 37.7, -122.4, 37.8), '[-122.5, 37.7, -122.4, 37.8]')).toEqual([]);
  });

  test('a polygon at Tokyo is right', () => {
    expect(found(rectangle(139.6, 35.6, 139.8, 35.8), '[139.6, 35.6, 139.8, 35.8]')).toEqual([]);
  });

  test('San Francisco with latitude first is swapped, which is one finding', () => {
    expect(found(rectangle(37.7, -122.5, 37.8, -122.4), '[37.7, -122.5, 37.8, -122.4]')).toEqual([
      'stac/swapped-coordinates «"coordinates"»',
    ]);
  });

  test('Tokyo with latitude first is swapped', () => {
    expect(found(rectangle(35.6, 139.6, 35.8, 139.8), '[35.6, 139.6, 35.8, 139.8]')).toEqual([
      'stac/swapped-coordinates «"coordinates"»',
    ]);
  });

  test('Vienna with latitude first cannot be told, unless "bbox" has another order', () => {
    const swapped = rectangle(48.1, 16.2, 48.3, 16.5);
    expect(found(swapped, '[48.1, 16.2, 48.3, 16.5]')).toEqual([]);
    expect(found(swapped, '[16.2, 48.1, 16.5, 48.3]')).toEqual(['stac/swapped-coordinates «"coordinates"»']);
  });

  test('a box with heights fits a polygon without', () => {
    expect(found(rectangle(10, 10, 11, 11), '[10, 10, 0, 11, 11, 500]')).toEqual([]);
  });

  test('a box with west above east fits what is cut at the antimeridian', () => {
    expect(found(SPLIT, '[179, 0, -179, 1]')).toEqual([]);
  });

  test('a box round the globe is right for the globe', () => {
    expect(found(rectangle(-180, -90, 180, 90), '[-180, -90, 180, 90]')).toEqual([]);
  });

  test('the id of a catalogue may hold a colon, that of an item should not', () => {
    const catalog =
      '{ "type": "Catalog", "stac_version": "1.1.0", "id": "a:b", "description": "d", "links": [{ "rel": "child", "href": "c.json", "type": "application/json", "title": "C" }] }';
    expect(findings('catalog.json', catalog)).toEqual([]);
    expect(findings('item.json', itemJson().replace('"a"', '"a:b"'))).toEqual([
      'stac/reserved-in-id «"a:b"»',
    ]);
  });

  test('a box that is null is a finding, and no crash', () => {
    expect(found(SQUARE, 'null')).toEqual(['stac/wrong-type «null»']);
  });
});

describe('coordinates', () => {
  test.each([
    ['a point', '{ "type": "Point", "coordinates": [10, 46] }'],
    ['a point with a height', '{ "type": "Point", "coordinates": [10, 46, 2000] }'],
    ['points', '{ "type": "MultiPoint", "coordinates": [[10, 46], [11, 47]] }'],
    ['a line', '{ "type": "LineString", "coordinates": [[10, 46], [11, 47]] }'],
    ['lines', '{ "type": "MultiLineString", "coordinates": [[[10, 46], [11, 47]], [[1, 2], [3, 4]]] }'],
    [
      'a polygon with a hole',
      '{ "type": "Polygon", "coordinates": [[[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]], [[1, 1], [1, 2], [2, 2], [1, 1]]] }',
    ],
    ['polygons', SPLIT],
    ['the globe', rectangle(-180, -90, 180, 90)],
    ['a grid round the globe', rectangle(-179.5, -89.5, 179.5, 89.5)],
  ])('are right: %s', (_, geometry) => {
    expect(ofGeometry(geometry)).toEqual([]);
  });

  test.each([
    ['stac/geometry-collection', 'a collection', '{ "type": «"GeometryCollection"», "geometries": [] }'],
    [
      'stac/coordinates-nesting',
      'a ring for rings',
      '{ "type": "Polygon", "coordinates": [«[»10, 46], [11, 46], [11, 47], [10, 46]] }',
    ],
    [
      'stac/coordinates-nesting',
      'numbers for positions',
      '{ "type": "LineString", «"coordinates"»: [10, 46] }',
    ],
    ['stac/coordinates-nesting', 'a position of one number', '{ "type": "Point", «"coordinates"»: [10] }'],
    [
      'stac/coordinates-nesting',
      'text in a position',
      '{ "type": "LineString", "coordinates": [[1, 2], «[»"3", 4]] }',
    ],
    [
      'stac/coordinates-nesting',
      'positions for a position',
      '{ "type": "Point", «"coordinates"»: [[10, 46]] }',
    ],
    ['stac/position-length', 'four numbers', '{ "type": "MultiPoint", "coordinates": [«[»10, 46, 3, 4]] }'],
    ['stac/empty-geometry', 'no position', '{ "type": "MultiPoint", "coordinates": [] }'],
    ['stac/too-few-positions', 'a line of one', '{ "type": "LineString", «"coordinates"»: [[10, 46]] }'],
    [
      'stac/too-few-positions',
      'a ring of two',
      '{ "type": "Polygon", "coordinates": [«[»[10, 46], [10, 46]]] }',
    ],
    ['stac/too-few-positions', 'an empty ring', '{ "type": "Polygon", "coordinates": [«[»]] }'],
    [
      'stac/unclosed-ring',
      'a ring',
      '{ "type": "Polygon", "coordinates": [[[10, 46], [11, 46], «[»11, 47]]] }',
    ],
    [
      'stac/unclosed-ring',
      'the heights of a ring',
      '{ "type": "Polygon", "coordinates": [[[10, 46, 1], [11, 46, 1], [11, 47, 1], «[»10, 46, 2]]] }',
    ],
    [
      'stac/coordinate-out-of-range',
      'a longitude',
      '{ "type": "MultiPoint", "coordinates": [[10, 46], [«190», 46]] }',
    ],
    [
      'stac/coordinate-out-of-range',
      'a projected position',
      '{ "type": "Point", "coordinates": [«500000», 5100000] }',
    ],
    [
      'stac/coordinate-out-of-range',
      'half a cell beyond',
      '{ "type": "Point", "coordinates": [«-180.001», 46] }',
    ],
    [
      'stac/uncut-at-antimeridian',
      'a line',
      '{ "type": "LineString", "coordinates": [[178, 0], «[»-178, 1]] }',
    ],
    [
      'stac/uncut-at-antimeridian',
      'a scene',
      '{ "type": "Polygon", "coordinates": [[[179, 0], «[»-179, 0.2], [-179.2, 2], [178.8, 1.8], [179, 0]]] }',
    ],
    [
      'stac/uncut-at-antimeridian',
      'a ring round the pole',
      '{ "type": "Polygon", "coordinates": [[[-90, 80], [0, 80], [90, 80], [170, 80], «[»-90, 80]]] }',
    ],
    [
      'stac/ring-orientation',
      'an outer ring',
      '{ "type": "Polygon", «"coordinates"»: [[[10, 46], [10, 47], [11, 47], [10, 46]]] }',
    ],
    [
      'stac/ring-orientation',
      'a hole',
      '{ "type": "Polygon", "coordinates": [[[0, 0], [9, 0], [9, 9], [0, 0]], «[»[2, 1], [3, 1], [3, 2], [2, 1]]] }',
    ],
  ])('%s: %s', (code, _, geometry) => {
    const { problems, ranges } = check('item.json', itemJson({ geometry, bbox: '[0, 0, 0, 0]' }));
    expect(problems.filter((problem) => problem.code !== 'stac/bbox-mismatch')).toMatchObject([
      { code, ...ranges[0] },
    ]);
  });

  test('are read of 100 000 positions', () => {
    const ring = Array.from({ length: 100_000 }, (_, index) => `[${(index % 360) - 180},${index % 90}]`);
    const { problems } = check(
      'item.json',
      itemJson({ geometry: `{"type":"LineString","coordinates":[${ring}]}`, bbox: '[-180, 0, 179, 89]' }),
    );
    expect(problems.map(({ code }) => code).sort()).toEqual([
      'stac/bbox-around-globe',
      'stac/uncut-at-antimeridian',
    ]);
  }, 60_000);
});

describe('bounding boxes', () => {
  test.each([
    ['stac/bbox-around-globe', 'of a cut geometry', SPLIT, '[-180, 0, 180, 1]'],
    ['stac/coordinate-out-of-range', 'a latitude', SQUARE, '[10, 46, 11, «97»]'],
    [
      'stac/bbox-mismatch',
      'south of a ring round the pole',
      '{ "type": "Polygon", "coordinates": [[[-90, 80], [0, 81], [90, 80], [170, 80], [-90, 80]]] }',
      '[-180, 80, 180, «81»]',
    ],
  ])('%s: %s', (code, _, geometry, bbox) => {
    const { problems, ranges } = check('item.json', itemJson({ geometry, bbox }));
    expect(problems.map((problem) => problem.code)).toContain(code);
    expect(problems.find((problem) => problem.code === code)).toMatchObject(ranges[0] ?? {});
  });

  test('round the pole reach it', () => {
    const polar =
      '{ "type": "Polygon", "coordinates": [[[-90, 80], [0, 81], [90, 80], [170, 80], [-90, 80]]] }';
    expect(found(polar, '[-180, 80, 180, 90]')).toEqual(['stac/uncut-at-antimeridian «[»']);
  });

  test('with a little more around them are an info, others a warning', () => {
    const severity = (bbox: string) =>
      check('item.json', itemJson({ bbox })).problems.map((each) => each.severity);
    expect(severity('[9.95, 45.95, 11.05, 47.05]')).toEqual(['info']);
    expect(severity('[9, 45, 12, 48]')).toEqual(['warning']);
    expect(severity('[10.05, 46, 11, 47]')).toEqual(['warning']);
  });
});

/** The text after the fix of this title, made when somebody asks for it. */
function fixed(name: string, text: string, title: string): string {
  const { document, problems } = check(name, text);
  const fixes = withFixes(document, problems, nowhere).flatMap((each) => each.fixes ?? []);
  const fix = fixes.find((each) => each.title === title);
  if (!fix) {
    throw new Error(`no fix "${title}" among ${fixes.map((each) => each.title).join(', ')}`);
  }
  return applyEdits(document.text, fix.edits);
}

describe('fixes', () => {
  const polygon = (ring: string) => itemJson({ geometry: `{ "type": "Polygon", "coordinates": [${ring}] }` });

  test('a ring is closed with its first position', () => {
    expect(fixed('item.json', polygon('[[10.0, 46], [11, 46], [11, 47], [10, 47]]'), 'Close the ring')).toBe(
      polygon('[[10.0, 46], [11, 46], [11, 47], [10, 47], [10.0, 46]]'),
    );
  });

  test('a ring is closed in YAML', () => {
    const text =
      'type: Feature\nstac_version: 1.1.0\nid: a\ngeometry:\n  type: Polygon\n  coordinates:\n    - - [10, 46]\n      - [11, 46]\n      - [11, 47]\nbbox: [10, 46, 11, 47]\nproperties:\n  datetime: 2024-05-01T12:00:00Z\nlinks: []\nassets: {}\n';
    expect(fixed('item.yaml', text, 'Close the ring')).toBe(
      text.replace('[11, 47]\n', '[11, 47]\n      - [10, 46]\n'),
    );
  });

  test('a ring is turned, position by position', () => {
    expect(
      fixed('item.json', polygon('[[10, 46], [10, 47.0], [11, 47], [11, 46], [10, 46]]'), 'Turn the ring'),
    ).toBe(polygon('[[10, 46], [11, 46], [11, 47], [10, 47.0], [10, 46]]'));
  });

  test('brackets that are missing are put around', () => {
    const text = itemJson({
      geometry: '{ "type": "Polygon", "coordinates": [[10, 46], [11, 46], [11, 47], [10, 46]] }',
    });
    expect(fixed('item.json', text, 'Put the coordinates into one more list')).toBe(
      itemJson({
        geometry: '{ "type": "Polygon", "coordinates": [[[10, 46], [11, 46], [11, 47], [10, 46]]] }',
      }),
    );
  });

  test('longitude and latitude are exchanged in the geometry and its box', () => {
    const text = itemJson({
      geometry: '{ "type": "Point", "coordinates": [37.70, -122.4, 5] }',
      bbox: '[37.70, -122.4, 37.70, -122.4]',
    });
    expect(fixed('item.json', text, 'Exchange longitude and latitude of the geometry')).toBe(
      itemJson({
        geometry: '{ "type": "Point", "coordinates": [-122.4, 37.70, 5] }',
        bbox: '[-122.4, 37.70, -122.4, 37.70]',
      }),
    );
  });

  test('of a box in another order, the geometry or the box can be exchanged', () => {
    const text = itemJson({
      geometry: '{ "type": "Point", "coordinates": [48.2, 16.3] }',
      bbox: '[16.3, 48.2, 16.3, 48.2]',
    });
    expect(fixed('item.json', text, 'Exchange longitude and latitude of the geometry')).toContain(
      '[16.3, 48.2] }',
    );
    expect(fixed('item.json', text, 'Exchange longitude and latitude of "bbox"')).toContain(
      '[48.2, 16.3, 48.2, 16.3]',
    );
  });

  test('the only geometry of a collection takes its place', () => {
    const point = '{ "type": "Point", "coordinates": [10, 46] }';
    const text = itemJson({
      geometry: `{ "type": "GeometryCollection", "geometries": [${point}] }`,
      bbox: '[10, 46, 10, 46]',
    });
    expect(fixed('item.json', text, 'Take its only geometry')).toBe(
      itemJson({ geometry: point, bbox: '[10, 46, 10, 46]' }),
    );
  });

  test('a box that is null is computed', () => {
    expect(fixed('item.json', itemJson({ bbox: 'null' }), 'Compute "bbox" from the geometry')).toBe(
      itemJson(),
    );
  });

  test('a time that is not there may be null beside a range', () => {
    const range = '"start_datetime": "2024-05-01T00:00:00Z", "end_datetime": "2024-05-02T00:00:00Z"';
    expect(
      fixed('item.json', itemJson({ properties: `{ ${range} }` }), 'Add "datetime": null beside the range'),
    ).toBe(itemJson({ properties: `{ "datetime": null, ${range} }` }));
  });
});
