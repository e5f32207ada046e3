import { describe, expect, test } from 'vitest';
import { describeAt } from '#core/metadata/hover.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import { withCursor } from './marks.ts';
import { itemJson } from './samples.ts';

function hover(text: string, surroundings: Surroundings = nowhere): string {
  const { document, offset } = withCursor('i.json', text);
  return describeAt(document, offset, surroundings)?.markdown ?? '';
}

const declaring = (name: string) =>
  `"stac_extensions": ["https://stac-extensions.github.io/${name}/schema.json"]`;

test.each([
  [
    'a time',
    itemJson({ properties: '{ "datetime": "2024-05-‸01T12:00:00Z" }' }),
    'Wednesday, 1 May 2024, 12:00:00 UTC',
  ],
  ['a field of STAC', itemJson({ properties: '{ "g‸sd": 10 }' }), '*Common metadata of STAC 1.1.0*'],
  ['a field of an item', itemJson().replace('"geometry"', '"geome‸try"'), '*STAC 1.1.0*'],
  [
    'a field of an extension',
    itemJson({ properties: '{ "eo:cloud‸_cover": 5 }', more: declaring('eo/v2.0.0') }),
    '*Extension Electro-Optical, eo 2.0.0*',
  ],
  [
    'a field of an extension that is not declared',
    itemJson({ properties: '{ "eo:cloud‸_cover": 5 }' }),
    '*Extension Electro-Optical, eo 2.0.0, which "stac_extensions" does not declare*',
  ],
  ['an extension', itemJson({ more: declaring('eo/v2‸.0.0') }), 'Images of one moment'],
  [
    'an extension of the registry',
    itemJson({ more: declaring('altimetry/v0‸.1.0') }),
    '**Altimetry** (extension)',
  ],
  ['a role', itemJson({ assets: '"a": { "href": "a.tif", "roles": ["da‸ta"] }' }), 'The data itself'],
  [
    'a relation',
    itemJson({ links: '{ "rel": "derived‸_from", "href": "x" }' }),
    'that this one was made from',
  ],
  [
    'a media type with its parameters in any order',
    itemJson({ assets: '"a": { "type": "image/ti‸ff; profile=cloud-optimized; application=geotiff" }' }),
    '**Cloud Optimized GeoTIFF**',
  ],
  [
    'a licence',
    itemJson({ properties: '{ "license": "CC-BY‸-4.0" }' }),
    'creativecommons.org/licenses/by/4.0/',
  ],
  ['a word for other licences', itemJson({ properties: '{ "license": "various‸" }' }), 'version 1.0 of STAC'],
  [
    'a reference system',
    itemJson({ properties: '{ "proj:code": "EPSG:32‸733" }' }),
    '**WGS 84 / UTM zone 33S**',
  ],
  ['its number', itemJson({ properties: '{ "proj:epsg": 2‸154 }' }), '**RGF93 v1 / Lambert-93** (EPSG:2154)'],
  ['a unit', itemJson({ properties: '{ "unit": "d‸B" }' }), 'decibel'],
])('explains %s', (_, text, expected) => {
  expect(hover(text)).toContain(expected);
});

test.each([
  [{ kind: 'file', size: 12_345 } as const, 'A file of 12.3 kB.'],
  [{ kind: 'missing' } as const, 'There is no such file.'],
])('tells where an href leads: %j', (fact, expected) => {
  const file = (path: string) => (path === 'a.tif' ? fact : ({ kind: 'unknown' } as const));
  expect(hover(itemJson({ assets: '"a": { "href": "./a‸.tif" }' }), { ...nowhere, file })).toContain(
    expected,
  );
  expect(hover(itemJson({ assets: '"a‸": { "href": "./a.tif" }' }), { ...nowhere, file })).toContain(
    expected,
  );
});

test('says that an address of the network is not looked at', () => {
  expect(hover(itemJson({ links: '{ "rel": "item", "href": "http://169.254‸.169.254/" }' }))).toContain(
    'not looked at',
  );
});

describe('a key of a map', () => {
  test('has nothing in it that is Markdown', () => {
    expect(hover(itemJson({ assets: '"[x](command:a)‸": { "href": "a" }' }))).toMatch(
      /^\*\*\\\[x\\\]\(command:a\)\*\*/,
    );
  });
});
