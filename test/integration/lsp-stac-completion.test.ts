import { expect } from 'vitest';
import { HoverRequest } from 'vscode-languageserver-protocol/node';
import { test } from '#test/support/lsp-workspace.ts';

function text(object: object): string {
  return `${JSON.stringify(object, undefined, 2)}\n`;
}

const COLLECTION = text({
  type: 'Collection',
  stac_version: '1.1.0',
  id: 'craters',
  title: 'Craters',
  description: 'Tests',
  license: 'MIT',
  extent: { spatial: { bbox: [[0, 0, 20, 60]] }, temporal: { interval: [['2020-01-01T00:00:00Z', null]] } },
  links: [{ rel: 'root', href: './collection.json' }],
});

const ITEM = text({
  type: 'Feature',
  stac_version: '1.1.0',
  id: 'one',
  geometry: null,
  properties: { datetime: '2024-01-01T00:00:00Z', 'eo:c': 1 },
  links: [{ rel: 'collection', href: '../collection.json' }],
  assets: {},
  collection: 'craters',
});

test('an empty file with a name of STAC is offered an object', async ({ workspace }) => {
  await workspace.write({ 'collection.json': '' });
  const client = await workspace.start();
  const uri = workspace.uri('collection.json');
  await client.open(uri, '');
  const items = await client.completion(uri, { line: 0, character: 0 });
  expect(items.map(({ label }) => label)).toEqual(['STAC collection']);
});

test('knows what is around, and declares an extension with its field', async ({ workspace }) => {
  await workspace.write({ 'collection.json': COLLECTION, 'one/one.json': ITEM });
  const client = await workspace.start();
  const uri = workspace.uri('one/one.json');
  await client.open(uri, ITEM);
  // That the collection does not list the item is known once the workspace was read.
  await client.diagnostics(uri, (found) => found.some(({ code }) => code === 'stac/one-sided-link'));
  const ids = await client.completion(uri, client.positionOf(uri, '"craters"', 1));
  expect(ids.map(({ label }) => label)).toEqual(['craters']);
  const targets = await client.completion(uri, client.positionOf(uri, '"../collection.json"', 1));
  expect(targets[0]).toMatchObject({ label: '../collection.json' });
  const fields = await client.completion(uri, client.positionOf(uri, '"eo:c"', 5));
  const field = fields.find(({ label }) => label === 'eo:cloud_cover');
  expect(field?.additionalTextEdits).toEqual([
    {
      range: { start: { line: 2, character: 25 }, end: { line: 2, character: 25 } },
      newText:
        ',\n  "stac_extensions": [\n    "https://stac-extensions.github.io/eo/v2.0.0/schema.json"\n  ]',
    },
  ]);
  const hover = await client.connection.sendRequest(HoverRequest.type, {
    textDocument: { uri },
    position: client.positionOf(uri, '"../collection.json"', 4),
  });
  expect(JSON.stringify(hover?.contents)).toContain('The collection `craters`: Craters');
});
