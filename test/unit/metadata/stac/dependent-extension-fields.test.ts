import { describe, expect, test } from 'vitest';
import { checkMetadata } from '#core/metadata/check.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nowhere } from '#core/metadata/surroundings.ts';

interface Parts {
  readonly properties?: Record<string, unknown>;
  readonly asset?: Record<string, unknown>;
  readonly links?: readonly unknown[];
  readonly also?: readonly string[];
}

/** The errors about an item that declares an extension, `name/vX.Y.Z`, and perhaps others. */
function errors(extension: string, { properties, asset, links = [], also = [] }: Parts): readonly string[] {
  const text = JSON.stringify({
    type: 'Feature',
    stac_version: '1.0.0',
    stac_extensions: [extension, ...also].map((each) => `https://stac-extensions.github.io/${each}.json`),
    id: 'item',
    geometry: { type: 'Point', coordinates: [10, 46] },
    bbox: [10, 46, 10, 46],
    properties: { datetime: '2024-05-01T12:00:00Z', ...properties },
    links,
    assets: { data: { href: 'https://example.org/a.tif', ...asset } },
  });
  return checkMetadata(parseMetadata({ name: 'item.json', text }), nowhere)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, pointer, message }) => `${code} ${pointer}: ${message}`);
}

const href = 'https://{s}.example.org/{z}/{x}/{y}.png';
const ARRAY = { shape: [-1, 3], dim_order: ['batch', 'bands'], data_type: 'float32' };
const PLAIN = { ...ARRAY, dim_order: ['batch', 'channel'] };
const MODEL = {
  'mlm:name': 'Model',
  'mlm:architecture': 'ResNet',
  'mlm:tasks': ['downscaling'],
  'mlm:input': [{ name: 'a', input: PLAIN, pre_processing_function: [{ format: 'uri', expression: 'a' }] }],
  'mlm:output': [{ name: 'b', tasks: ['downscaling'], result: PLAIN }],
};
const ASSET = { roles: ['mlm:model', 'code'], 'mlm:artifact_type': 'torch.save', 'mlm:entrypoint': 'a.py' };
const OPTICAL = {
  'card4l:specification': 'SR',
  'card4l:specification_version': '5.0',
  instruments: ['oli'],
  'proj:epsg': 32_632,
  'view:incidence_angle': 5,
  'view:azimuth': 90,
  'view:sun_azimuth': 160,
  'view:sun_elevation': 45,
};
const DOCUMENT = { rel: 'card4l-document', type: 'application/pdf', href: 'https://example.org/a.pdf' };
const SCATTERING = { rel: 'atmospheric-scattering', href: 'https://example.org/a' };
const VAPOR = { rel: 'water-vapor', href: 'https://example.org/b' };
const NEEDED = ['eo/v1.0.0/schema', 'projection/v1.0.0/schema', 'raster/v1.1.0/schema', 'view/v1.0.0/schema'];
const BANDS = { 'raster:bands': [{ nodata: 0 }] };

describe('fields of extensions that depend on others', () => {
  test.each<[string, Parts, readonly string[]]>([
    ['web-map-links/v1.3.0/schema', { links: [{ rel: 'xyz', href, 'href:servers': ['a', 'b'] }] }, []],
    [
      'web-map-links/v1.3.0/schema',
      { links: [{ rel: 'xyz', href }] },
      [
        'stac/missing-property /links/0: This item of "links" needs "href:servers" because its "href" has {s} for a server.',
      ],
    ],
    [
      'web-map-links/v1.3.0/schema',
      {
        links: [{ rel: 'wmts', href: 'https://example.org/', 'wmts:layer': ['a'], 'wmts:encoding': 'rest' }],
      },
      ['stac/wrong-type /links/0/wmts:layer: "wmts:layer" has to be text, but is a list.'],
    ],
    [
      'goes/v1.0.0/schema',
      { properties: { 'goes:image_type': 'CONUS', 'goes:mesoscale_image_number': 1 } },
      [
        'stac/unexpected-property /properties/goes:mesoscale_image_number: "goes:mesoscale_image_number" must not be there because "goes:image_type" is not MESOSCALE.',
      ],
    ],
    [
      'goes/v1.0.0/schema',
      { properties: { 'goes:image_type': 'MESOSCALE', 'goes:mesoscale_image_number': 3 } },
      [
        'stac/unknown-value /properties/goes:mesoscale_image_number: "goes:mesoscale_image_number" cannot be "3". Possible: 1, 2.',
      ],
    ],
    [
      'sat/v1.2.0/schema',
      { properties: { 'sat:orbit_state_vectors': { now: [1, 2, 3, 4, 5, 6] } } },
      [
        'stac/wrong-form /properties/sat:orbit_state_vectors/now: The name "now" in "sat:orbit_state_vectors" has to be a date and time with its time zone, such as 2015-03-05T05:19:40Z.',
      ],
    ],
    [
      'sentinel-3/v0.2.0/schema',
      { properties: { 's3:gsd': { 'along-track': 300, 'across-track': 1640, height: 1 } } },
      [
        'stac/unexpected-property /properties/s3:gsd/height: "height" is not a property of "s3:gsd". Possible: along-track, across-track.',
      ],
    ],
    ['mlm/v1.5.2/schema', { properties: MODEL, asset: ASSET }, []],
    [
      'mlm/v1.5.1/schema',
      { properties: MODEL, asset: { ...ASSET, roles: ['mlm:model'] } },
      [
        'stac/missing-entry /assets/data/roles: "roles" needs an entry "code" because the asset has "mlm:entrypoint".',
      ],
    ],
    [
      'mlm/v1.5.0/schema',
      { properties: { ...MODEL, 'mlm:output': [{ name: 'b', tasks: [], result: ARRAY }] }, asset: ASSET },
      [
        'stac/unexpected-property /properties/mlm:output/0/result/dim_order/1: This item of "dim_order" must not be there because "bands" names none.',
      ],
    ],
    [
      'card4l/v0.1.0/optical/schema',
      { properties: OPTICAL, asset: BANDS, links: [DOCUMENT, SCATTERING, VAPOR], also: NEEDED },
      [],
    ],
    [
      'card4l/v0.1.0/optical/schema',
      { properties: OPTICAL, asset: BANDS, links: [DOCUMENT, SCATTERING], also: NEEDED },
      [
        'stac/missing-entry /links: "links" needs an entry with "rel": "water-vapor" because CARD4L asks for it.',
      ],
    ],
  ])('%s, %j', (extension, parts, expected) => {
    expect(errors(extension, parts)).toEqual(expected);
  });
});
