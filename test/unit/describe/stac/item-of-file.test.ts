import { describe, expect, test } from 'vitest';
import type { StacFileFacts } from '#core/describe/stac/file-facts.ts';
import { readGeoMetadata } from '#core/describe/stac/geoparquet.ts';
import { rasterFacts, type TiffTags } from '#core/describe/stac/geotiff.ts';
import { itemParts } from '#core/describe/stac/item-of-file.ts';
import { makeStacObject, type NewStacObject } from '#core/describe/stac/new-object.ts';
import { checkMetadata } from '#core/metadata/check.ts';
import { applyEdits } from '#core/metadata/edits/compose.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nowhere } from '#core/metadata/surroundings.ts';

/** An image of 20 × 10 pixels of half a degree, its corner at 10° east and 50° north. */
const TAGS: TiffTags = {
  width: 20,
  height: 10,
  samples: 1,
  bitsPerSample: [16],
  sampleFormat: [1],
  modelPixelScale: [0.5, 0.5, 0],
  modelTiepoint: [0, 0, 0, 10, 50, 0],
  geoKeys: { GTModelTypeGeoKey: 2, GTRasterTypeGeoKey: 1, GeographicTypeGeoKey: 4326 },
  bandMetadata: [],
  isTiled: false,
  hasOverviews: false,
  directoryAt: 8,
  dataAt: 400,
};

function partsOf(tags: Partial<TiffTags>, version: '1.0.0' | '1.1.0' = '1.1.0') {
  const { raster, system, bounds } = rasterFacts({ ...TAGS, ...tags });
  const facts: StacFileFacts = {
    name: 'a.tif',
    size: 9,
    raster,
    ...(system && { system }),
    ...(bounds && { bounds }),
    notes: [],
  };
  return itemParts(facts, './a.tif', version);
}

/** What is found in an item with these parts. */
function found(parts: ReturnType<typeof partsOf>, version: string): readonly string[] {
  const { text } = makeStacObject({
    kind: 'item',
    file: '/w/a.json',
    id: 'a',
    datetime: '2024-05-01T00:00:00Z',
    parts,
  });
  const document = parseMetadata({ name: 'a.json', text: text.replace('"1.1.0"', `"${version}"`) });
  return checkMetadata(document, nowhere).map(({ code }) => code);
}

describe('an item for a GeoTIFF file', () => {
  test('lies where its tags say, when these are in WGS 84', () => {
    const parts = partsOf({});
    expect(parts).toMatchObject({
      bbox: [10, 45, 20, 50],
      properties: {
        'proj:code': 'EPSG:4326',
        'proj:shape': [10, 20],
        'proj:transform': [0.5, 0, 10, 0, -0.5, 50],
      },
      asset: { type: 'image/tiff; application=geotiff', data_type: 'uint16' },
      notes: [],
    });
    expect(parts.asset).not.toHaveProperty('bands');
    expect(found(parts, '1.1.0')).toEqual([]);
  });

  test('lies half a pixel further where pixels are points', () => {
    const geoKeys = { ...TAGS.geoKeys, GTRasterTypeGeoKey: 2 };
    expect(partsOf({ geoKeys })).toMatchObject({
      bbox: [9.75, 45.25, 19.75, 50.25],
      properties: { 'proj:transform': [0.5, 0, 9.75, 0, -0.5, 50.25] },
    });
  });

  test('has no geometry where that would have to be guessed, and says why', () => {
    const geoKeys = { GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 32632 };
    const parts = partsOf({ geoKeys });
    expect(parts).toMatchObject({
      geometry: null,
      properties: { 'proj:code': 'EPSG:32632', 'proj:bbox': [10, 45, 20, 50] },
    });
    expect(parts.notes).toEqual([
      'The coordinates are in EPSG:32632, and a STAC item needs WGS 84: the geometry stays null until somebody gives it, for example with GDAL.',
    ]);
    expect(parts).not.toHaveProperty('bbox');
    expect(found(parts, '1.1.0')).toEqual(['stac/unlocated']);
  });

  test('takes no code of a system that the file defines itself, nor longitudes beyond 180', () => {
    const own = { GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 32_767, GeographicTypeGeoKey: 4326 };
    expect(partsOf({ geoKeys: own }).properties).not.toHaveProperty('proj:code');
    const wide = partsOf({ modelTiepoint: [0, 0, 0, 350, 50, 0] });
    expect(wide.geometry).toBeNull();
    expect(wide.notes[0]).toMatch(/^The bounds of the file are not on the globe/);
  });

  test('has the corners of an image that is turned', () => {
    const modelTransformation = [0, 1, 0, 10, 1, 0, 0, 40, 0, 0, 0, 0, 0, 0, 0, 1];
    const { geometry, bbox } = partsOf({ modelTransformation });
    expect({ geometry, bbox }).toEqual({
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [10, 40],
            [20, 40],
            [20, 60],
            [10, 60],
            [10, 40],
          ],
        ],
      },
      bbox: [10, 40, 20, 60],
    });
  });

  test('lists bands with what each has of its own', () => {
    const tags = {
      samples: 2,
      nodata: '-9999\0',
      sampleFormat: [3, 3],
      bitsPerSample: [32, 32],
      bandMetadata: [{ DESCRIPTION: 'red', SCALE: '0.1', OFFSET: '0' }, { DESCRIPTION: 'nir' }],
    };
    const parts = partsOf(tags);
    expect(parts.asset).toMatchObject({
      data_type: 'float32',
      nodata: -9999,
      bands: [{ name: 'red', 'raster:scale': 0.1 }, { name: 'nir' }],
    });
    expect(parts.extensions).toContain('https://stac-extensions.github.io/raster/v2.0.0/schema.json');
    expect(found(parts, '1.1.0')).toEqual([]);
    const old = partsOf(tags, '1.0.0');
    expect(old.asset['raster:bands']).toEqual([
      { name: 'red', data_type: 'float32', nodata: -9999, scale: 0.1 },
      { name: 'nir', data_type: 'float32', nodata: -9999 },
    ]);
    expect(found(old, '1.0.0').filter((code) => !code.startsWith('stac/newer'))).toEqual([]);
  });

  test('is cloud optimized when tiles, overviews and the order of the file say so', () => {
    const cloud = { isTiled: true, hasOverviews: true, width: 4_000, height: 4_000 };
    expect(partsOf(cloud).asset['type']).toBe('image/tiff; application=geotiff; profile=cloud-optimized');
    expect(partsOf({ ...cloud, hasOverviews: false }).asset['type']).toBe('image/tiff; application=geotiff');
    expect(partsOf({ ...cloud, directoryAt: 900 }).asset['type']).toBe('image/tiff; application=geotiff');
  });
});

describe('the metadata of GeoParquet', () => {
  const geo = (column: object) =>
    readGeoMetadata(JSON.stringify({ version: '1.1.0', primary_column: 'geom', columns: { geom: column } }));

  test.each([
    [{}, { code: 'OGC:CRS84', isWgs84: true }],
    [{ crs: null }, undefined],
    [{ crs: { id: { authority: 'EPSG', code: 4326 } } }, { code: 'EPSG:4326', isWgs84: true }],
    [{ crs: { id: { authority: 'EPSG', code: 25832 } } }, { code: 'EPSG:25832', isWgs84: false }],
    [{ crs: { name: 'ours' } }, { projjson: { name: 'ours' }, isWgs84: false }],
  ])('%j names its reference system', (column, system) => {
    expect(geo(column)?.system).toEqual(system);
  });

  test.each([undefined, '', '[]', '{}', '{"primary_column":"__proto__","columns":{}}'])(
    '%j is none',
    (text) => {
      expect(readGeoMetadata(text)).toBeUndefined();
    },
  );

  test('has a box of four or six numbers', () => {
    expect(geo({ bbox: [1, 2, 3, 4] })?.bbox).toEqual([1, 2, 3, 4]);
    expect(geo({ bbox: [1, 2, 3] })?.bbox).toBeUndefined();
    expect(geo({ bbox: [1, 2, 3, 'x'] })?.bbox).toBeUndefined();
  });
});

describe('a new STAC object', () => {
  const PARENT = `{
  "type": "Collection",
  "stac_version": "1.1.0",
  "id": "c",
  "title": "C",
  "description": "C",
  "license": "MIT",
  "extent": { "spatial": { "bbox": [[-180, -90, 180, 90]] }, "temporal": { "interval": [["2020-01-01T00:00:00Z", null]] } },
  "links": [
    { "rel": "root", "href": "../catalog.json" }
  ]
}
`;

  function made(answers: Partial<NewStacObject>, parent = PARENT) {
    const document = parseMetadata({ name: 'collection.json', text: parent });
    const result = makeStacObject({
      kind: 'item',
      file: '/w/c/a/a.json',
      id: 'a',
      datetime: '2024-05-01T00:00:00Z',
      parent: { file: '/w/c/collection.json', document },
      ...answers,
    });
    return { value: JSON.parse(result.text), parent: applyEdits(parent, result.parentEdits ?? []) };
  }

  test('is linked with its parent both ways, and with the root of that', () => {
    const { value, parent } = made({ title: 'A' });
    expect(value).toMatchObject({
      collection: 'c',
      links: [
        { rel: 'root', href: '../../catalog.json', type: 'application/json' },
        { rel: 'parent', href: '../collection.json', title: 'C' },
        { rel: 'collection', href: '../collection.json' },
      ],
    });
    expect(parent).toBe(
      PARENT.replace(
        '"../catalog.json" }\n',
        '"../catalog.json" },\n    { "rel": "item", "href": "./a/a.json", "type": "application/geo+json", "title": "A" }\n',
      ),
    );
  });

  test('has absolute links where those of its parent are', () => {
    const absolute = PARENT.replace(
      '{ "rel": "root", "href": "../catalog.json" }',
      '{ "rel": "root", "href": "https://example.org/catalog.json" }, { "rel": "self", "href": "https://example.org/c/collection.json" }',
    );
    expect(made({}, absolute).value.links).toMatchObject([
      { rel: 'root', href: 'https://example.org/catalog.json' },
      { rel: 'parent', href: 'https://example.org/c/collection.json' },
      { rel: 'collection', href: 'https://example.org/c/collection.json' },
      { rel: 'self', href: 'https://example.org/c/a/a.json' },
    ]);
  });

  test('is of the version of its parent', () => {
    const old = PARENT.replace('1.1.0', '1.0.0');
    expect(made({}, old).value.stac_version).toBe('1.0.0');
    expect(made({ kind: 'collection', file: '/w/c/d/collection.json' }, old).value.license).toBe(
      'proprietary',
    );
  });

  test.each(['item', 'collection', 'catalog'] as const)('has no error: %s', (kind) => {
    for (const parent of [PARENT, undefined]) {
      const { value } = made({
        kind,
        ...(parent === undefined && { parent: undefined }),
        bbox: [179, 1, -179, 2],
      });
      const text = JSON.stringify(value);
      const problems = checkMetadata(parseMetadata({ name: 'a.json', text }), nowhere);
      expect(problems.filter(({ severity }) => severity !== 'info')).toEqual([]);
    }
  });
});
