import { truncate } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { type Diagnostic, FileChangeType } from 'vscode-languageserver-protocol/node';
import { test } from '#test/support/lsp-workspace.ts';

const PROFILE = 'https://datapackage.org/profiles/2.0/datapackage.json';
const FIELDS = '[{ "name": "id", "type": "integer" }, { "name": "name", "type": "string" }]';

/** A package of one table; its schema is written in it unless told. */
function packageOf(more = '', schema = `{ "fields": ${FIELDS} }`): string {
  return `{ "$schema": "${PROFILE}", "name": "birds", "resources": [{ "name": "a", "path": "a.csv", "schema": ${schema}${more} }] }`;
}

const has = (code: string) => (found: Diagnostic[]) =>
  found.some((each) => each.code === `datapackage/${code}`);
const lacks = (code: string) => (found: Diagnostic[]) => !has(code)(found);

test('what is in a file is told of once it is known, and again when the file changes', async ({
  workspace,
}) => {
  await workspace.write({ 'a.csv': 'id,nmae\n1,Ada\n' });
  const client = await workspace.start();
  const { uri } = await client.open(workspace.uri('datapackage.json'), packageOf(), 'datapackage');
  const [found] = (await client.diagnostics(uri, has('field-not-in-file'))).filter(
    ({ code }) => code === 'datapackage/field-not-in-file',
  );
  expect(found && client.textAt(uri, found.range)).toBe('"name"');
  await workspace.write({ 'a.csv': 'id,name\n1,Ada\n' });
  await client.changedOnDisk({ uri: workspace.uri('a.csv'), type: FileChangeType.Changed });
  await client.diagnostics(uri, lacks('field-not-in-file'));
});

test('a declared hash is compared with that of the file', async ({ workspace }) => {
  await workspace.write({ 'a.csv': 'id,name\n1,Ada\n' });
  const client = await workspace.start();
  const text = packageOf(`, "hash": "sha256:${'0'.repeat(64)}"`);
  const { uri } = await client.open(workspace.uri('datapackage.json'), text, 'datapackage');
  await client.diagnostics(uri, has('wrong-hash'));
});

test('a schema in a file of its own counts with the edits that nobody has saved', async ({ workspace }) => {
  const schema = `{ "$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "fields": ${FIELDS} }`;
  await workspace.write({ 'a.csv': 'id,name\n1,Ada\n', 'schema.json': schema });
  const client = await workspace.start();
  const { uri } = await client.open(
    workspace.uri('datapackage.json'),
    packageOf('', '"schema.json"'),
    'datapackage',
  );
  const other = await client.open(workspace.uri('schema.json'), schema, 'json');
  await client.diagnostics(uri, lacks('unusable-schema'));
  await client.change(other.uri, { text: schema.replace('"name": "name"', '"name": 5') });
  await client.diagnostics(uri, has('unusable-schema'));
  await client.close(other.uri);
  await client.diagnostics(uri, lacks('unusable-schema'));
});

test('what is wrong with an open schema is told there, and in the package once it is closed', async ({
  workspace,
}) => {
  const schema = '{ "fields": [{ "name": "id", "type": "integer" }] }';
  await workspace.write({ 'a.csv': 'id,name\n1,Ada\n', 'schema.json': schema });
  const client = await workspace.start();
  const text = packageOf('', '"schema.json"');
  await workspace.write({ 'datapackage.json': text });
  const { uri } = await client.open(workspace.uri('datapackage.json'), text, 'datapackage');
  await client.diagnostics(uri, has('column-without-field'));
  const other = await client.open(workspace.uri('schema.json'), schema, 'json');
  await client.diagnostics(other.uri, has('column-without-field'));
  await client.diagnostics(uri, lacks('column-without-field'));
  await client.close(other.uri);
  await client.diagnostics(uri, has('column-without-field'));
});

test('a dialect that is open by itself is held against the files that are read with it', async ({
  workspace,
}) => {
  const dialect = '{ "$schema": "https://datapackage.org/profiles/2.0/tabledialect.json", "delimiter": ";" }';
  await workspace.write({
    'a.csv': 'id,name\n1,Ada\n2,Bo\n',
    'd.json': dialect,
    'datapackage.json': packageOf(', "dialect": "d.json"'),
  });
  const client = await workspace.start();
  const { uri } = await client.open(workspace.uri('d.json'), dialect, 'json');
  await client.diagnostics(uri, has('wrong-delimiter'));
  await client.change(uri, { text: dialect.replace('";"', '","') });
  await client.diagnostics(uri, lacks('wrong-delimiter'));
});

test('a schema that is open by itself is compared with the data of the packages that name it', async ({
  workspace,
}) => {
  const schema = '{ "fields": [{ "name": "id", "type": "integer" }] }';
  await workspace.write({
    'a.csv': 'id,name\n1,Ada\n',
    'schemas/s.json': schema,
    'datapackage.json': packageOf('', '"schemas/s.json"'),
  });
  const client = await workspace.start();
  const { uri } = await client.open(workspace.uri('schemas/s.json'), schema, 'json');
  const [found] = (await client.diagnostics(uri, has('column-without-field'))).filter(
    ({ code }) => code === 'datapackage/column-without-field',
  );
  expect(found?.message).toContain('../a.csv');
  await workspace.write({ 'a.csv': 'id\n1\n' });
  await client.changedOnDisk({ uri: workspace.uri('a.csv'), type: FileChangeType.Changed });
  await client.diagnostics(uri, lacks('column-without-field'));
});

test('of a very large file only the beginning is read', async ({ workspace }) => {
  await workspace.write({ 'a.csv': `id,name,more\n${'1,Ada,x\n'.repeat(400_000)}` });
  // Five gigabytes, of which the disk stores the first three megabytes.
  await truncate(path.join(workspace.root, 'a.csv'), 5_000_000_000);
  const client = await workspace.start();
  const { uri } = await client.open(workspace.uri('datapackage.json'), packageOf(), 'datapackage');
  await client.diagnostics(uri, has('column-without-field'));
});

test('an untrusted workspace is not read', async ({ workspace }) => {
  await workspace.write({ 'a.csv': 'id\n1\n' });
  const client = await workspace.start({ initializationOptions: { trusted: false } });
  const { uri } = await client.open(workspace.uri('datapackage.json'), packageOf(), 'datapackage');
  await client.diagnostics(uri);
  await client.replace(uri, 'birds', 'more-birds');
  expect(has('field-not-in-file')(await client.diagnostics(uri))).toBe(false);
});
