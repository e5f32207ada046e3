import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { mkdir, readFile, symlink, truncate } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect } from 'vitest';
import {
  CodeActionRequest,
  CodeLensRequest,
  CompletionRequest,
  DefinitionRequest,
  type Diagnostic,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  InlayHintRequest,
  ReferencesRequest,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver-protocol/node';
import type { LspClient } from '#test/support/lsp-client.ts';
import { type LspWorkspace, test } from '#test/support/lsp-workspace.ts';

/** What a program asked for, as `record-access.ts` tells it: the function, and its first argument. */
type Access = readonly [name: string, what: string];

const RECORDER = pathToFileURL(path.resolve('test/support/record-access.ts')).href;

/** What the server consists of; modules may be shared by several checkouts. */
const OWN = [path.resolve('.'), realpathSync('node_modules')];

/** Paths that lead out of the workspace, to what never ends, or nowhere, by every way that a descriptor has. */
const HOSTILE = [
  ...['pipe', 'folder', 'zero', 'loop', 'gone', 'large', 'out.csv', 'out/secret.csv', 'environ'],
  ...['../outside/secret.csv', '/etc/hostname', '/proc/self/environ', '/dev/stdin', '~/.ssh/id_rsa'],
  ...['%2e%2e/outside/secret.csv', '..\\outside\\secret.csv', '\\\\host\\share\\a.csv', '//host/share/a.csv'],
  ...['file:///etc/hostname', 'C:\\a.csv', 'http://127.0.0.1:9/a.json', 'https://[::1]:9/a.json', 'a\u0000b'],
];

async function fill(workspace: LspWorkspace): Promise<void> {
  const at = (name: string) => path.join(workspace.root, name);
  await workspace.write({ 'a.csv': 'a,b\n1,2\n', large: '', '../outside/secret.csv': 'secret\n1\n' });
  execFileSync('mkfifo', [at('pipe'), at('waybill.config.yaml')]);
  await truncate(at('large'), 2 ** 31);
  await mkdir(at('folder'));
  await symlink('/dev/zero', at('zero'));
  await symlink('loop', at('loop'));
  await symlink('nothing', at('gone'));
  await symlink('../outside', at('out'));
  await symlink('../outside/secret.csv', at('out.csv'));
  await symlink('/proc/self/environ', at('environ'));
  await symlink('.', at('folder/again'));
}

/** Documents that name each path in each place that takes one. */
function documents(): [name: string, text: string][] {
  const resources = (resource: (at: string) => object) =>
    JSON.stringify({
      name: 'a',
      resources: HOSTILE.map((at, index) => ({ name: `r${index}`, path: 'a.csv', ...resource(at) })),
    });
  const reference = (at: string) => ({
    fields: [{ name: 'a' }],
    foreignKeys: [{ fields: 'a', reference: { package: at, resource: at, fields: 'a' } }],
  });
  return [
    ['paths.datapackage.json', resources((at) => ({ path: at, schema: { fields: [{ name: 'a' }] } }))],
    ['hashes.datapackage.json', resources((at) => ({ path: [at], hash: 'sha256:0', bytes: 1 }))],
    ['schemas.datapackage.json', resources((at) => ({ schema: at, dialect: at, profile: at, $schema: at }))],
    ['keys.datapackage.json', resources((at) => ({ schema: reference(at) }))],
    ['out/datapackage.json', resources(() => ({ path: 'secret.csv' }))],
    ...HOSTILE.map((at, index): [string, string] => [
      `${index}.datapackage.json`,
      JSON.stringify({ $schema: at, profile: at, image: at, licenses: [{ path: at }], resources: [] }),
    ]),
    [
      'folder/waybill.config.json',
      JSON.stringify({ schemas: Object.fromEntries(HOSTILE.map((at) => [at, at])) }),
    ],
  ];
}

async function askEverything({ connection }: LspClient, uri: string, text: string): Promise<void> {
  const textDocument = { uri };
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: text.length } };
  for (const at of ['"path":"', '"schema":"', '"package":"', '"$schema":"', '"schemas":{"']) {
    const position = { line: 0, character: Math.max(0, text.indexOf(at)) + at.length };
    await connection.sendRequest(CompletionRequest.type, { textDocument, position });
    await connection.sendRequest(DefinitionRequest.type, { textDocument, position });
    const context = { includeDeclaration: true };
    await connection.sendRequest(ReferencesRequest.type, { textDocument, position, context });
  }
  await connection.sendRequest(CodeActionRequest.type, { textDocument, range, context: { diagnostics: [] } });
  await connection.sendRequest(DocumentLinkRequest.type, { textDocument });
  await connection.sendRequest(DocumentSymbolRequest.type, { textDocument });
  await connection.sendRequest(CodeLensRequest.type, { textDocument });
  await connection.sendRequest(InlayHintRequest.type, { textDocument, range });
  await connection.sendRequest(WorkspaceSymbolRequest.type, { query: 'r' });
}

/** Where it is told what a server asks for: beside the workspace. */
function logOf(workspace: LspWorkspace): string {
  return path.join(workspace.folder, 'accesses.log');
}

/** What the server asked for beside its own files, in this order. */
async function accesses(workspace: LspWorkspace): Promise<Access[]> {
  const lines = (await readFile(logOf(workspace), 'utf8')).split('\n').filter((line) => line !== '');
  return lines
    .map((line): Access => JSON.parse(line))
    .filter(([, what]) => !OWN.some((own) => what.startsWith(own) || what.startsWith(`file://${own}`)));
}

describe.runIf(process.platform === 'linux')('a workspace of files that are traps', () => {
  async function serve(workspace: LspWorkspace, trusted: boolean): Promise<LspClient> {
    await fill(workspace);
    const nodeOptions = ['--import', `${RECORDER}?${encodeURIComponent(logOf(workspace))}`];
    const client = await workspace.start({ initializationOptions: { trusted }, nodeOptions });
    for (const [name, text] of documents()) {
      const { uri } = await client.open(workspace.uri(name), text, 'datapackage');
      await askEverything(client, uri, text);
      await client.diagnostics(uri);
    }
    expect(client.logged).toEqual([]);
    expect(client.protocolErrors).toEqual([]);
    expect(client.stderr).toBe('');
    return client;
  }

  test('trusted, the server asks for nothing outside of it, and waits for no trap', async ({ workspace }) => {
    const client = await serve(workspace, true);
    const has = (wanted: string) => (found: Diagnostic[]) => found.some(({ code }) => code === wanted);
    await client.diagnostics(workspace.uri('paths.datapackage.json'), has('datapackage/not-a-file'));
    await client.diagnostics(workspace.uri('keys.datapackage.json'), has('datapackage/column-without-field'));
    const asked = await accesses(workspace);
    expect(asked).toContainEqual(['open', path.join(workspace.root, 'a.csv')]);
    const isInside = (what: string) => what === workspace.root || what.startsWith(`${workspace.root}/`);
    expect(asked.filter(([, what]) => !isInside(what))).toEqual([]);
    const traps = ['pipe', 'zero', 'out.csv', 'environ', 'waybill.config.yaml', 'loop', 'gone'];
    const opened = asked.flatMap(([name, what]) =>
      name.startsWith('open') || name.startsWith('readFile') ? [path.relative(workspace.root, what)] : [],
    );
    expect(opened.filter((each) => traps.includes(each))).toEqual([]);
  });

  test('untrusted, the server asks for nothing at all', async ({ workspace }) => {
    await serve(workspace, false);
    expect(await accesses(workspace)).toEqual([]);
  });
});
