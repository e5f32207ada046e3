import { describe, expect, test } from 'vitest';
import { checkMetadata } from '#core/metadata/check.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import { check, marked } from '../marks.ts';
import { itemJson } from '../samples.ts';

const TIF = '"href": "a.tif", "type": "image/tiff; application=geotiff", "roles": ["data"]';

/** An item whose one asset has these fields besides. */
function assetJson(fields: string): string {
  return itemJson({ assets: `"a": { ${TIF}, ${fields} }` });
}

function collectionJson(more: string, version = '1.1.0'): string {
  const extent = more.includes('"extent"')
    ? ''
    : '"extent": { "spatial": { "bbox": [[0, 0, 1, 1]] }, "temporal": { "interval": [["2024-01-01T00:00:00Z", null]] } },';
  const license = more.includes('"license"') ? '' : '"license": "CC-BY-4.0",';
  const links = more.includes('"links"') ? '' : '"links": [],';
  return `{ "type": "Collection", "stac_version": "${version}", "id": "c", "description": "d", ${extent} ${license} ${links} ${more} }`;
}

function catalogJson(links: string, more = ''): string {
  return `{ "type": "Catalog", "stac_version": "1.1.0", "id": "c", "description": "d", "links": [${links}]${more} }`;
}

const CHILD = '{ "rel": "child", "href": "c/collection.json", "type": "application/json" }';

/** The findings of a code, with the place that the text marks as the first of them. */
function expectFound(name: string, text: string, code: string): void {
  const { problems, ranges } = check(name, text);
  const found = problems.filter((problem) => problem.code === code);
  expect(found.length, problems.map((each) => `${each.code}: ${each.message}`).join('\n')).toBe(1);
  expect(found).toMatchObject([ranges[0]]);
}

function codes(name: string, text: string): string[] {
  return check(name, text).problems.map(({ code }) => code);
}

describe('items', () => {
  test.each([
    [
      'stac/time-range-order',
      '{ "datetime": "2024-05-01T12:00:00Z", "start_datetime": «"2024-06-01T00:00:00Z"», "end_datetime": "2024-05-01T00:00:00Z" }',
    ],
    [
      'stac/datetime-outside-range',
      '{ "datetime": «"2024-05-01T12:00:00Z"», "start_datetime": "2024-06-01T00:00:00Z", "end_datetime": "2024-06-02T00:00:00Z" }',
    ],
    [
      'stac/no-nominal-datetime',
      '{ "datetime": «null», "start_datetime": "2024-06-01T00:00:00Z", "end_datetime": "2024-06-02T00:00:00Z" }',
    ],
    [
      'stac/updated-before-created',
      '{ "datetime": "2024-05-01T12:00:00Z", "created": "2024-06-01T00:00:00Z", "updated": «"2024-05-31T23:59:59Z"» }',
    ],
    ['stac/searchable-identifier', '{ "datetime": "2024-05-01T12:00:00Z", "platform": «"Landsat 8"» }'],
  ])('%s', (code, properties) => expectFound('item.json', itemJson({ properties }), code));

  test('a time to come is told where the time is known, but for forecasts', () => {
    const found = (properties: string) =>
      checkMetadata(parseMetadata({ name: 'a.json', text: itemJson({ properties }) }), {
        ...nowhere,
        now: () => Date.parse('2025-01-01T00:00:00Z'),
      }).map(({ code }) => code);
    expect(found('{ "datetime": "2025-05-01T00:00:00Z" }')).toContain('stac/future-time');
    expect(found('{ "datetime": "2025-01-01T12:00:00Z" }')).not.toContain('stac/future-time');
    expect(
      found('{ "datetime": "2025-05-01T00:00:00Z", "forecast:reference_datetime": "2025-01-01T00:00:00Z" }'),
    ).not.toContain('stac/future-time');
    expect(codes('a.json', itemJson({ properties: '{ "datetime": "2925-05-01T00:00:00Z" }' }))).toEqual([]);
  });

  test('the name of a file is judged by its last part', () => {
    const found = (name: string) =>
      checkMetadata(parseMetadata({ name, text: itemJson() }), nowhere).map(({ code }) => code);
    expect(found('b/a.json')).toEqual([]);
    expect(found('a/b.json')).toEqual(['stac/item-file-name']);
  });

  test('of one id, collection and version are the items of a collection of items', () => {
    const items = (...texts: string[]) => `{ "type": "FeatureCollection", "features": [${texts.join(',')}] }`;
    const other = itemJson().replace('"a"', '"b"');
    expect(codes('items.json', items(itemJson(), other))).toEqual([]);
    expectFound('items.json', items(itemJson(), itemJson().replace('"a"', '«"a"»')), 'stac/repeated-item-id');
    expectFound(
      'items.json',
      items(itemJson(), other.replace('"1.1.0"', '«"1.0.0"»')),
      'stac/mixed-versions',
    );
  });
});

describe('licences', () => {
  test.each([
    'CC-BY-4.0',
    'MIT AND CC-BY-4.0',
    '(MIT or Apache-2.0) and CC0-1.0',
    'GPL-2.0-only WITH Classpath-exception-2.0',
    'LicenseRef-ours',
    'Apache-2.0+',
  ])('%s is one', (license) => {
    const found = codes(
      'collection.json',
      collectionJson(`"license": "${license}", "links": [{ "rel": "license", "href": "l" }]`),
    );
    expect(found).toEqual([]);
  });

  test.each([
    ['stac/unknown-license', 'CC-BY-9.9', '1.1.0'],
    ['stac/unknown-license', 'MIT AND CC-BY-9.9', '1.1.0'],
    ['stac/unknown-license', 'cc-by-4.0', '1.0.0'],
    ['stac/unknown-license', 'ODC-PDDL-1.0', '1.1.0'],
    ['stac/license-expression', 'MIT AND', '1.1.0'],
    ['stac/license-expression', 'MIT CC-BY-4.0', '1.1.0'],
    ['stac/license-expression', '((MIT)', '1.1.0'],
    ['stac/license-expression', 'Creative Commons Attribution 4.0 International', '1.1.0'],
    ['stac/license-expression', 'MIT AND CC-BY-4.0', '1.0.0'],
    ['stac/deprecated-license', 'GPL-3.0', '1.1.0'],
    ['stac/former-license-word', 'various', '1.1.0'],
    ['stac/newer-license-word', 'other', '1.0.0'],
  ])('%s: %s in %s', (code, license, version) =>
    expectFound(
      'collection.json',
      collectionJson(`"license": «"${license}"», "links": [{ "rel": "license", "href": "l" }]`, version),
      code,
    ),
  );

  test('a thousand parentheses are no expression', () => {
    expect(
      codes(
        'collection.json',
        collectionJson(`"license": "${'('.repeat(999)}MIT", "links": [{ "rel": "license", "href": "l" }]`),
      ),
    ).toEqual(['stac/license-expression']);
  });

  test('"proprietary" of 1.0 needs a link only', () => {
    expect(codes('collection.json', collectionJson('"license": "proprietary"', '1.0.0'))).toEqual([
      'stac/missing-license-link',
    ]);
  });
});

describe('collections', () => {
  const extent = (boxes: string, intervals = '[["2024-01-01T00:00:00Z", null]]') =>
    collectionJson(`"extent": { "spatial": { "bbox": ${boxes} }, "temporal": { "interval": ${intervals} } }`);

  test.each([
    ['boxes one in another', '[[0, 0, 9, 9], [1, 1, 2, 2], [3, 3, 4, 4]]'],
    ['a box across the antimeridian', '[[170, -10, -170, 10], [175, 0, 178, 1], [179, 0, -179, 1]]'],
    ['the globe around such a box', '[[-180, -90, 180, 90], [175, 0, -178, 1], [179, 0, -179, 1]]'],
    ['heights', '[[-180, -90, -100, 180, 90, 150]]'],
  ])('are right with %s', (_, boxes) => expect(codes('collection.json', extent(boxes))).toEqual([]));

  test.each([
    ['stac/two-boxes', '[[0, 0, 9, 9], [1, 1, 2, 2]]', '"bbox"'],
    ['stac/extent-first-box', '[[0, 0, 1, 1], [1, 1, 2, 2], [3, 3, 4, 4]]', '['],
    ['stac/extent-first-box', '[[170, -10, -170, 10], [-175, 0, -160, 1], [179, 0, -179, 1]]', '['],
    ['stac/bbox-order', '[[0, 9, 9, 0]]', '9'],
    ['stac/bbox-length', '[[0, 0, 9, 9, 9]]', '['],
    ['stac/coordinate-out-of-range', '[[0, 0, 360, 9]]', '360'],
  ])('%s: %s', (code, boxes, place) => {
    const { document, problems } = check('collection.json', extent(boxes));
    expect(
      problems.map((each) => [each.code, document.text.slice(each.offset, each.offset + each.length)]),
    ).toEqual([[code, place]]);
  });

  test.each([
    ['stac/interval-order', '[[«"2024-02-01T00:00:00Z"», "2024-01-01T00:00:00Z"]]'],
    ['stac/open-interval', '[«[»null, null]]'],
    [
      'stac/extent-first-interval',
      '[«[»"2024-01-01T00:00:00Z", "2024-02-01T00:00:00Z"], ["2024-01-05T00:00:00Z", null]]',
    ],
  ])('%s: %s', (code, intervals) =>
    expectFound('collection.json', extent('[[0, 0, 1, 1]]', intervals), code),
  );

  test.each([
    [
      'stac/several-hosts',
      '"providers": [{ "name": "a", "roles": ["host"] }, { "name": "b", "roles": [«"host"»] }]',
    ],
    ['stac/host-not-last', '"providers": [{ "name": "a", "roles": [«"host"»] }, { "name": "b" }]'],
    ['stac/repeated-summary', '"summaries": { "platform": ["a", «"a"»] }'],
    ['stac/summary-value', '"summaries": { "gsd": [10, «"20"»] }'],
    ['stac/summary-value', '"summaries": { "platform": { "minimum": «1», "maximum": 2 } }'],
    ['stac/summary-range-order', '"summaries": { "gsd": { "minimum": «20», "maximum": 10 } }'],
    [
      'stac/summary-range-order',
      '"summaries": { "datetime": { "minimum": «"2024-02-01T00:00:00Z"», "maximum": "2024-01-01T00:00:00Z" } }',
    ],
    ['stac/summary-of-collection-field', '"summaries": { «"license"»: ["CC-BY-4.0"] }'],
    ['stac/item-asset-fields', '"item_assets": { «"a"»: { "title": "A" } }'],
    ['stac/item-asset-href', '"item_assets": { "a": { "title": "A", «"href"»: "a.tif" } }'],
  ])('%s: %s', (code, more) => expectFound('collection.json', collectionJson(more), code));

  test('ranges of texts that are no times have an order of their own', () => {
    expect(
      codes(
        'collection.json',
        collectionJson('"summaries": { "grade": { "minimum": "F", "maximum": "A" } }'),
      ),
    ).toEqual([]);
  });

  test('"item_assets" of 1.0 is an extension', () => {
    expectFound(
      'collection.json',
      collectionJson('«"item_assets"»: { "a": { "title": "A", "type": "image/png" } }', '1.0.0'),
      'stac/undeclared-extension',
    );
  });
});

describe('links', () => {
  test.each([
    [
      'stac/repeated-link',
      '{ "rel": "parent", "href": "a.json", "type": "application/json" }, { "rel": «"parent"», "href": "b.json", "type": "application/json" }',
    ],
    ['stac/link-media-type', '{ "rel": "child", "href": "a.json", "type": «"application/geo+json"» }'],
    ['stac/link-without-type', '{ "rel": «"child"», "href": "a.json" }, { "rel": "item", "href": "b.json" }'],
    ['stac/misspelt-relation', '{ "rel": «"derived_form"», "href": "a.json" }'],
    [
      'stac/self-file-name',
      '{ "rel": "self", "href": «"https://example.org/root.json?x=1"», "type": "application/json" }',
    ],
  ])('%s: %s', (code, links) => expectFound('catalog.json', catalogJson(`${CHILD}, ${links}`), code));

  test('a parent in HTML, and one in another language, are others', () => {
    const links =
      '{ "rel": "parent", "href": "a.json", "type": "application/json" }, { "rel": "parent", "href": "a.html", "type": "text/html" }, { "rel": "parent", "href": "a.de.json", "type": "application/json", "hreflang": "de" }';
    expect(codes('catalog.json', catalogJson(`${CHILD}, ${links}`))).toEqual([]);
  });

  test('an item has no children, a catalogue has some and no summaries', () => {
    expectFound(
      'item.json',
      itemJson({ links: '{ "rel": «"child"», "href": "a.json", "type": "application/json" }' }),
      'stac/link-not-allowed',
    );
    expectFound('catalog.json', catalogJson('').replace('"links"', '«"links"»'), 'stac/empty-catalog');
    expectFound('catalog.json', catalogJson(CHILD, ', «"summaries"»: {}'), 'stac/catalog-summaries');
  });

  test('the address of an object of 1.0 is absolute', () => {
    const catalog = catalogJson(
      `${CHILD}, { "rel": "self", "href": «"./catalog.json"», "type": "application/json" }`,
    );
    expectFound('catalog.json', catalog.replace('1.1.0', '1.0.0'), 'stac/wrong-form');
  });

  test('more than twenty are many', () => {
    const many = (count: number) => Array.from({ length: count }, () => CHILD).join(',');
    expect(codes('catalog.json', catalogJson(many(20)))).toEqual([]);
    expect(codes('catalog.json', catalogJson(many(21)))).toEqual(['stac/many-links']);
  });
});

describe('assets', () => {
  const asset = (fields: string) => itemJson({ assets: `"a": { ${fields} }` });

  test.each([
    ['stac/deprecated-media-type', '"href": "a.tif", "type": «"image/vnd.stac.geotiff"»'],
    ['stac/media-type-form', '"href": "a.tif", "type": «"tiff"»'],
    ['stac/unregistered-media-type', '"href": "a.jpg", "type": «"image/jpg"»'],
    ['stac/unspecific-media-type', '"href": "a.geojson", "type": «"application/json"»'],
    ['stac/wrong-media-type', '"href": "https://example.org/a.jpg?sig=a.png", "type": «"image/png"»'],
    [
      'stac/thumbnail-format',
      '"href": "a.tif", "roles": ["thumbnail"], "type": «"image/tiff; application=geotiff"»',
    ],
    ['stac/overview-format', '"href": "a.jp2", "roles": ["overview"], "type": «"image/jp2"»'],
    ['stac/misspelt-role', '"href": "a.jp2", "roles": [«"thumbnial"»], "type": "image/jp2"'],
    [
      'stac/thumbnail-size',
      '"href": "a.png", "roles": ["thumbnail"], "type": "image/png", "proj:shape": [«600», 601]',
    ],
  ])('%s: %s', (code, fields) => expectFound('item.json', asset(fields), code));

  test.each([
    '"href": "a.json.gz", "type": "application/json"',
    '"href": "a.json", "type": "application/vnd.ours+json"',
    '"href": "a.xyz", "type": "application/x-ours"',
    '"href": "https://example.org/preview?format=png", "type": "image/png"',
    '"href": "a.tif", "type": "image/tiff; application=geotiff; profile=cloud-optimized"',
  ])('are right: %s', (fields) =>
    expect(codes('item.json', asset(`${fields}, "roles": ["data"]`))).toEqual([]),
  );

  test('one that says neither type nor role is told once with the others', () => {
    const document = parseMetadata({
      name: 'a.json',
      text: itemJson({ assets: '"a": { "href": "a" }, "b": { "href": "b" }' }),
    });
    expect(
      checkMetadata(document, nowhere).map(({ code, message }) => `${code} ${message.slice(0, 35)}`),
    ).toEqual([
      'stac/missing-media-type The assets "a" and 1 more have no m',
      'stac/missing-roles The assets "a" and 1 more have no r',
    ]);
  });
});

describe('values and bands', () => {
  test.each([
    ['stac/repeated-band-name', '"bands": [{ "name": "a" }, { "name": «"a"» }]'],
    ['stac/bands-twice', '"bands": [{ "name": "a" }], «"eo:bands"»: [{ "name": "a" }]'],
    ['stac/value-of-all-bands', '«"bands"»: [{ "name": "a", "unit": "m" }, { "name": "b", "unit": "m" }]'],
    ['stac/nodata-outside-type', '"data_type": "uint8", "nodata": «-1»'],
    ['stac/nodata-outside-type', '"bands": [{ "data_type": "int16", "nodata": «"nan"» }]'],
    ['stac/nodata-outside-type', '"data_type": "int32", "nodata": «0.5»'],
    ['stac/statistics-order', '"statistics": { "minimum": «2», "maximum": 1 }'],
    ['stac/statistics-mean', '"statistics": { "maximum": 1, "mean": «2» }'],
    ['stac/negative-deviation', '"statistics": { "stddev": «-2» }'],
    ['stac/unknown-unit', '"unit": «"reflectance units"»'],
    ['stac/zero-scale', '"raster:scale": «0»'],
    ['stac/wavelength-unit', '"bands": [{ "eo:center_wavelength": «665» }, { "eo:center_wavelength": 842 }]'],
    ['stac/projection-code', '"proj:code": «"4326"»'],
    [
      'stac/projection-mismatch',
      '"proj:code": "EPSG:4326", «"proj:projjson"»: { "id": { "authority": "EPSG", "code": 3857 } }',
    ],
    [
      'stac/transform-order',
      '«"proj:transform"»: [0, 10, 0, 100, 0, -10], "proj:shape": [10, 20], "proj:bbox": [0, 0, 200, 100]',
    ],
    [
      'stac/grid-mismatch',
      '«"proj:shape"»: [20, 10], "proj:transform": [10, 0, 0, 0, -10, 100], "proj:bbox": [0, 0, 200, 100]',
    ],
    [
      'stac/grid-mismatch',
      '"proj:shape": [40, 10], «"proj:transform"»: [10, 0, 0, 0, -10, 100], "proj:bbox": [0, 0, 200, 100]',
    ],
    [
      'stac/repeated-class',
      '"classification:classes": [{ "value": 1, "name": "a" }, { "value": «1», "name": "b" }]',
    ],
    [
      'stac/class-outside-type',
      '"data_type": "uint8", "classification:classes": [{ "value": «256», "name": "a" }]',
    ],
    [
      'stac/overlapping-bitfields',
      '"classification:bitfields": [{ "offset": «2», "length": 1, "classes": [] }, { "offset": 0, "length": 3, "classes": [] }]',
    ],
    [
      'stac/repeated-alternate-name',
      '"alternate:name": "a", "alternate": { "s3": { "href": "s3://b/a", "alternate:name": «"a"» } }',
    ],
    ['stac/unknown-scheme', '"auth:refs": [«"login"»]'],
  ])('%s: %s', (code, fields) => expectFound('item.json', assetJson(fields), code));

  test.each([
    'm',
    'm/s',
    'W m-2 sr-1 um-1',
    'W/(m2.sr.um)',
    'degC',
    'Cel',
    '%',
    '1',
    'kg m^-2',
    'mg/m3',
    '10*-6',
    'days since 2000-01-01',
    'degrees_north',
    '{count}',
    'dBZ',
    'meters',
    'hPa',
    'µm',
    '°C',
  ])('%s is a unit', (unit) => expect(codes('item.json', assetJson(`"unit": "${unit}"`))).toEqual([]));

  test('a transform of nine numbers and a half cell of difference are fine', () => {
    const fields =
      '"proj:shape": [10, 20], "proj:transform": [10, 0, 5, 0, -10, 95, 0, 0, 1], "proj:bbox": [0, 0, 200, 100]';
    expect(
      codes('item.json', assetJson(fields)).filter((code) => code !== 'stac/undeclared-extension'),
    ).toEqual([]);
  });

  test('bands of the properties need those of an asset', () => {
    const properties = '{ "datetime": "2024-05-01T12:00:00Z", «"bands"»: [{ "name": "a" }] }';
    expectFound('item.json', itemJson({ properties }), 'stac/bands-without-asset');
    const assets = `"a": { ${TIF}, "bands": [{ "name": "a" }] }`;
    expect(codes('item.json', marked(itemJson({ properties, assets })).text)).toEqual([]);
  });
});

test.each([
  [
    'roles',
    itemJson({
      assets: `"a": { ${TIF}, "roles": [${Array.from({ length: 20_000 }, (_, index) => `"metadat${'abcdefghij'.charAt(index % 10)}${'x'.repeat(index % 7)}"`)}] }`,
    }),
  ],
  [
    'relations',
    catalogJson(
      Array.from(
        { length: 10_000 },
        (_, index) => `{ "rel": "chil${'x'.repeat(index % 9)}", "href": "${index}" }`,
      ).join(','),
    ),
  ],
  [
    'fields of bands',
    assetJson(
      `"bands": [${Array.from({ length: 2 }, () => `{ ${Array.from({ length: 10_000 }, (_, index) => `"f${index}": 1`)} }`)}]`,
    ),
  ],
  ['references', assetJson(`"auth:refs": [${Array.from({ length: 10_000 }, (_, index) => `"r${index}"`)}]`)],
])(
  'many thousand %s end in time',
  (_, text) => {
    expect(codes('item.json', text).length).toBeLessThanOrEqual(1_001);
  },
  60_000,
);

test('a collection of two thousand items is looked at item by item', () => {
  const items = Array.from({ length: 2_000 }, (_, index) =>
    itemJson({ bbox: '[10, 46, 11, 47]' }).replace('"a"', `"${index}"`),
  );
  const text = `{ "type": "FeatureCollection", "features": [${items.join(',')}] }`;
  expect(codes('items.json', text)).toEqual([]);
}, 60_000);
