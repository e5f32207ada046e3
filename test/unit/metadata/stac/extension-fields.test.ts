import { describe, expect, test } from 'vitest';
import { checkMetadata } from '#core/metadata/check.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { readExtension } from '#core/metadata/stac/extensions/extension.ts';
import { extensionAt } from '#core/metadata/stac/extensions/extension-list.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import { labels } from '../completing.ts';

interface Parts {
  readonly properties?: Record<string, unknown>;
  readonly asset?: Record<string, unknown>;
}

/** An item that declares an extension, `name/vX.Y.Z`, alone. */
function itemText(extension: string, { properties, asset }: Parts): string {
  return JSON.stringify({
    type: 'Feature',
    stac_version: '1.0.0',
    stac_extensions: [`https://stac-extensions.github.io/${extension}/schema.json`],
    id: 'item',
    geometry: { type: 'Point', coordinates: [10, 46] },
    bbox: [10, 46, 10, 46],
    properties: { datetime: '2024-05-01T12:00:00Z', ...properties },
    links: [],
    assets: { data: { href: 'https://example.org/a.tif', ...asset } },
  });
}

function messages(extension: string, parts: Parts): readonly string[] {
  const document = parseMetadata({ name: 'item.json', text: itemText(extension, parts) });
  return checkMetadata(document, nowhere)
    .filter(({ severity }) => severity !== 'info')
    .map(({ pointer, message }) => `${pointer}: ${message}`);
}

const SCHEMES = '/properties/auth:schemes/a';

const ARRAY = { shape: [-1, 3], dim_order: ['batch', 'channel'], data_type: 'float32' };
const MODEL = {
  'mlm:name': 'Model',
  'mlm:architecture': 'ResNet',
  'mlm:tasks': ['classification'],
  'mlm:input': [{ name: 'a', bands: [], input: ARRAY }],
  'mlm:output': [{ name: 'b', tasks: ['classification'], result: ARRAY }],
};
const POINTS = {
  'pc:count': 1,
  'pc:type': 'lidar',
  'pc:encoding': 'LASzip',
  'pc:schemas': [{ name: 'X', size: 8, type: 'floating' }],
};

describe('one message for each cause', () => {
  test.each<[string, Parts, readonly string[]]>([
    [
      'grid/v1.1.0',
      {},
      ['/properties: "properties" needs "grid:code" because the object declares grid 1.1.0.'],
    ],
    [
      'authentication/v1.1.0',
      { properties: { 'auth:schemes': { a: { type: 's3', flows: {} } } } },
      [
        `${SCHEMES}/flows: "flows" must not be there because it is only for schemes of the types oauth2 and signedUrl.`,
      ],
    ],
    [
      'authentication/v1.1.0',
      { properties: { 'auth:schemes': { a: { name: 'x' } } } },
      [`${SCHEMES}: This scheme needs "type".`],
    ],
    [
      'datacube/v2.3.0',
      { properties: { 'cube:dimensions': { x: { type: 'spatial' } } } },
      ['/properties/cube:dimensions/x: This dimension needs "axis" because it is spatial.'],
    ],
    [
      'datacube/v2.2.0',
      { properties: { 'cube:variables': { t: { dimensions: [] } } } },
      ['/properties: "properties" needs "cube:dimensions" because it has "cube:variables".'],
    ],
    [
      'label/v1.0.1',
      {
        properties: {
          'label:type': 'raster',
          'label:properties': null,
          'label:description': 'Roads',
          'label:classes': [{ name: 'road', classes: ['paved', 1] }],
        },
      },
      [
        '/properties/label:classes/0/name: "name" has to be null because the labels are rasters, but is text.',
        '/properties/label:classes/0/classes/1: This item of "classes" has to be text because not all of them are numbers, but is a number.',
      ],
    ],
    [
      'eo/v1.0.0',
      { properties: { 'eo:bands': [{ name: 'B01' }] } },
      [
        '/properties/eo:bands: "eo:bands" must not be there because no asset has it: each asset has its bands, and the properties only sum them up.',
      ],
    ],
    [
      'alternate-assets/v1.2.0',
      { asset: { alternate: { s3: { 'alternate:name': 'S3' } } } },
      ['/assets/data/alternate/s3: This place of a file needs "href".'],
    ],
    [
      'file/v2.1.0',
      { asset: { alternate: { s3: { href: 's3://b/a.tif', 'file:size': '12' } } } },
      [
        '/assets/data/alternate: "alternate" belongs to the extension Alternate Assets, which "stac_extensions" does not declare.',
        '/assets/data/alternate/s3/file:size: "file:size" has to be a whole number, but is text.',
      ],
    ],
    [
      'classification/v1.1.0',
      { asset: { 'raster:bands': [{ 'classification:classes': [{ value: 1 }] }] } },
      [
        '/assets/data/raster:bands: "raster:bands" belongs to the extension Raster, which "stac_extensions" does not declare.',
        '/assets/data/raster:bands/0/classification:classes/0: This class needs "description".',
      ],
    ],
    [
      'projection/v2.0.0',
      {
        properties: { 'proj:epsg': 32659, 'proj:bbox': [1, 2, 3, 4, 5] },
        asset: { 'proj:geometry': { type: 'Polygon', coordinates: [[1, 2]] }, 'proj:projjson': {} },
      },
      [
        '/properties/proj:epsg: "proj:epsg" is not a field of projection 2.0.0; in 2.0.0 it is "proj:code".',
        '/properties/proj:bbox: "proj:bbox" has to be a list of 4 or 6 numbers.',
        '/assets/data/proj:geometry/coordinates: "coordinates" has to be a list of rings, each a list of at least 4 positions.',
        '/assets/data/proj:projjson: "proj:projjson" needs its "type" and "name".',
      ],
    ],
    [
      'raster/v1.1.0',
      { asset: { 'raster:bands': [{ nodata: 'NaN', statistics: { count: 1 } }] } },
      [
        '/assets/data/raster:bands/0/nodata: "nodata" cannot be "NaN". Did you mean "nan"?',
        '/assets/data/raster:bands/0/statistics/count: "count" is not a property of "statistics". Possible: mean, minimum, maximum, stddev, valid_percent.',
      ],
    ],
    [
      'osc/v1.0.0',
      { properties: { 'osc:type': 'project', 'osc:status': 'ongoing', 'osc:variables': ['Wind'] } },
      [
        '/properties/osc:variables: "osc:variables" must not be there because only products have it, and this is a project.',
      ],
    ],
    [
      'osc/v1.0.0',
      { properties: { 'osc:type': 'product', 'osc:status': 'ongoing' } },
      ['/properties: "properties" needs "osc:project" because it is a product.'],
    ],
    [
      'product/v1.0.0',
      { properties: { 'product:timeliness': '3 hours' }, asset: { 'product:timeliness_category': 'NRT' } },
      [
        '/properties/product:timeliness: "product:timeliness" has to be a duration as in ISO 8601, such as PT3H or P1M.',
        '/assets/data: "data" needs "product:timeliness" because it has "product:timeliness_category".',
      ],
    ],
    [
      'pointcloud/v1.0.0',
      { properties: { ...POINTS, 'pc:statistics': [{ name: 'X' }] } },
      ['/properties/pc:statistics/0: This dimension needs at least 2 properties.'],
    ],
    [
      'mlm/v1.4.0',
      { properties: MODEL, asset: { roles: ['weights'], 'mlm:artifact_type': 'torch.save' } },
      ['/assets/data/roles: "roles" needs an entry "mlm:model" because the asset has "mlm:artifact_type".'],
    ],
    [
      'mlm/v1.4.0',
      { properties: MODEL, asset: { roles: ['data'] } },
      ['/assets: "assets" needs an asset whose "roles" include "mlm:model".'],
    ],
    [
      'mlm/v1.4.0',
      {
        properties: {
          ...MODEL,
          'mlm:input': [
            { name: 'a', bands: ['red'], input: ARRAY, value_scaling: [{ type: 'z-score', mean: 1 }] },
          ],
        },
        asset: { roles: ['mlm:model'], 'mlm:artifact_type': 'torch.save', 'mlm:name': 'Model' },
      },
      [
        '/properties/mlm:input: "mlm:input" needs what describes its bands: with STAC 1.1 "bands" in the properties of the item; or "eo:bands" (eo 1.x) in the properties or in the assets with the role "mlm:model"; or "raster:bands" (raster 1.x), with names, in these assets.',
        '/properties/mlm:input/0/value_scaling/0: This item of "value_scaling" needs "stddev" because its type is "z-score".',
        '/assets/data/mlm:name: "mlm:name" must not be there because it says something of the whole model: it belongs into the properties of the item.',
      ],
    ],
  ])('%s %#', (extension, parts, expected) => {
    expect([...messages(extension, parts)].sort()).toEqual([...expected].sort());
  });
});

test('what is not for this kind of scheme is not offered', () => {
  const schemes = (scheme: string) =>
    itemText('authentication/v1.1.0', { properties: { 'auth:schemes': 'X' } }).replace(
      '"X"',
      `{"a":${scheme}}`,
    );
  const offered = labels('item.json', schemes('{"type":"apiKey","‸"}'));
  expect(offered).toEqual(expect.arrayContaining(['name', 'in', 'description']));
  expect(offered).not.toContain('flows');
  expect(labels('item.json', schemes('{"type":"s3","‸"}'))).toEqual(['description']);
});

test.each<[string, string, readonly string[], readonly string[]]>([
  ['osc/v1.0.0', '"osc:type":"project",', ['osc:workflows', 'osc:status'], ['osc:variables', 'osc:project']],
  ['osc/v1.0.0', '"osc:type":"product",', ['osc:variables', 'osc:project'], ['osc:workflows']],
  ['mlm/v1.4.0', '', ['mlm:name', 'mlm:tasks'], ['mlm:artifact_type']],
])(
  'in the properties of an item of %s with %s, what belongs there is offered',
  (extension, before, wanted, others) => {
    const text = itemText(extension, {}).replace('"datetime"', `${before}"‸","datetime"`);
    const offered = labels('item.json', text);
    expect(offered).toEqual(expect.arrayContaining([...wanted]));
    expect(offered.filter((each) => others.includes(each))).toEqual([]);
  },
);

test('a later version that says anew what a class is does not change the earlier one', () => {
  const classes = { 'classification:classes': [{ value: 1, name: 'cloud' }] };
  expect(messages('classification/v2.0.0', { asset: classes })).toEqual([]);
  expect(messages('classification/v1.1.0', { asset: classes })).toEqual([
    '/assets/data/classification:classes/0: This class needs "description".',
  ]);
});

test('a field of which only the places are said anew is otherwise as in the base', () => {
  const base = extensionAt('https://stac-extensions.github.io/file/v2.0.0/schema.json');
  const later = readExtension(
    {
      name: 'file',
      version: '9.0.0',
      docs: 'https://example.org/',
      fields: { 'file:size': { on: ['link'] } },
    },
    base,
  );
  expect(later.fields.get('file:size')).toEqual({
    schema: base?.fields.get('file:size')?.schema,
    on: ['link'],
  });
  expect(later.fields.get('file:checksum')).toEqual(base?.fields.get('file:checksum'));
});
