import { expect } from 'vitest';
import type { StacFileFacts } from '#core/describe/stac/file-facts.ts';
import type { FolderDescription } from '#core/node/describe-folder.ts';
import { CHECK_DESCRIPTOR, type CheckDescriptorResult } from '#server/protocol/check.ts';
import { DESCRIBE_FOLDER, LOOK_INTO_STAC_FILE } from '#server/protocol/describe.ts';
import { fileUri, type LspClient } from '#test/support/lsp-client.ts';
import { test } from '#test/support/lsp-workspace.ts';

function describe({ connection }: LspClient, uri: string): Promise<FolderDescription> {
  return connection.sendRequest(DESCRIBE_FOLDER, { uri, progress: 'token' });
}

test('the tables of an open folder, or of one in it, are described', async ({ workspace }) => {
  await workspace.write({ 'data/a.csv': 'id\n1\n' });
  const client = await workspace.start();
  const whole = await describe(client, fileUri(workspace.root));
  expect(whole.resources.map(({ path }) => path)).toEqual(['data/a.csv']);
  const below = await describe(client, workspace.uri('data'));
  expect(below.resources.map(({ path }) => path)).toEqual(['a.csv']);
});

test('no other folder is looked into, and none in Restricted Mode', async ({ workspace }) => {
  await workspace.write({ 'a.csv': 'id\n1\n' });
  const client = await workspace.start();
  const above = workspace.uri('..');
  for (const uri of [above, `${fileUri(workspace.root)}/..`, `vscode-vfs://host${workspace.root}`]) {
    await expect(describe(client, uri), uri).rejects.toThrow(/open in the editor/);
  }
  const restricted = await workspace.start({ initializationOptions: { trusted: false } });
  await expect(describe(restricted, fileUri(workspace.root))).rejects.toThrow(/that you trust/);
});

test('a descriptor is checked with its files, as the command line does', async ({ workspace }) => {
  const text = '{ "name": "x", "resources": [{ "name": "a", "path": "a.csv" }] }';
  await workspace.write({ 'datapackage.json': text });
  const client = await workspace.start();
  const check = (): Promise<CheckDescriptorResult> =>
    client.connection.sendRequest(CHECK_DESCRIPTOR, {
      uri: workspace.uri('datapackage.json'),
      progress: 'token',
    });
  const { errors } = await check();
  const offset = text.indexOf('"a.csv"');
  expect(errors.map(({ start, end }) => [start, end])).toEqual([
    [
      { line: 0, character: offset },
      { line: 0, character: offset + '"a.csv"'.length },
    ],
  ]);
  await workspace.write({ 'a.csv': 'id\n1\n' });
  expect((await check()).errors).toEqual([]);
});

test('a file of the workspace is looked into for a STAC item, and no other', async ({ workspace }) => {
  await workspace.write({ 'a.txt': 'hello' });
  const { connection } = await workspace.start();
  const look = (uri: string): Promise<StacFileFacts> =>
    connection.sendRequest(LOOK_INTO_STAC_FILE, { uri, progress: 'token' });
  expect(await look(workspace.uri('a.txt'))).toEqual({
    name: 'a.txt',
    size: 5,
    sha256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
    notes: [],
  });
  await expect(look(workspace.uri('../a.txt'))).rejects.toThrow(/open in the editor/);
});
