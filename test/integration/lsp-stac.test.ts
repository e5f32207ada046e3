import { expect } from 'vitest';
import { FileChangeType } from 'vscode-languageserver-protocol/node';
import type { LspClient } from '#test/support/lsp-client.ts';
import { test } from '#test/support/lsp-workspace.ts';

function link(rel: string, href: string, more: object = {}): object {
  return { rel, href, type: rel === 'item' ? 'application/geo+json' : 'application/json', ...more };
}

function text(object: object): string {
  return `${JSON.stringify(object, undefined, 2)}\n`;
}

const CATALOG = text({
  type: 'Catalog',
  stac_version: '1.1.0',
  id: 'all',
  title: 'Everything',
  description: 'Tests',
  links: [link('root', './catalog.json'), link('child', './c/collection.json')],
});

function collection(items: readonly string[]): string {
  return text({
    type: 'Collection',
    stac_version: '1.1.0',
    id: 'c',
    title: 'Craters',
    description: 'Tests',
    license: 'MIT',
    extent: {
      spatial: { bbox: [[0, 0, 20, 60]] },
      temporal: { interval: [['2020-01-01T00:00:00Z', null]] },
    },
    links: [
      link('root', '../catalog.json'),
      link('parent', '../catalog.json'),
      ...items.map((each) => link('item', `./${each}.json`)),
    ],
  });
}

function item(id: string, more: object = {}): string {
  return text({
    type: 'Feature',
    stac_version: '1.1.0',
    id,
    geometry: { type: 'Point', coordinates: [10, 50] },
    bbox: [10, 50, 10, 50],
    properties: { datetime: '2024-01-01T00:00:00Z' },
    links: [
      link('root', '../catalog.json'),
      link('parent', './collection.json'),
      link('collection', './collection.json', { title: 'Craters' }),
    ],
    assets: { data: { href: './data.csv', type: 'text/csv', roles: ['data'] } },
    collection: 'c',
    ...more,
  });
}

const FILES = {
  'catalog.json': CATALOG,
  'c/collection.json': collection(['one', 'two']),
  'c/one.json': item('one'),
  'c/two.json': item('two'),
  'c/data.csv': 'a\n1\n',
};

/** The codes of what is shown of a document, without the advice. */
async function codes(client: LspClient, uri: string, isWanted: (codes: string[]) => boolean): Promise<string[]> {
  return codesOf(await client.diagnostics(uri, (found) => isWanted(codesOf(found))));
}

function codesOf(diagnostics: readonly { readonly code?: unknown; readonly severity?: number }[]): string[] {
  return diagnostics.filter(({ severity }) => (severity ?? 1) < 3).map(({ code }) => String(code));
}

test('tells of links that other files make wrong, and follows unsaved text, files and folders', async ({ workspace }) => {
  await workspace.write(FILES);
  const client = await workspace.start({
    capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
  });
  const [one, parent] = [workspace.uri('c/one.json'), workspace.uri('c/collection.json')];
  await client.open(one, FILES['c/one.json']);
  expect(await codes(client, one, (found) => found.length === 0)).toEqual([]);

  // What is not saved in the collection counts for its item, also while somebody writes it.
  await client.open(parent, FILES['c/collection.json']);
  await client.replace(parent, '"./one.json"', '"./gone.json"');
  expect(await codes(client, one, (found) => found.length > 0)).toEqual(['stac/one-sided-link']);
  expect(await codes(client, parent, (found) => found.includes('stac/broken-link'))).toEqual([
    'stac/broken-link',
  ]);
  await client.replace(parent, '"title": "Craters"', '"title": "Volcanoes"');
  expect(await codes(client, one, (found) => found.length > 1)).toEqual([
    'stac/one-sided-link',
    'stac/link-title',
  ]);

  // Closed without saving, the file counts again.
  await client.close(parent);
  expect(await codes(client, one, (found) => found.length === 0)).toEqual([]);

  await workspace.write({ 'c/collection.json': collection(['two']) });
  await client.changedOnDisk({ uri: parent, type: FileChangeType.Changed });
  expect(await codes(client, one, (found) => found.length > 0)).toEqual(['stac/one-sided-link']);
});

test('shows where in the other file', async ({ workspace }) => {
  await workspace.write({ ...FILES, 'c/one.json': item('one', { collection: 'd' }) });
  const client = await workspace.start();
  const one = workspace.uri('c/one.json');
  await client.open(one, item('one', { collection: 'd' }));
  const diagnostics = await client.diagnostics(one, (found) => codesOf(found).includes('stac/collection-id'));
  const [problem] = diagnostics.filter(({ code }) => code === 'stac/collection-id');
  expect(problem?.relatedInformation).toEqual([
    {
      message: 'The id of the collection',
      location: {
        uri: workspace.uri('c/collection.json'),
        range: { start: { line: 3, character: 8 }, end: { line: 3, character: 11 } },
      },
    },
  ]);
});
