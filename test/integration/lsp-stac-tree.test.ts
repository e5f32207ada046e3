import { describe, expect } from 'vitest';
import { FileChangeType } from 'vscode-languageserver-protocol/node';
import { decodeStacChildren, decodeStacPath } from '#server/protocol/decode-stac-tree.ts';
import {
  STAC_CHANGED,
  STAC_CHILDREN,
  STAC_PATH,
  type StacChildren,
  type StacChildrenParams,
  type StacEntry,
} from '#server/protocol/stac-tree.ts';
import type { LspClient } from '#test/support/lsp-client.ts';
import { type LspWorkspace, test } from '#test/support/lsp-workspace.ts';
import { catalog, collection, item, link } from '#test/unit/metadata/stac-graph/catalogue.ts';

const WATCHING = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };

const json = (value: object) => JSON.stringify(value, undefined, 2);

/** A catalogue with two items, a link to a file that is not there, and an item that nobody links to. */
const SMALL = {
  'catalog.json': json(
    catalog('top', [
      link('root', './catalog.json'),
      link('child', './sea/collection.json'),
      link('child', 'https://example.org/far.json'),
    ]),
  ),
  'sea/collection.json': json(
    collection('sea', [
      link('root', '../catalog.json'),
      link('parent', '../catalog.json'),
      link('item', './1.json'),
      link('item', './gone.json'),
      link('item', './notes.json'),
    ]),
  ),
  'sea/1.json': json(
    item(
      'one',
      [
        link('root', '../catalog.json'),
        link('parent', './collection.json'),
        link('collection', './collection.json'),
      ],
      { collection: 'sea' },
    ),
  ),
  'sea/lost.json': json(item('lost', [])),
  'sea/notes.json': '{}',
};

/** Where an `href` stands in a file of the catalogue, as LSP counts. */
function lineOf(name: keyof typeof SMALL, href: string): number {
  return SMALL[name].slice(0, SMALL[name].indexOf(href)).split('\n').length - 1;
}

async function asked(client: LspClient, params: StacChildrenParams): Promise<StacChildren> {
  const children = decodeStacChildren(await client.connection.sendRequest(STAC_CHILDREN, params));
  if (!children) {
    throw new Error('The answer cannot be decoded.');
  }
  return children;
}

function shown({ entries }: StacChildren): string[] {
  return entries.map((entry: StacEntry) =>
    entry.kind === 'link'
      ? `${entry.href}: ${entry.why} at ${entry.line}`
      : `${entry.kind} ${entry.id}: ${entry.place}`,
  );
}

async function started(workspace: LspWorkspace, files: Readonly<Record<string, string>>) {
  await workspace.write(files);
  const client = await workspace.start({ capabilities: WATCHING });
  let told = 0;
  const waiting: (() => void)[] = [];
  client.connection.onNotification(STAC_CHANGED, () => {
    told++;
    for (const resolve of waiting.splice(0)) {
      resolve();
    }
  });
  /** Resolves when the server tells of a change once more than it did. */
  const change = async (action: () => Promise<unknown>) => {
    const before = told;
    await action();
    while (told === before) {
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  const path = (...names: string[]) => names.map((name) => workspace.uri(name));
  return { client, change, path };
}

describe('the view of STAC objects asks the language server', () => {
  test('for a small catalogue, with a broken link and an orphan where they belong', async ({ workspace }) => {
    const { client, path } = await started(workspace, SMALL);
    const tops = await asked(client, { path: [] });
    expect(shown(tops)).toEqual(['catalog top: top']);
    expect(tops.workspace).toEqual({ state: 'complete', objects: 4 });
    expect(tops.entries[0]).toMatchObject({
      uri: workspace.uri('catalog.json'),
      children: 2,
      items: 0,
      hasMore: true,
      style: { kind: 'mixed', relative: 10, absolute: 1 },
    });
    expect(shown(await asked(client, { path: path('catalog.json') }))).toEqual([
      'collection sea: listed',
      `https://example.org/far.json: address at ${lineOf('catalog.json', 'https://example.org/far.json')}`,
    ]);
    expect(shown(await asked(client, { path: path('catalog.json', 'sea/collection.json') }))).toEqual([
      'item one: listed',
      `./gone.json: missing at ${lineOf('sea/collection.json', './gone.json')}`,
      `./notes.json: other at ${lineOf('sea/collection.json', './notes.json')}`,
      'item lost: orphan',
    ]);
    expect(client.protocolErrors).toEqual([]);
  });

  test('again after an unsaved edit, a new file and one that went', async ({ workspace }) => {
    const { client, change, path } = await started(workspace, SMALL);
    const sea = path('catalog.json', 'sea/collection.json');
    await asked(client, { path: sea });
    const uri = workspace.uri('sea/collection.json');
    await client.open(uri, SMALL['sea/collection.json'], 'json');
    await client.diagnostics(uri);
    await change(() => client.replace(uri, './gone.json', './lost.json'));
    expect(shown(await asked(client, { path: sea }))).toEqual([
      'item one: listed',
      'item lost: listed',
      `./notes.json: other at ${lineOf('sea/collection.json', './notes.json')}`,
    ]);
    await workspace.write({ 'sea/notes.json': json(item('notes', [])) });
    await change(() =>
      client.changedOnDisk({ uri: workspace.uri('sea/notes.json'), type: FileChangeType.Changed }),
    );
    expect(shown(await asked(client, { path: sea }))).toContain('item notes: listed');
  });

  test('for findings of what is open, and their sum above', async ({ workspace }) => {
    const { client, change, path } = await started(workspace, SMALL);
    await asked(client, { path: [] });
    const uri = workspace.uri('sea/1.json');
    const broken = SMALL['sea/1.json'].replace('"Point"', '"Pint"');
    await change(() => client.open(uri, broken, 'json'));
    const errors = (await client.diagnostics(uri, (found) => found.length > 0)).filter(
      ({ severity }) => severity === 1,
    ).length;
    expect(errors).toBeGreaterThan(0);
    const [top] = (await asked(client, { path: [] })).entries;
    const [one] = (await asked(client, { path: path('catalog.json', 'sea/collection.json') })).entries;
    expect(one).toMatchObject({ findings: { errors } });
    expect(top).toMatchObject({ findings: { errors: 0 }, below: { errors } });
  });

  test('for findings of what nobody has opened, once it was looked at', async ({ workspace }) => {
    const broken = SMALL['sea/1.json'].replace('"Point"', '"Pint"');
    const { client, change, path } = await started(workspace, { ...SMALL, 'sea/1.json': broken });
    const sea = path('catalog.json', 'sea/collection.json');
    await change(() => asked(client, { path: sea }));
    const found = async () => (await asked(client, { path: sea })).entries[0];
    expect(await found()).toMatchObject({ id: 'one', findings: { errors: 1 } });
    expect((await asked(client, { path: [] })).entries[0]).toMatchObject({ below: { errors: 1 } });
    await workspace.write({ 'sea/1.json': SMALL['sea/1.json'] });
    await change(() =>
      client.changedOnDisk({ uri: workspace.uri('sea/1.json'), type: FileChangeType.Changed }),
    );
    expect(await found()).toMatchObject({ id: 'one', findings: { errors: 0 } });
    expect((await asked(client, { path: [] })).entries[0]).toMatchObject({ below: { errors: 0 } });
  });

  test('for the way to an object, and for what has some words', async ({ workspace }) => {
    const { client, path } = await started(workspace, SMALL);
    const way = decodeStacPath(
      await client.connection.sendRequest(STAC_PATH, { uri: workspace.uri('sea/lost.json') }),
    );
    expect(way?.steps.map(({ entry, index, total }) => [entry.id, index, total])).toEqual([
      ['top', 0, 1],
      ['sea', 0, 2],
      ['lost', 3, 4],
    ]);
    const ways = [
      { uri: workspace.uri('sea/notes.json') },
      { uri: workspace.uri('sea/1.json'), filter: 'LOST' },
    ];
    for (const params of ways) {
      expect(await client.connection.sendRequest(STAC_PATH, params)).toBeNull();
    }
    const filtered = await asked(client, { path: [], filter: 'LOST' });
    expect(filtered.workspace).toMatchObject({ objects: 4, matches: 1 });
    expect(
      shown(await asked(client, { path: path('catalog.json', 'sea/collection.json'), filter: 'LOST' })),
    ).toEqual(['item lost: orphan']);
  });

  test('in vain where nobody may look, or the question is none', async ({ workspace }) => {
    await workspace.write(SMALL);
    const client = await workspace.start({ initializationOptions: { trusted: false } });
    const tops = await asked(client, { path: [] });
    expect(tops).toEqual({
      total: 0,
      entries: [],
      pages: [],
      workspace: { state: 'untrusted', objects: 0 },
    });
    await expect(client.connection.sendRequest(STAC_CHILDREN, { path: 'all' })).rejects.toThrow(
      STAC_CHILDREN,
    );
    expect(await asked(client, { path: ['file:///etc/passwd'] })).toMatchObject({ total: 0, entries: [] });
  });

  test('for 10,000 items by page', { timeout: 240_000 }, async ({ workspace }) => {
    const name = (index: number) => `item-${String(index).padStart(5, '0')}`;
    const files: Record<string, string> = {};
    const links: object[] = [];
    for (let index = 0; index < 10_000; index++) {
      links.push(link('item', `./${name(index)}.json`));
      files[`${name(index)}.json`] = JSON.stringify(
        item(name(index), [link('collection', './collection.json')]),
      );
    }
    files['collection.json'] = JSON.stringify(collection('many', links));
    const { client, path } = await started(workspace, files);
    const many = path('collection.json');
    const all = await asked(client, { path: many });
    expect([all.total, all.entries.length, all.pages.length]).toEqual([10_000, 0, 40]);
    expect(all.pages[1]).toMatchObject({
      from: 250,
      count: 250,
      first: name(250),
      last: name(499),
      broken: 0,
    });
    const last = await asked(client, { path: many, from: 9_750 });
    expect([last.total, last.entries.length]).toEqual([10_000, 250]);
    expect(last.entries.at(-1)).toMatchObject({ id: name(9_999), place: 'listed' });
    const way = decodeStacPath(
      await client.connection.sendRequest(STAC_PATH, { uri: workspace.uri(`${name(7_000)}.json`) }),
    );
    expect(way?.steps.at(-1)).toMatchObject({ index: 7_000, total: 10_000 });
  });
});
