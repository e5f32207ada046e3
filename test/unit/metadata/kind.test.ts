import { expect, test } from 'vitest';
import { parseMetadata } from '#core/metadata/parse.ts';

const V2 = 'https://datapackage.org/profiles/2.0';

test.each([
  ['datapackage.json', '{}', 'datapackage', '1.0'],
  ['a/b/datapackage.yaml', `$schema: ${V2}/datapackage.json`, 'datapackage', '2.0'],
  ['a\\datapackage.yml', '', 'datapackage', '1.0'],
  ['my.datapackage.json', '{"profile":"tabular-data-package"}', 'datapackage', '1.0'],
  ['datapackage.json', '{"$schema":"https://example.org/profile.json"}', 'datapackage', '2.0'],
  ['datapackage.json', '{"stac_version":"1.1.0","type":"Feature"}', 'datapackage', '1.0'],
  ['other.json', `{"$schema":"${V2}/tableschema.json"}`, 'tableschema', '2.0'],
  ['other.json', `{"$schema":"${V2}/tabledialect.json"}`, 'tabledialect', '2.0'],
  ['other.json', '{"resources":[{"name":"a","path":"a.csv"}]}', 'datapackage', '1.0'],
  ['table.json', '{"name":"a","path":"a.csv","schema":"s.json"}', 'dataresource', '1.0'],
  ['s.json', '{"fields":[{"name":"id","type":"integer"}]}', 'tableschema', '1.0'],
  ['i.json', '{"type":"Feature","stac_version":"1.1.0"}', 'stac-item', '1.1.0'],
  ['i.geojson', '{"type":"Feature","assets":{},"links":[]}', 'stac-item', undefined],
  ['i.json', '{"type":"Featur","stac_version":"1.0.0","geometry":null}', 'stac-item', '1.0.0'],
  ['c.json', '{"type":"Collection","stac_version":"1.0.0"}', 'stac-collection', '1.0.0'],
  ['c.json', '{"stac_version":"0.9.0","extent":{}}', 'stac-collection', '0.9.0'],
  ['c.json', '{"type":"Catalog","stac_version":"1.1.0"}', 'stac-catalog', '1.1.0'],
  [
    's.json',
    '{"type":"FeatureCollection","features":[{"stac_version":"1.0.0"}]}',
    'stac-itemcollection',
    '1.0.0',
  ],
  ['g.json', '{"type":"Feature","geometry":null,"properties":{}}', 'unknown', undefined],
  ['package.json', '{"name":"x","version":"1.0.0","license":"MIT"}', 'unknown', undefined],
  ['x.json', '[]', 'unknown', undefined],
  ['x.json', '', 'unknown', undefined],
])('%s with %s is %s %s', (name, text, kind, version) => {
  const document = parseMetadata({ name, text });
  expect([document.kind, document.version]).toEqual([kind, version]);
});
