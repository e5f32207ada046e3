import { describe, expect, test } from 'vitest';
import { parseMetadata } from '#core/metadata/parse.ts';
import { mayBeMetadata } from '#server/workspace/sniff.ts';

/** Smallest texts of each kind, whatever tells what they are. */
const METADATA: readonly (readonly [string, string])[] = [
  ['datapackage.json', ''],
  ['my.datapackage.yaml', ''],
  ['dataresource.json', '{}'],
  ['tableschema.yml', '{}'],
  ['tabledialect.json', '{}'],
  ['x.json', '{"$schema": "https://datapackage.org/profiles/2.0/datapackage.json"}'],
  ['x.json', '{"resources": [{"path": "a.csv"}]}'],
  ['x.yaml', 'resources:\n- data: []\n'],
  ['x.json', '{"name": "a", "path": "a.csv", "format": "csv"}'],
  ['x.json', '{"fields": [{"name": "a", "type": "string"}]}'],
  ['x.json', '{"fields": [{"name": "a"}], "primaryKey": "a"}'],
  ['x.json', '{"stac_version": "1.1.0"}'],
  ['x.geojson', '{"type": "Feature", "stac_extensions": []}'],
  ['x.json', '{"type": "Feature", "assets": {}, "links": []}'],
  ['Untitled-1', '{"stac_version": "1.1.0", "type": "Catalog"}'],
];

describe('what the parser takes for metadata is always worth parsing', () => {
  test.each(METADATA)('%s %s', (name, text) => {
    expect(parseMetadata({ name, text }).kind).not.toBe('unknown');
    expect(mayBeMetadata(name, text)).toBe(true);
  });
});

test.each([
  ['package.json', '{"name": "x", "version": "1.0.0", "dependencies": {}}'],
  ['tsconfig.json', '{"compilerOptions": {}}'],
  ['countries.geojson', '{"type": "FeatureCollection", "features": []}'],
  ['compose.yaml', 'services: {}'],
  ['notes.md', 'stac_version'],
  ['script', '#!/bin/sh\necho stac_version\n'],
])('%s is not even parsed', (name, text) => {
  expect(mayBeMetadata(name, text)).toBe(false);
});
