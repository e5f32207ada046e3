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
