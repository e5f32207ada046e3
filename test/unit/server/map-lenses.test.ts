import { expect, test } from 'vitest';
import { parseMetadata } from '#core/metadata/parse.ts';
import { provideMapLenses } from '#server/features/map-lenses.ts';
import { TextVersion } from '#server/workspace/text-version.ts';

const ITEM = `{
  "type": "Feature",
  "stac_version": "1.1.0",
  "id": "a",
  "geometry": null,
  "bbox": [0, 0, 1, 1]
}`;

function linesOf(text: string, commands: readonly string[], name = 'a.json'): number[] {
  const uri = `file:///w/${name}`;
  const document = {
    uri,
    version: 1,
    languageId: 'json',
    text: new TextVersion(uri, 'json', 1, text),
    metadata: parseMetadata({ name, text }),
  };
  return provideMapLenses(document, new Set(commands)).map(({ range, command }) => {
    expect(command).toEqual({ title: 'Show on Map', command: 'waybill.showOnMap', arguments: [uri] });
    return range.start.line;
  });
}

test('the geometry and the box of an item lead to its map', () => {
  expect(linesOf(ITEM, ['waybill.showOnMap'])).toEqual([4, 5]);
});

test('so does the extent of a collection, in YAML too', () => {
  const text = 'type: Collection\nstac_version: 1.1.0\nid: a\nextent: {}\n';
  expect(linesOf(text, ['waybill.showOnMap'], 'collection.yaml')).toEqual([3]);
});

test('a client without maps has no lenses', () => {
  expect(linesOf(ITEM, [])).toEqual([]);
});
