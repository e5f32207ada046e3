import { describe, expect, test } from 'vitest';
import { migrationEdits } from '#core/metadata/actions/stac/migration.ts';
import { applyEdits } from '#core/metadata/edits/compose.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { take } from '../actions/offered.ts';

function migrated(name: string, text: string): string | undefined {
  const document = parseMetadata({ name, text });
  const edits = migrationEdits(document);
  return edits && applyEdits(text, edits);
}

/** An item in YAML around the lines of its only asset. */
function itemYaml(asset: string, more = ''): string {
  return `type: Feature
stac_version: 1.0.0 # ours
stac_extensions:
  - https://stac-extensions.github.io/eo/v1.1.0/schema.json
  - https://stac-extensions.github.io/raster/v1.1.0/schema.json
id: a
geometry: null
properties:
  datetime: 2024-05-01T12:00:00Z${more}
links: []
assets:
  image:
    href: image.tif
${asset
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
`;
}

describe('the migration of STAC 1.0 to 1.1', () => {
  test('does what the best practices say of bands, and keeps comments', () => {
    const before = itemYaml(`eo:bands:
  # visible
  - name: r # long waves
    common_name: red
  - name: nir
    common_name: nir
raster:bands:
  - data_type: uint16
    spatial_resolution: 10
    sampling: area
    scale: 1.0e-4
  - data_type: uint16
    spatial_resolution: 30
    sampling: area
    scale: 1.0e-4`);
    expect(migrated('item.yaml', before)).toBe(`type: Feature
stac_version: "1.1.0" # ours
stac_extensions:
  - https://stac-extensions.github.io/eo/v2.0.0/schema.json
  - https://stac-extensions.github.io/raster/v2.0.0/schema.json
id: a
geometry: null
properties:
  datetime: 2024-05-01T12:00:00Z
links: []
assets:
  image:
    href: image.tif
    data_type: uint16
    raster:sampling: area
    raster:scale: 1.0e-4
    bands:
      # visible
      - name: r # long waves
        eo:common_name: red
        raster:spatial_resolution: 10
      - name: nir
        eo:common_name: nir
        raster:spatial_resolution: 30
`);
  });

  test('declares what is used, and no more what is not', () => {
    const before = itemYaml(
      `raster:bands:
  - { nodata: 0, data_type: uint8 }
eo:bands:
  - { name: r, description: Red }`,
      '\n  proj:epsg: 32659\n  license: various',
    );
    expect(migrated('item.yaml', before)).toBe(`type: Feature
stac_version: "1.1.0" # ours
stac_extensions:
  - https://stac-extensions.github.io/projection/v2.0.0/schema.json
id: a
geometry: null
properties:
  datetime: 2024-05-01T12:00:00Z
  proj:code: EPSG:32659
  license: other
links: []
assets:
  image:
    href: image.tif
    bands:
      - { name: r, description: Red, nodata: 0, data_type: uint8 }
`);
  });

  test('does collections with their item assets, summaries and boxes', () => {
    const before = `{
  "type": "Collection",
  "stac_version": "1.0.0",
  "stac_extensions": [
    "https://stac-extensions.github.io/item-assets/v1.0.0/schema.json",
    "https://stac-extensions.github.io/projection/v1.1.0/schema.json"
  ],
  "id": "c",
  "description": "C",
  "license": "proprietary",
  "extent": {
    "spatial": { "bbox": [[170, -20, 180, -10], [-180, -21, -175, -12]] },
    "temporal": { "interval": [["2024-01-01T00:00:00Z", null]] }
  },
  "summaries": {
    "proj:epsg": [32601, 32660],
    "eo:bands": [{ "name": "B1", "common_name": "red" }]
  },
  "item_assets": {
    "data": {
      "proj:epsg": null,
      "eo:bands": [
        { "name": "B1", "gsd": 10 },
        { "name": "B2", "gsd": 10 }
      ]
    }
  },
  "links": []
}
`;
    expect(migrated('collection.json', before)).toBe(`{
  "type": "Collection",
  "stac_version": "1.1.0",
  "stac_extensions": [
    "https://stac-extensions.github.io/projection/v2.0.0/schema.json",
    "https://stac-extensions.github.io/eo/v2.0.0/schema.json"
  ],
  "id": "c",
  "description": "C",
  "license": "other",
  "extent": {
    "spatial": { "bbox": [[170, -21, -175, -10], [170, -20, 180, -10], [-180, -21, -175, -12]] },
    "temporal": { "interval": [["2024-01-01T00:00:00Z", null]] }
  },
  "summaries": {
    "proj:code": ["EPSG:32601", "EPSG:32660"],
    "bands": [{ "name": "B1", "eo:common_name": "red" }]
  },
  "item_assets": {
    "data": {
      "proj:code": null,
      "gsd": 10,
      "bands": [
        { "name": "B1" },
        { "name": "B2" }
      ]
    }
  },
  "links": []
}
`);
  });

  test('does the old items of a collection of items, and leaves the others alone', () => {
    const item = (version: string, more: string) =>
      `{"type":"Feature","stac_version":"${version}","id":"a","geometry":null,"properties":{"datetime":"2024-05-01T12:00:00Z"${more}},"links":[],"assets":{}}`;
    const text = (first: string) =>
      `{"type":"FeatureCollection","features":[${first},${item('1.1.0', ',"license":"various"')}]}`;
    expect(migrated('items.json', text(item('1.0.0', ',"license":"various"')))).toBe(
      text(item('1.1.0', ',"license":"other"')),
    );
  });

  test('is not half done where a part of it would lose something', () => {
    const shared = itemYaml(`eo:bands: &bands
  - name: r
    common_name: red
raster:bands:
  # of the sensor
  - data_type: uint8`);
    expect(migrated('item.yaml', shared)).toBeUndefined();
  });

  test('is not offered for what is of the newest version already', () => {
    const text = (version: string) => itemYaml('type: image/tiff').replace('1.0.0', version);
    expect(take('migrate-stac', 'item.yaml', text('1.1.0'))).toBeUndefined();
    expect(take('migrate-stac', 'item.yaml', text('1.0.0'))?.title).toBe('Migrate to STAC 1.1.0');
  });
});
