import { describe, expect } from 'vitest';
import {
  DefinitionRequest,
  DocumentLinkRequest,
  FileChangeType,
  type Location,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  type TextDocumentEdit,
  type TextEdit,
  WillRenameFilesRequest,
  type WorkspaceEdit,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
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
async function codes(
  client: LspClient,
  uri: string,
  isWanted: (codes: string[]) => boolean,
): Promise<string[]> {
  return codesOf(await client.diagnostics(uri, (found) => isWanted(codesOf(found))));
}

function codesOf(diagnostics: readonly { readonly code?: unknown; readonly severity?: number }[]): string[] {
  return diagnostics.filter(({ severity }) => (severity ?? 1) < 3).map(({ code }) => String(code));
}

test('tells of links that other files make wrong, and follows unsaved text, files and folders', async ({
  workspace,
}) => {
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

/** `path:line text` of each place. */
function told(
  root: string,
  locations: readonly Location[],
  files: Readonly<Record<string, string>>,
): string[] {
  return locations.map(({ uri, range }) => {
    const path = uri.slice(root.length);
    const { line, character } = range.start;
    const text = (files[path] ?? '').split('\n')[line]?.slice(character, range.end.character);
    return `${path}:${line + 1} ${text}`;
  });
}

/** The files as they are after an edit. */
function applied(root: string, edit: WorkspaceEdit | null, files: Readonly<Record<string, string>>) {
  const changes = (edit?.documentChanges ?? []) as TextDocumentEdit[];
  return Object.fromEntries(
    changes.map(({ textDocument: { uri }, edits }) => {
      const path = uri.slice(root.length);
      const text = TextDocument.create(uri, 'json', 0, files[path] ?? '');
      return [path, TextDocument.applyEdits(text, edits as TextEdit[])];
    }),
  );
}

const ABLE = {
  workspace: { workspaceEdit: { documentChanges: true } },
  textDocument: { definition: { linkSupport: true }, rename: { prepareSupport: true } },
};

describe('navigation', () => {
  const at = (client: LspClient, uri: string, text: string) => ({
    textDocument: { uri },
    position: client.positionOf(uri, text, 1),
  });

  test('goes from a link, from the id of the collection and from an asset to the file', async ({
    workspace,
  }) => {
    await workspace.write(FILES);
    const client = await workspace.start({ capabilities: ABLE });
    const uri = workspace.uri('c/one.json');
    await client.open(uri, FILES['c/one.json']);
    const ask = (text: string) =>
      client.connection.sendRequest(DefinitionRequest.type, at(client, uri, text));
    const collectionUri = workspace.uri('c/collection.json');
    const id = { start: { line: 3, character: 9 }, end: { line: 3, character: 10 } };
    expect(await ask('"../catalog.json"')).toMatchObject([{ targetUri: workspace.uri('catalog.json') }]);
    expect(await ask('"c"')).toMatchObject([{ targetUri: collectionUri, targetSelectionRange: id }]);
    expect(await ask('"./data.csv"')).toMatchObject([{ targetUri: workspace.uri('c/data.csv') }]);
    expect(await ask('"Feature"')).toEqual([]);
    const links = await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument: { uri } });
    expect(links?.map(({ target }) => target?.slice(`${workspace.uri('')}/`.length))).toEqual([
      'catalog.json',
      'c/collection.json',
      'c/collection.json',
      'c/data.csv',
    ]);
  });

  test('finds who links to an object, and objects by their names', async ({ workspace }) => {
    await workspace.write(FILES);
    const client = await workspace.start({ capabilities: ABLE });
    const uri = workspace.uri('c/collection.json');
    await client.open(uri, FILES['c/collection.json']);
    const root = `${workspace.uri('')}/`;
    const references = await client.connection.sendRequest(ReferencesRequest.type, {
      ...at(client, uri, '"c"'),
      context: { includeDeclaration: true },
    });
    expect(told(root, references ?? [], FILES)).toEqual([
      'c/collection.json:4 c',
      'c/one.json:29 ./collection.json',
      'c/one.json:34 ./collection.json',
      'c/one.json:48 c',
      'c/two.json:29 ./collection.json',
      'c/two.json:34 ./collection.json',
      'c/two.json:48 c',
      'catalog.json:15 ./c/collection.json',
    ]);
    const symbols = await client.connection.sendRequest(WorkspaceSymbolRequest.type, { query: 'crat' });
    expect(symbols).toMatchObject([{ name: 'Craters', containerName: 'Everything', location: { uri } }]);
  });

  test('renames a collection in its items, and a title in the links that show it', async ({ workspace }) => {
    await workspace.write(FILES);
    const client = await workspace.start({ capabilities: ABLE });
    const uri = workspace.uri('c/collection.json');
    await client.open(uri, FILES['c/collection.json']);
    const root = `${workspace.uri('')}/`;
    const rename = async (text: string, newName: string) =>
      applied(
        root,
        await client.connection.sendRequest(RenameRequest.type, { ...at(client, uri, text), newName }),
        FILES,
      );
    const changed = (from: string, to: string, paths: readonly (keyof typeof FILES)[]) =>
      Object.fromEntries(paths.map((path) => [path, FILES[path].replaceAll(from, to)]));
    expect(await rename('"c"', 'craters')).toEqual(
      changed('"c"', '"craters"', ['c/collection.json', 'c/one.json', 'c/two.json']),
    );
    expect(await rename('"Craters"', 'Holes')).toEqual(
      changed('"Craters"', '"Holes"', ['c/collection.json', 'c/one.json', 'c/two.json']),
    );
    expect(
      await client.connection.sendRequest(PrepareRenameRequest.type, at(client, uri, '"Tests"')),
    ).toBeNull();
  });

  test('changes relative links before files move, also those of data packages', async ({ workspace }) => {
    const descriptor = text({ name: 'p', resources: [{ name: 'data', path: 'c/data.csv' }] });
    const files = { ...FILES, 'datapackage.json': descriptor };
    await workspace.write(files);
    const client = await workspace.start({ capabilities: ABLE });
    const move = async (from: string, to: string) =>
      applied(
        `${workspace.uri('')}/`,
        await client.connection.sendRequest(WillRenameFilesRequest.type, {
          files: [{ oldUri: workspace.uri(from), newUri: workspace.uri(to) }],
        }),
        files,
      );
    expect(await move('c', 'd/craters')).toEqual({
      'catalog.json': CATALOG.replace('./c/', './d/craters/'),
      'c/collection.json': FILES['c/collection.json'].replaceAll('../catalog', '../../catalog'),
      'c/one.json': FILES['c/one.json'].replaceAll('../catalog', '../../catalog'),
      'c/two.json': FILES['c/two.json'].replaceAll('../catalog', '../../catalog'),
      'datapackage.json': descriptor.replace('c/data.csv', 'd/craters/data.csv'),
    });
    expect(Object.keys(await move('c/data.csv', 'c/table.csv')).sort()).toEqual([
      'c/one.json',
      'c/two.json',
      'datapackage.json',
    ]);
    expect(await move('c/one.json', 'c/eins.json')).toEqual({
      'c/collection.json': FILES['c/collection.json'].replace('./one.json', './eins.json'),
    });
  });
});
