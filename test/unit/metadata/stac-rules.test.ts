import { describe, expect, test } from 'vitest';
import { afterFix, check, findings } from './marks.ts';
import { itemJson, SQUARE } from './samples.ts';

const ITEM_YAML = `type: Feature
stac_version: 1.1.0
id: a
geometry:
  type: Point
  coordinates: [10, 46]
bbox: [10, 46, 10, 46]
properties:
  datetime: '2024-05-01T12:00:00Z'
links: []
assets: {}
`;

test('a valid item has no finding, in JSON and in YAML', () => {
  expect(findings('item.json', itemJson())).toEqual([]);
  expect(findings('item.yaml', ITEM_YAML)).toEqual([]);
});

test.each(['id', 'geometry', 'properties', 'links', 'assets'])('an item needs %s', (name) => {
  const text = itemJson().replace(`"${name}":`, `"x:${name}":`);
  expect(check('item.json', text).problems).toMatchObject([
    {
      code: 'stac/missing-property',
      pointer: '',
      message: `The item needs "${name}".`,
      offset: 0,
      length: 1,
    },
  ]);
});

test.each([
  [
    'stac/missing-property',
    'no datetime',
    itemJson({ properties: '{}' }).replace('"properties"', '«"properties"»'),
  ],
  [
    'stac/wrong-form',
    'a datetime that is not in UTC',
    itemJson({ properties: '{ "datetime": «"2024-05-01T12:00:00+02:00"» }' }),
  ],
  [
    'stac/wrong-form',
    'a datetime without a time',
    itemJson({ properties: '{ "datetime": «"2024-05-01"» }' }),
  ],
  [
    'stac/wrong-form',
    'a day that the month has not',
    itemJson({ properties: '{ "datetime": «"2023-02-29T00:00:00Z"» }' }),
  ],
  [
    'stac/null-datetime',
    'a null datetime without an interval',
    itemJson({ properties: '{ "datetime": «null» }' }),
  ],
  [
    'stac/null-datetime',
    'a null datetime with half an interval',
    itemJson({
      properties: '{ "datetime": «null», "start_datetime": "2024-01-01T00:00:00Z", "end_datetim": 1 }',
    }),
  ],
  ['stac/missing-property', 'an asset without href', itemJson({ assets: '«"a"»: { "title": "A" }' })],
  ['stac/missing-property', 'a link without rel', itemJson({ links: '«{» "href": "a" }' })],
  ['stac/wrong-form', 'a relative self link', itemJson({ links: '{ "rel": "self", "href": «"a.json"» }' })],
  [
    'stac/missing-property',
    'a collection link without collection',
    itemJson({ links: '{ "rel": "collection", "href": "c.json" }' }).replace('{', '«{»'),
  ],
  ['stac/collection-link', 'a collection without its link', itemJson({ more: '«"collection"»: "c"' })],
  [
    'stac/unknown-geometry-type',
    'a misspelt geometry type',
    itemJson({
      geometry: '{ "type": «"Polgon"», "coordinates": [[[10, 46], [11, 46], [11, 47], [10, 47], [10, 46]]] }',
    }),
  ],
  [
    'stac/misspelt-property',
    'a misspelt property',
    itemJson({ assets: '"a": { "href": "a", «"titel"»: "A" }' }),
  ],
  ['stac/wrong-type', 'a null bbox', itemJson({ bbox: '«null»' })],
  ['stac/wrong-type', 'text in a bbox', itemJson({ bbox: '[10, «"46"», 11, 47]' })],
])('%s: %s', (code, _, text) => {
  const { problems, ranges } = check('item.json', text);
  const found = problems.filter((problem) => problem.offset === ranges[0]?.offset);
  expect(found).toMatchObject([{ code, ...ranges[0] }]);
  expect(problems.filter(({ severity }) => severity === 'error').length).toBeLessThanOrEqual(
    1 + (code === 'stac/null-datetime' ? 1 : 0),
  );
});

describe('bbox', () => {
  const crossing =
    '{ "type": "MultiPolygon", "coordinates": [[[[179, 0], [180, 0], [180, 1], [179, 0]]], [[[-180, 0], [-179, 0], [-180, 1], [-180, 0]]]] }';
  const high = '{ "type": "LineString", "coordinates": [[10, 46, 100], [11, 47, 500]] }';
  const globe =
    '{ "type": "Polygon", "coordinates": [[[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]] }';

  test.each([
    ['three dimensions around a flat geometry', SQUARE, '[10, 46, 0, 11, 47, 500]'],
    ['three dimensions around heights', high, '[10, 46, 100, 11, 47, 500]'],
    ['two dimensions around heights', high, '[10, 46, 11, 47]'],
    ['a geometry cut at the antimeridian (RFC 7946)', crossing, '[179, 0, -179, 1]'],
    ['the whole globe', globe, '[-180, -90, 180, 90]'],
    [
      'a number in the last place of three decimals',
      '{ "type": "Point", "coordinates": [10.12349, 46.5] }',
      '[10.123, 46.5, 10.124, 46.5]',
    ],
    [
      'what floating point makes of it',
      '{ "type": "Point", "coordinates": [0.30000000000000004, 46] }',
      '[0.3, 46, 0.3, 46]',
    ],
  ])('fits: %s', (_, geometry, bbox) => {
    expect(findings('item.json', itemJson({ geometry, bbox }))).toEqual([]);
  });

  test.each([
    ['stac/bbox-mismatch', 'one side is wrong', SQUARE, '[10, 46, 11, «48»]'],
    ['stac/bbox-mismatch', 'the heights are wrong', high, '[10, 46, «0», 11, 47, 500]'],
    ['stac/bbox-mismatch', 'a box goes the other way round the globe', SQUARE, '[«11», 46, «10», 47]'],
    ['stac/bbox-order', 'south is above north', SQUARE, '[10, «47», 11, 46]'],
    ['stac/bbox-order', 'low is above high', high, '[10, 46, «500», 11, 47, 100]'],
  ])('%s: %s', (code, _, geometry, bbox) => {
    const { problems, ranges } = check('item.json', itemJson({ geometry, bbox }));
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    if (ranges.length === 1) {
      expect(problems).toMatchObject(ranges);
    }
  });

  test('three numbers and five numbers are no box', () => {
    expect(findings('item.json', itemJson({ bbox: '[1, 2, 3]' }))).toContainEqual(
      'stac/bbox-length «"bbox"»',
    );
    expect(findings('item.json', itemJson({ bbox: '[1, 2, 3, 4, 5]' }))).toEqual([
      'stac/bbox-length «"bbox"»',
    ]);
  });

  test('a null geometry forbids it, and needs none', () => {
    expect(findings('item.json', itemJson({ geometry: 'null' }))).toEqual([
      'stac/bbox-without-geometry «"bbox"»',
    ]);
    expect(findings('item.json', itemJson({ geometry: 'null', bbox: undefined }))).toEqual([]);
  });

  test('is computed when it is missing, in JSON', () => {
    expect(afterFix('item.json', itemJson({ bbox: undefined }))).toBe(itemJson());
  });

  test('is computed when it is missing, in YAML', () => {
    expect(afterFix('item.yaml', ITEM_YAML.replace(/bbox.*\n/, ''))).toBe(ITEM_YAML);
  });

  test('is corrected number by number, so that the layout stays', () => {
    const bbox = '[\n    10,\n    46, 11,\n    48\n  ]';
    expect(afterFix('item.json', itemJson({ bbox }))).toBe(itemJson({ bbox: bbox.replace('48', '47') }));
    const block = 'bbox:\n  - 10 # west\n  - 46\n  - 10\n  - 47\n';
    expect(afterFix('item.yaml', ITEM_YAML.replace(/bbox.*\n/, block))).toContain(block.replace('47', '46'));
  });

  test('gets four numbers where there were three', () => {
    expect(afterFix('item.yaml', ITEM_YAML.replace(/bbox.*\n/, 'bbox: [10, 46, 1, 1, 1]\n'))).toBe(ITEM_YAML);
  });

  test('keeps the heights that the geometry does not know', () => {
    expect(afterFix('item.json', itemJson({ bbox: '[10, 46, 5, 11, 48, 6]' }))).toBe(
      itemJson({ bbox: '[10, 46, 5, 11, 47, 6]' }),
    );
  });

  test('of a geometry cut at the antimeridian has west above east', () => {
    expect(afterFix('item.json', itemJson({ geometry: crossing, bbox: undefined }))).toBe(
      itemJson({ geometry: crossing, bbox: '[179, 0, -179, 1]' }),
    );
  });

  test('is removed from an item without geometry', () => {
    expect(afterFix('item.json', itemJson({ geometry: 'null' }))).toBe(
      itemJson({ geometry: 'null', bbox: undefined }),
    );
  });
});

describe('other STAC objects', () => {
  test('an item of 1.0.0 is checked by its own version', () => {
    expect(findings('item.json', itemJson().replace('1.1.0', '1.0.0'))).toEqual([]);
    expect(findings('item.json', itemJson({ bbox: undefined }).replace('1.1.0', '1.0.0'))).toHaveLength(1);
  });

  test('an unknown version is one warning and no noise', () => {
    const { problems } = check('item.json', '{ "stac_version": «"0.9.0"», "type": "Feature" }');
    expect(problems).toMatchObject([{ code: 'stac/unsupported-version', severity: 'warning' }]);
  });

  test('each item of an item collection is checked', () => {
    const text = `{ "type": "FeatureCollection", "features": [${itemJson()}, ${itemJson({ bbox: '[10, 46, 11, 48]' }).replace('"a"', '"b"')}] }`;
    expect(check('items.json', text).problems).toMatchObject([
      { code: 'stac/bbox-mismatch', pointer: '/features/1/bbox/3' },
    ]);
  });

  test('a catalog and a collection need their members', () => {
    const messages = (type: string) =>
      check('x.json', `{ "stac_version": "1.1.0", "type": "${type}" }`).problems.map(
        ({ message }) => message,
      );
    expect(messages('Catalog')).toEqual(
      ['id', 'description', 'links'].map((name) => `The catalog needs "${name}".`),
    );
    expect(messages('Collection')).toHaveLength(5);
  });
});
