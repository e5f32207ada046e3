import { describe, expect, test } from 'vitest';
import { checkMetadata } from '#core/metadata/check.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { StacGraph } from '#core/metadata/stac/graph/stac-graph.ts';
import type { StacSurroundings } from '#core/metadata/stac/graph/stac-surroundings.ts';
import { OwnTexts, summarize } from '#core/metadata/stac/graph/summarize.ts';
import { decodeMapView } from '#core/metadata/stac/map/decode-map-view.ts';
import type { MapView } from '#core/metadata/stac/map/map-view.ts';
import { mapViewOf } from '#core/metadata/stac/map/view-of.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';

interface Item {
  readonly geometry?: unknown;
  readonly bbox?: unknown;
  readonly assets?: unknown;
  readonly links?: unknown;
  readonly id?: string;
  readonly properties?: unknown;
}

const SQUARE = polygon([10, 46, 11, 46, 11, 47, 10, 47, 10, 46]);

/** Undefined leaves a member out. */
function item(parts: Item = {}): object {
  return {
    type: 'Feature',
    stac_version: '1.1.0',
    id: 'a',
    geometry: SQUARE,
    bbox: [10, 46, 11, 47],
    properties: { datetime: '2024-06-14T10:21:00Z' },
    links: [],
    assets: {},
    ...parts,
  };
}

/** Polygon or MultiPolygon of rings given flat. */
function polygon(...rings: number[][]): object {
  return { type: 'Polygon', coordinates: rings.map(pairs) };
}

function multi(...polygons: number[][]): object {
  return { type: 'MultiPolygon', coordinates: polygons.map((ring) => [pairs(ring)]) };
}

function pairs(flat: number[]): number[][] {
  return flat.flatMap((_, index) => (index % 2 === 0 ? [flat.slice(index, index + 2)] : []));
}

function viewOf(value: object, surroundings: Surroundings = nowhere, name = 'a.json'): MapView {
  const document = parseMetadata({ name, text: JSON.stringify(value) });
  const view = mapViewOf(document, checkMetadata(document, surroundings), surroundings);
  if (!view) {
    throw new Error('no view');
  }
  // What a webview sees went through two processes.
  const decoded = decodeMapView(JSON.parse(JSON.stringify(view)));
  expect(decoded).toEqual(view);
  return view;
}

function only(view: MapView): MapView['features'][number] {
  const [feature, ...others] = view.features;
  if (!feature || others.length > 0) {
    throw new Error(`${view.features.length} features`);
  }
  return feature;
}

describe('an item', () => {
  test('is its footprint, its box and its facts', () => {
    const view = viewOf(item({ bbox: [10, 46, 12, 47] }));
    expect(only(view).shape).toEqual({
      polygons: [[[10, 46, 11, 46, 11, 47, 10, 47, 10, 46]]],
      lines: [],
      points: [],
    });
    expect(only(view).box).toEqual({ west: 10, south: 46, east: 12, north: 47 });
    expect(view.focus).toEqual({ west: 10, south: 46, east: 12, north: 47 });
    expect(view.facts).toContainEqual({ label: 'Time', value: '2024-06-14T10:21:00Z' });
  });

  test('in words', () => {
    expect(only(viewOf(item())).sentences).toEqual([
      'Polygon with 5 positions.',
      'West 10° E, south 46° N, east 11° E, north 47° N.',
      'About 77 km from west to east and 111 km from south to north, 8,510 km² in area.',
      'The bbox fits the geometry.',
    ]);
  });

  test('reads YAML alike', () => {
    const text = `type: Feature
stac_version: 1.1.0
id: buoy
geometry:
  type: Point
  coordinates: [-70.5, -33.25, 12]
bbox: [-70.5, -33.25, 12, -70.5, -33.25, 12]
properties: { datetime: 2024-06-14T10:21:00Z }
links: []
assets: {}
`;
    const document = parseMetadata({ name: 'buoy.yaml', text });
    const feature = mapViewOf(document, [], nowhere)?.features[0];
    expect(feature?.shape).toEqual({ polygons: [], lines: [], points: [-70.5, -33.25] });
    expect(feature?.sentences.slice(0, 2)).toEqual(['Point.', 'It lies at 33.25° S, 70.5° W.']);
  });

  test('says how it is', () => {
    expect(only(viewOf(item())).status).toBe('fine');
    expect(only(viewOf(item({ bbox: [10, 46, 11] }))).status).toBe('error');
  });
});

describe('the antimeridian', () => {
  const cut = multi(
    [177, -19, 180, -19, 180, -16, 177, -16, 177, -19],
    [-180, -19, -178, -19, -178, -16, -180, -16, -180, -19],
  );

  test('a geometry that is cut there is one box across it', () => {
    const view = viewOf(item({ geometry: cut, bbox: [177, -19, -178, -16] }));
    expect(view.focus).toEqual({ west: 177, south: -19, east: 182, north: -16 });
    expect(only(view).sentences[3]).toBe(
      'It crosses the antimeridian (180°) between 19° S and 16° S, and is cut in two there.',
    );
    expect(only(view).sentences[1]).toBe('West 177° E, south 19° S, east 178° W, north 16° S.');
  });

  test('one that is not cut goes on behind 180', () => {
    const geometry = polygon([177, -19, -178, -18, -178, -16, 177, -16, 177, -19]);
    const view = viewOf(item({ geometry, bbox: [177, -19, -178, -16] }));
    expect(only(view).shape?.polygons[0]?.[0]).toEqual([177, -19, 182, -18, 182, -16, 177, -16, 177, -19]);
    expect(only(view).sentences[3]).toBe(
      'It crosses the antimeridian (180°) between 18.4° S and 16° S, in one piece: GeoJSON wants it cut there.',
    );
  });

  test('a hole lies on the side of its ring', () => {
    const outer = [170, -20, -170, -20, -172, -5, 172, -5, 170, -20];
    const hole = [-176, -15, -176, -12, -174, -12, -174, -15, -176, -15];
    const rings = only(viewOf(item({ geometry: polygon(outer, hole), bbox: [170, -20, -170, -5] }))).shape
      ?.polygons[0];
    expect(rings?.[0]?.slice(0, 4)).toEqual([170, -20, 190, -20]);
    expect(rings?.[1]?.slice(0, 4)).toEqual([184, -15, 184, -12]);
  });

  test('a ring round a pole is closed over it', () => {
    const geometry = polygon([-120, 70, 0, 72, 120, 71, -120, 70]);
    const view = viewOf(item({ geometry, bbox: [-180, 70, 180, 90] }));
    expect(only(view).shape?.polygons[0]?.[0]).toEqual([
      -120, 70, 0, 72, 120, 71, 240, 70, 240, 90, -120, 90,
    ]);
    expect(only(view).sentences).toContain('It goes round the north pole.');
    expect(view.focus).toEqual({ west: -180, south: 70, east: 180, north: 90 });
    expect(only(view).sentences[2]).toContain('km² in area');
  });

  test('the whole globe is no crossing', () => {
    const geometry = polygon([-180, -90, 180, -90, 180, 90, -180, 90, -180, -90]);
    const view = viewOf(item({ geometry, bbox: [-180, -90, 180, 90] }));
    expect(view.focus).toEqual({ west: -180, south: -90, east: 180, north: 90 });
    expect(only(view).sentences[2]).toContain('510,000,000 km² in area');
    expect(only(view).sentences.join(' ')).not.toContain('crosses');
  });

  test('longitudes from 0 to 360 stay where they are', () => {
    const view = viewOf(
      item({ geometry: { type: 'Point', coordinates: [200, 10] }, bbox: [200, 10, 200, 10] }),
    );
    expect(view.focus).toEqual({ west: -160, south: 10, east: -160, north: 10 });
  });
});

describe('what cannot be drawn is told', () => {
  const cases: [string, Item, string[]][] = [
    ['no geometry', { geometry: null, bbox: undefined }, []],
    [
      'another nesting',
      { geometry: { type: 'Polygon', coordinates: [[10, 46]] }, bbox: undefined },
      ['The coordinates are not nested as a Polygon needs it, so it is not drawn.'],
    ],
    [
      'projected coordinates',
      { geometry: { type: 'Point', coordinates: [500_000, 5_100_000] }, bbox: [10, 46, 10, 46] },
      ['The geometry does not lie on the globe, so it is not drawn.'],
    ],
    [
      'a collection of geometries',
      { geometry: { type: 'GeometryCollection', geometries: [] }, bbox: [10, 46, 11, 47] },
      ['The geometry is a GeometryCollection, which STAC does not take, so it is not drawn.'],
    ],
    ['three numbers', { bbox: [10, 46, 11] }, ['The "bbox" is no box on the globe, so it is not drawn.']],
    [
      'no positions',
      { geometry: multi(), bbox: undefined },
      ['The geometry has no position, so it is not drawn.'],
    ],
  ];
  test.each(cases)('%s', (_, parts, notices) => {
    expect(viewOf(item(parts)).notices).toEqual(notices);
  });

  test('null has nothing to look at', () => {
    const view = viewOf(item({ geometry: null, bbox: undefined }));
    expect(view.focus).toBeUndefined();
    expect(only(view).sentences).toEqual(['The item has no geometry: it is null.']);
  });
});

test('a hundred thousand positions are thinned out, with both ends of each ring', () => {
  const ring = Array.from({ length: 100_000 }, (_, index) => {
    const angle = (index / 99_999) * 2 * Math.PI;
    return [Math.cos(angle) * 20, Math.sin(angle) * 20];
  });
  ring[ring.length - 1] = ring[0] ?? [];
  const geometry = { type: 'Polygon', coordinates: [ring] };
  const drawn = only(viewOf(item({ geometry, bbox: [-20, -20, 20, 20] }))).shape?.polygons[0]?.[0] ?? [];
  expect(drawn.length).toBeLessThanOrEqual(2 * 20_001);
  expect(drawn.slice(0, 2)).toEqual(drawn.slice(-2));
  const view = viewOf(item({ geometry }));
  expect(only(view).sentences[0]).toBe('Polygon with 100,000 positions.');
  expect(view.notices).toEqual(['Of 100,000 positions, about 20,000 are drawn.']);
});

test('a collection of items knows the state of each', () => {
  const far = { type: 'Point', coordinates: [-179, 0] };
  const view = viewOf({
    type: 'FeatureCollection',
    features: [
      item({ id: 'a', geometry: { type: 'Point', coordinates: [179, 0] }, bbox: [179, 0, 179, 0] }),
      item({ id: 'b', geometry: far, bbox: [-179, 0, -179] }),
      item({ id: 'c', geometry: null, bbox: undefined }),
    ],
  });
  expect(view.features.map(({ name, pointer, status }) => [name, pointer, status])).toEqual([
    ['a', '/features/0', 'fine'],
    ['b', '/features/1', 'error'],
    ['c', '/features/2', 'fine'],
  ]);
  expect(view.focus).toEqual({ west: 179, south: 0, east: 181, north: 0 });
  expect(view.notices).toEqual(['1 item cannot be drawn: no place is given on the globe.']);
});

test('the extent of a collection and what is wrong in it', () => {
  const view = viewOf({
    type: 'Collection',
    stac_version: '1.1.0',
    id: 'survey',
    description: 'Scenes',
    license: 'CC0-1.0',
    extent: {
      spatial: {
        bbox: [
          [170, -50, -170, -10],
          [170, -50, 175, -40],
          [1, 2],
        ],
      },
      temporal: { interval: [['2024-01-01T00:00:00Z', null]] },
    },
    links: [],
  });
  expect(view.extents).toEqual([
    { west: 170, south: -50, east: 190, north: -10 },
    { west: 170, south: -50, east: 175, north: -40 },
  ]);
  expect(view.focus).toEqual({ west: 170, south: -50, east: 190, north: -10 });
  expect(view.facts).toContainEqual({ label: 'Time', value: '2024-01-01T00:00:00Z to open' });
  expect(view.notices).toEqual(['1 box of the extent cannot be drawn.']);
});

describe('assets', () => {
  const assets = {
    data: { href: './a.tif', type: 'image/tiff; application=geotiff', roles: ['data'], 'file:size': 1234 },
    small: { href: '../pictures/a.png', type: 'image/png', roles: ['overview'], title: 'Small' },
    thumbnail: { href: 'https://example.com/a.jpg', type: 'image/jpeg', roles: ['thumbnail'] },
    secret: { href: 'file:///etc/passwd', type: 'image/png', roles: ['thumbnail'] },
    broken: { type: 'image/png' },
  };

  test('have a target, a role and a size', () => {
    const there: Surroundings = {
      ...nowhere,
      file: (path) => (path === '../pictures/a.png' ? { kind: 'file', size: 99 } : { kind: 'unknown' }),
    };
    const view = viewOf(item({ assets }), there);
    expect(view.assets.map(({ key, size, target }) => [key, size, target])).toEqual([
      ['data', 1234, { kind: 'file', path: 'a.tif' }],
      ['small', 99, { kind: 'file', path: '../pictures/a.png' }],
      ['thumbnail', undefined, { kind: 'address', address: 'https://example.com/a.jpg' }],
      ['secret', undefined, { kind: 'none' }],
    ]);
  });

  test('the thumbnail is the first of the best role that can be had', () => {
    const view = viewOf(item({ assets }));
    expect(view.thumbnail === undefined ? undefined : view.assets[view.thumbnail]?.key).toBe('thumbnail');
    const { small, data } = assets;
    expect(viewOf(item({ assets: { data, small } })).thumbnail).toBe(1);
    expect(viewOf(item({ assets: { data } })).thumbnail).toBeUndefined();
  });
});

describe('the neighbourhood', () => {
  const link = (rel: string, href: string) => ({ rel, href });
  const collection = {
    type: 'Collection',
    stac_version: '1.1.0',
    id: 'survey',
    description: 'Scenes',
    license: 'CC0-1.0',
    extent: { spatial: { bbox: [[10, 40, 20, 50]] }, temporal: { interval: [[null, null]] } },
    links: [link('item', './a.json'), link('item', './b.json')],
  };
  const a = item({ links: [link('collection', './collection.json')] });
  const b = item({ id: 'b', bbox: [12, 41, 13, 42], links: [link('collection', './collection.json')] });

  function around(file: string): Surroundings {
    const graph = new StacGraph();
    for (const [path, value] of Object.entries({
      '/w/collection.json': collection,
      '/w/a.json': a,
      '/w/b.json': b,
    })) {
      const summary = summarize(parseMetadata({ name: path, text: JSON.stringify(value) }), new OwnTexts());
      if (summary) {
        graph.put(path, summary);
      }
    }
    const stac: StacSurroundings = { file, graph, isComplete: true, linesOf: () => undefined };
    return { ...nowhere, stac };
  }

  test('of an item is its collection', () => {
    const view = viewOf(a, around('/w/a.json'));
    expect(view.neighbours).toEqual([
      { file: '/w/b.json', name: 'b', kind: 'item', box: { west: 12, south: 41, east: 13, north: 42 } },
    ]);
    expect(view.extents).toEqual([{ west: 10, south: 40, east: 20, north: 50 }]);
    expect(view.focus).toEqual({ west: 10, south: 46, east: 11, north: 47 });
  });

  test('of a collection are its items', () => {
    const view = viewOf(collection, around('/w/collection.json'), 'collection.json');
    expect(view.neighbours.map(({ file }) => file)).toEqual(['/w/a.json', '/w/b.json']);
    expect(view.focus).toEqual({ west: 10, south: 40, east: 20, north: 50 });
  });

  test('where a geometry is missing, that is where people look', () => {
    const view = viewOf({ ...a, geometry: null, bbox: undefined }, around('/w/a.json'));
    expect(view.focus).toEqual({ west: 10, south: 40, east: 20, north: 50 });
  });
});

test('a document that is no STAC has no picture', () => {
  const document = parseMetadata({ name: 'datapackage.json', text: '{ "resources": [] }' });
  expect(mapViewOf(document, [], nowhere)).toBeUndefined();
});
