import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect } from 'vitest';
import {
  DefinitionRequest,
  DocumentLinkRequest,
  FileChangeType,
  ReferencesRequest,
  RenameRequest,
  WillRenameFilesRequest,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver-protocol/node';
import type { LspClient } from '#test/support/lsp-client.ts';
import { type LspWorkspace, test } from '#test/support/lsp-workspace.ts';

const RECORDER = pathToFileURL(path.resolve('test/support/record-access.ts')).href;
/** What the server consists of; modules may be shared by several checkouts. */
const OWN = [path.resolve('.'), realpathSync('node_modules')];

const HOSTILE = [
  ...['pipe.json', 'zero.json', 'loop.json', 'gone.json', 'out.json', 'out/secret.json', 'environ.json'],
  ...[
    '../outside/secret.json',
    '%2e%2e/outside/secret.json',
    '..%2foutside%2fsecret.json',
    'out%2fsecret.json',
  ],
  ...['/etc/hostname', 'file:///etc/passwd', 'FILE:/etc/passwd', '~/.ssh/id_rsa', '/proc/self/environ'],
  ...['http://169.254.169.254/latest/meta-data', 'http://127.0.0.1:9/a.json', '//127.0.0.1/a.json'],
  ...['..\\outside\\secret.json', 'C:\\a.json', 'a\u0000.json', '{root}/a.json', 'data:application/json,{}'],
];
const RELATIONS = ['root', 'parent', 'child', 'item', 'collection', 'self', 'license', 'derived_from'];

const OBJECTS: Readonly<Record<string, object>> = {
  'item.json': {
    type: 'Feature',
    stac_version: '1.1.0',
    id: 'item',
    geometry: null,
    properties: { datetime: '2024-01-01T00:00:00Z' },
    collection: 'c',
    links: HOSTILE.flatMap((href) => RELATIONS.map((rel) => ({ rel, href }))),
    assets: Object.fromEntries(
      HOSTILE.map((href, index) => [
        `a${index}`,
        { href, 'file:size': 1, 'file:checksum': `1220${'0'.repeat(64)}` },
      ]),
    ),
  },
  'catalog.json': {
    type: 'Catalog',
    stac_version: '1.1.0',
    id: 'catalog',
    description: 'Goes round in circles',
    links: [
      { rel: 'parent', href: './catalog.json' },
      { rel: 'child', href: './catalog.json' },
      { rel: 'child', href: './folder/catalog.json' },
      ...HOSTILE.map((href) => ({ rel: 'child', href })),
    ],
  },
  'folder/catalog.json': {
    type: 'Catalog',
    stac_version: '1.1.0',
    id: 'folder',
    description: 'Goes round in circles',
    links: ['parent', 'child', 'root'].map((rel) => ({ rel, href: '../catalog.json' })),
  },
};

async function fill(workspace: LspWorkspace): Promise<void> {
  const at = (name: string) => path.join(workspace.root, name);
  const secret = JSON.stringify(OBJECTS['folder/catalog.json']).replace('"folder"', '"secret"');
  await workspace.write({
    ...Object.fromEntries(Object.entries(OBJECTS).map(([name, object]) => [name, JSON.stringify(object)])),
    '../outside/secret.json': secret,
  });
  execFileSync('mkfifo', [at('pipe.json')]);
  await symlink('/dev/zero', at('zero.json'));
  await symlink('loop.json', at('loop.json'));
  await symlink('../outside', at('out'));
  await symlink('../outside/secret.json', at('out.json'));
  await symlink('/proc/self/environ', at('environ.json'));
}

function logOf(workspace: LspWorkspace): string {
  return path.join(workspace.folder, 'accesses.log');
}

/** What the server asked for beside its own files: the function and its first argument. */
async function accesses(workspace: LspWorkspace): Promise<(readonly [string, string])[]> {
  const lines = (await readFile(logOf(workspace), 'utf8')).split('\n').filter((line) => line !== '');
  return lines
    .map((line): readonly [string, string] => JSON.parse(line))
    .filter(([, what]) => !OWN.some((own) => what.startsWith(own) || what.startsWith(`file://${own}`)));
}

async function askEverything(client: LspClient, workspace: LspWorkspace, uri: string): Promise<void> {
  const textDocument = { uri };
  const { connection } = client;
  for (const text of [
    '"id"',
    '"parent"',
    '"./catalog.json"',
    '"/etc/hostname"',
    '"out/secret.json"',
    '"out.json"',
  ]) {
    const offset = client.document(uri).text.indexOf(text);
    if (offset >= 0) {
      const position = { line: 0, character: offset + (text === '"id"' ? 6 : 1) };
      await connection.sendRequest(DefinitionRequest.type, { textDocument, position });
      const context = { includeDeclaration: true };
      await connection.sendRequest(ReferencesRequest.type, { textDocument, position, context });
    }
  }
  await connection.sendRequest(DocumentLinkRequest.type, { textDocument });
  await connection.sendRequest(WorkspaceSymbolRequest.type, { query: 'c' });
  for (const to of ['moved.json', '../outside/moved.json']) {
    const files = [{ oldUri: uri, newUri: workspace.uri(to) }];
    await connection.sendRequest(WillRenameFilesRequest.type, { files });
  }
}

describe.runIf(process.platform === 'linux')('STAC objects whose links are traps', () => {
  async function serve(workspace: LspWorkspace, trusted: boolean): Promise<LspClient> {
    await fill(workspace);
    const nodeOptions = ['--import', `${RECORDER}?${encodeURIComponent(logOf(workspace))}`];
    const client = await workspace.start({
      initializationOptions: { trusted },
      nodeOptions,
      capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
    });
    for (const [name, object] of Object.entries(OBJECTS)) {
      const { uri } = await client.open(workspace.uri(name), JSON.stringify(object));
      await askEverything(client, workspace, uri);
      await client.diagnostics(uri);
    }
    const created: FileChangeType = FileChangeType.Created;
    await client.changedOnDisk(
      ...['out', 'out.json', 'pipe.json', 'zero.json', '../outside', '../outside/secret.json'].map(
        (name) => ({
          uri: workspace.uri(name),
          type: created,
        }),
      ),
    );
    await client.connection.sendRequest(WorkspaceSymbolRequest.type, { query: 'c' });
    expect(client.logged).toEqual([]);
    expect(client.protocolErrors).toEqual([]);
    expect(client.stderr).toBe('');
    return client;
  }

  test('trusted, the server looks at nothing outside of the workspace, and waits for no trap', async ({
    workspace,
  }) => {
    const client = await serve(workspace, true);
    const codes = (await client.diagnostics(workspace.uri('catalog.json'))).map(({ code }) => code);
    expect(codes).toContain('stac/link-cycle');
    const symbols = await client.connection.sendRequest(WorkspaceSymbolRequest.type, { query: 'secret' });
    expect(symbols).toEqual([]);
    const asked = await accesses(workspace);
    expect(asked).toContainEqual(['open', path.join(workspace.root, 'folder/catalog.json')]);
    const isInside = (what: string) => what === workspace.root || what.startsWith(`${workspace.root}/`);
    expect(asked.filter(([, what]) => !isInside(what))).toEqual([]);
    const opened = asked.flatMap(([name, what]) =>
      name.startsWith('open') || name.startsWith('readFile') ? [path.relative(workspace.root, what)] : [],
    );
    const traps = [
      'pipe.json',
      'zero.json',
      'out.json',
      'out',
      'out/secret.json',
      'environ.json',
      'loop.json',
    ];
    expect(opened.filter((each) => traps.includes(each))).toEqual([]);
  });

  test('untrusted, the server asks for nothing at all', async ({ workspace }) => {
    const client = await serve(workspace, false);
    const uri = workspace.uri('folder/catalog.json');
    const rename = client.connection.sendRequest(RenameRequest.type, {
      textDocument: { uri },
      position: client.positionOf(uri, '"folder"', 1),
      newName: 'x',
    });
    await expect(rename).rejects.toThrow('Restricted Mode');
    expect(await accesses(workspace)).toEqual([]);
  });
});
