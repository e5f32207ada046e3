import { describe, expect, test } from 'vitest';
import { describeTerm } from '#core/metadata/hover/describe-term.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import { chosen, complete, item, labels } from './completing.ts';
import { itemJson } from './samples.ts';

const EO = 'https://stac-extensions.github.io/eo/v2.0.0/schema.json';

function withFiles(...paths: string[]): Surroundings {
  return { ...nowhere, files: () => paths.map((path) => ({ path, size: 5 })) };
}

function collection(members: string, version = '1.1.0'): string {
  return `{ "type": "Collection", "stac_version": "${version}", ${members} }`;
}

describe('fields', () => {
  test.each<[name: string, text: string, offered: string[], others: string[]]>([
    ['i.json', itemJson({ properties: '{ "datetime": null, ‸ }' }), ['gsd', 'start_datetime'], ['datetime']],
    ['i.json', itemJson({ properties: '{ ‸ }' }), ['datetime', 'bands'], ['eo:cloud_cover']],
    ['i.json', itemJson({ assets: '"a": { "href": "a.tif", ‸ }' }), ['title', 'type', 'roles'], ['href']],
    ['i.json', itemJson({ links: '{ ‸ }' }), ['rel', 'href'], ['hreflang']],
    ['c.json', collection('‸'), ['id', 'license', 'extent', 'item_assets'], ['geometry', 'type']],
    ['c.json', collection('‸', '1.0.0'), ['id', 'license', 'extent'], ['item_assets', 'bands']],
    ['c.json', collection('"providers": [{ ‸ }]'), ['name', 'roles', 'url'], []],
    ['c.json', collection('"summaries": { ‸ }'), ['platform', 'gsd', 'bands'], ['datetime']],
    ['c.json', collection('"summaries": { ‸ }', '1.0.0'), ['platform', 'gsd'], ['bands']],
    ['c.json', collection('"item_assets": { "a": { ‸ } }'), ['title', 'type', 'roles', 'bands'], ['href']],
    ['i.json', itemJson({ assets: '"a": { "href": "a", "bands": [{ ‸ }] }' }), ['name', 'data_type'], []],
    ['i.yaml', 'stac_version: 1.1.0\ntype: Feature\nproperties:\n  ‸\n', ['datetime', 'gsd'], []],
    [
      'f.json',
      `{ "type": "FeatureCollection", "features": [${itemJson({ properties: '{ ‸ }' })}] }`,
      ['gsd'],
      [],
    ],
  ])('that are legal and missing are offered: %s %j', (name, text, offered, others) => {
    const found = labels(name, text);
    expect(found).toEqual(expect.arrayContaining(offered));
    expect(found.filter((label) => others.includes(label))).toEqual([]);
  });

  test('of an extension come with it', () => {
    const more = `"stac_extensions": ["${EO}"]`;
    const text = itemJson({ assets: '"a": { "href": "a.tif", "bands": [{ "name": "B1", ‸ }] }', more });
    expect(labels('i.json', text).slice(0, 4)).toEqual(['description', 'data_type', 'nodata', 'unit']);
    const { documentation } = item('i.json', text, 'eo:common_name');
    expect(documentation).toContain('*Extension Electro-Optical, eo 2.0.0*');
    expect(item('i.json', text, 'unit').documentation).toContain('*Common metadata of STAC 1.1.0*');
  });

  test('say what they are', () => {
    const { items } = complete('i.json', itemJson({ properties: '{ ‸ }' }));
    expect(items.filter(({ documentation }) => documentation === undefined)).toEqual([]);
  });

  test('hold what is known', () => {
    const asset = (members: string) => itemJson({ assets: `"a": { "href": "x/a.jp2"${members} }` });
    expect(chosen('i.json', asset(', ‸'), 'type')).toBe(asset(', "type": "‸image/jp2"'));
    expect(chosen('i.json', itemJson({ bbox: undefined, more: '‸' }), 'bbox')).toBe(
      itemJson({ bbox: undefined, more: '"bbox": [10, 46, 11, 47]' }),
    );
  });
});

describe('values', () => {
  const likely: [name: string, text: string, first: string[]][] = [
    ['i.json', itemJson({ assets: '"a": { "href": "x/thumb.png", "roles": ["‸"] }' }), ['thumbnail', 'data']],
    [
      'i.json',
      itemJson({ assets: '"a": { "href": "x/a.parquet", "type": "‸" }' }),
      ['application/vnd.apache.parquet'],
    ],
    ['i.json', itemJson({ links: '{ "rel": "‸" }' }), ['self', 'root', 'parent', 'collection', 'license']],
    [
      'c.json',
      collection('"links": [{ "rel": "self" }, { "rel": "‸" }]'),
      ['root', 'parent', 'child', 'item'],
    ],
    ['i.json', itemJson({ links: '{ "rel": "collection", "type": "‸" }' }), ['application/json']],
    ['c.json', collection('"license": "‸"'), ['other', 'CC0-1.0', 'CC-BY-4.0']],
    ['c.json', collection('"license": "‸"', '1.0.0'), ['proprietary', 'various', 'CC0-1.0']],
    [
      'c.json',
      collection('"providers": [{ "name": "a", "roles": ["‸"] }]'),
      ['producer', 'licensor', 'processor', 'host'],
    ],
    ['i.json', itemJson({ properties: '{ "proj:code": "‸" }' }), ['EPSG:32632', 'EPSG:4326', 'EPSG:3857']],
    ['i.json', itemJson({ properties: '{ "proj:epsg": ‸ }' }), ['32632', '4326', '3857']],
    ['i.json', itemJson({ properties: '{ "proj:code": "lambert-93‸" }' }), ['EPSG:2154']],
    ['i.json', itemJson({ properties: '{ "unit": "‸" }' }), ['1', '%', 'm']],
    ['i.json', itemJson({ properties: '{ "data_type": "‸" }' }), ['int8', 'int16']],
    ['i.json', itemJson({ geometry: '{ "type": "‸" }' }), ['Point', 'MultiPoint']],
    ['i.json', itemJson({ geometry: '‸' }), ['Polygon of bbox', 'Point']],
    ['i.json', itemJson({ bbox: '‸' }), ['[10, 46, 11, 47]']],
    ['i.json', '{ "type": "Feature", "stac_version": "‸" }', ['1.1.0', '1.0.0']],
    ['sentinel-1.json', '{ "type": "Feature", "stac_version": "1.1.0", "id": "‸" }', ['sentinel-1']],
  ];
  test.each(likely)('the likely ones come first: %s %j', (name, text, first) => {
    expect(labels(name, text).slice(0, first.length)).toEqual(first);
  });

  test('roles that are named are not offered again', () => {
    const text = itemJson({ assets: '"a": { "href": "a.tif", "roles": ["data", "‸"] }' });
    expect(labels('i.json', text)).not.toContain('data');
  });

  test('coordinates fit the type', () => {
    const geometry = (coordinates: string) =>
      itemJson({ geometry: `{ "type": "Point", "coordinates": ${coordinates} }` });
    expect(chosen('i.json', geometry('‸'), 'coordinates of a Point')).toBe(geometry('[‸0, ‸0]'));
  });

  test('each says what it is, some when it is asked', () => {
    for (const [name, text] of likely) {
      const { items } = complete(name, text);
      const silent = items.filter(
        ({ documentation, about }) => documentation === undefined && !(about && describeTerm(about)),
      );
      expect(silent.map(({ label }) => label)).toEqual([]);
    }
  });
});

describe('files', () => {
  test('are assets as a whole, with the type and the role that their names tell', () => {
    const files = withFiles('a.tif', 'my thumb.png');
    const text = (assets: string) =>
      `{\n  "type": "Feature",\n  "stac_version": "1.1.0",\n  "assets": {\n    ${assets}\n  }\n}`;
    expect(chosen('i.json', text('‸'), 'my thumb.png', files)).toBe(
      text(`"thumbnail": {
      "href": "./my%20thumb.png",
      "type": "image/png",
      "roles": ["thumbnail"]
    }`),
    );
    expect(labels('i.json', text('"a": { "href": "a.tif" }, ‸'), files)[0]).toBe('my thumb.png');
  });

  test('in YAML, too', () => {
    const text = 'stac_version: 1.1.0\ntype: Feature\nassets:\n  ‸\n';
    expect(chosen('i.yaml', text, 'b.tif', withFiles('b.tif'))).toBe(
      'stac_version: 1.1.0\ntype: Feature\nassets:\n  b:\n    href: "./b.tif"\n    type: "image/tiff; application=geotiff"\n    roles:\n      - data\n',
    );
  });

  test('are the target of an href', () => {
    const text = (href: string) => itemJson({ assets: `"a": { "href": "${href}" }` });
    expect(chosen('i.json', text('./da‸'), 'data/b.tif', withFiles('data/b.tif'))).toBe(text('./data/b.tif'));
    const many = withFiles(...Array.from({ length: 100 }, (_, index) => `data/${index}/a.tif`));
    expect(labels('i.json', text('‸'), many)[0]).toBe('data/');
    expect(chosen('i.json', text('./data/1/‸'), 'data/1/a.tif', many)).toBe(text('./data/1/a.tif'));
  });

  test('that are STAC objects are no assets', () => {
    expect(
      labels('i.json', itemJson({ assets: '"a": { "href": "‸" }' }), withFiles('collection.json')),
    ).toEqual([]);
  });
});

describe('whole objects', () => {
  test.each([
    ['catalog.json', '‸', 'STAC catalog'],
    ['collection.json', '{ ‸ }', 'STAC collection'],
    ['collection.yaml', '‸', 'STAC collection'],
    ['item.yml', '‸', 'STAC item'],
    ['any.json', '{ "type": "Feature", ‸ }', 'STAC item'],
    ['any.yaml', 'type: Catalog\n‸', 'STAC catalog'],
  ])('are offered where one begins: %s %j', (name, text, label) => {
    expect(labels(name, text)).toEqual([label]);
  });

  test.each([
    ['any.json', '‸'],
    ['any.json', '{ ‸ }'],
    ['any.json', '{ "type": "Point", ‸ }'],
    ['any.json', '{ "type": "Feature", "properties": { ‸ } }'],
  ])('and not where anything may begin: %s %j', (name, text) => {
    expect(labels(name, text)).toEqual([]);
  });

  test('hold what every one needs', () => {
    expect(chosen('any.json', '{\n  "type": "Catalog",\n  ‸\n}', 'STAC catalog')).toBe(`{
  "type": "Catalog",
  "stac_version": "1.1.0",
  "id": "‸",
  "description": "‸What the catalogue holds",
  "links": []
}`);
  });

  test('an item takes the files that lie there as its assets', () => {
    expect(labels('item.json', '{ ‸ }', withFiles('a.tif', 'b.tif'))).toEqual([
      'STAC item',
      'STAC item of 2 files',
    ]);
  });

  test('an item of a collection of items', () => {
    const text = `{ "type": "FeatureCollection", "features": [${itemJson()}, { ‸ }] }`;
    expect(labels('f.json', text)).toEqual(['STAC item']);
  });
});
