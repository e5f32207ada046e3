import { readFile } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import {
  DefinitionRequest,
  DocumentHighlightRequest,
  FileChangeType,
  type Location,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  SelectionRangeRequest,
  type TextDocumentEdit,
  type WorkspaceEdit,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { WORKSPACE_TRUST } from '#server/protocol/workspace-trust.ts';
import type { LspClient } from '#test/support/lsp-client.ts';
import { type LspWorkspace, test } from '#test/support/lsp-workspace.ts';

const V2 = 'https://datapackage.org/profiles/2.0/datapackage.json';

const PACKAGE = `{
  "$schema": "${V2}",
  "name": "clinic",
  "resources": [
    { "name": "people", "path": "people.csv", "schema": "schemas/people.json" },
    {
      "name": "visits",
      "path": "visits.csv",
      "schema": {
        "fields": [{ "name": "person", "type": "integer" }],
        "foreignKeys": [{ "fields": ["person"], "reference": { "resource": "people", "fields": ["id"] } }]
      }
    }
  ]
}
`;

const SCHEMA = `{
  "fields": [{ "name": "id", "type": "integer" }, { "name": "boss", "type": "integer" }],
  "primaryKey": ["id"],
  "foreignKeys": [{ "fields": ["boss"], "reference": { "fields": ["id"] } }]
}
`;

const OTHER = `$schema: ${V2}
resources:
  - name: staff
    path: staff.csv
    schema: ../schemas/people.json
`.replace('../', '');

const FILES = {
  'datapackage.json': PACKAGE,
  'schemas/people.json': SCHEMA,
  'people.csv': 'id,boss\n1,2\n',
  'visits.csv': 'person\n1\n',
};

/** What VS Code can do. */
const ABLE = {
  workspace: { workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} } },
  textDocument: { rename: { prepareSupport: true }, definition: { linkSupport: true } },
};

const at = (client: LspClient, uri: string, found: string, delta = 1) => ({
  textDocument: { uri },
  position: client.positionOf(uri, found, delta),
});

/** The name of the file and the marked text of each location, where the file has the text given. */
function told(
  workspace: LspWorkspace,
  locations: readonly Location[],
  files: Readonly<Record<string, string>>,
): string[] {
  return locations.map(({ uri, range }) => {
    const name = Object.keys(files).find((each) => workspace.uri(each) === uri) ?? uri;
    const text = TextDocument.create(uri, '', 1, files[name] ?? '');
    return `${name}:${range.start.line + 1} ${text.getText(range)}`;
  });
}

/** The texts after a change, by the names of the files; only edits of descriptors are made without asking. */
function changedTexts(
  workspace: LspWorkspace,
  edit: WorkspaceEdit | null,
  files: Readonly<Record<string, string>>,
): Record<string, string> {
  const changed: Record<string, string> = {};
  for (const { textDocument, edits } of (edit?.documentChanges ?? []) as TextDocumentEdit[]) {
    const name =
      Object.keys(files).find((each) => workspace.uri(each) === textDocument.uri) ?? textDocument.uri;
    const text = TextDocument.create(textDocument.uri, '', 1, files[name] ?? '');
    const plain = edits.map((each) => {
      if (!('newText' in each)) {
        throw new Error('The server sent a snippet.');
      }
      return each;
    });
    changed[name] = TextDocument.applyEdits(text, plain);
  }
  return changed;
}

describe('definition, references and highlights', () => {
  test('a field that a foreign key names leads into the schema file', async ({ workspace }) => {
    await workspace.write(FILES);
    const client = await workspace.start();
    const uri = workspace.uri('datapackage.json');
    await client.open(uri, PACKAGE);
    const found = await client.connection.sendRequest(DefinitionRequest.type, at(client, uri, '"id"]'));
    expect(told(workspace, found as Location[], FILES)).toEqual(['schemas/people.json:2 id']);
  });

  test('a path leads to the file, and tells a client that wants to know where it came from', async ({
    workspace,
  }) => {
    await workspace.write(FILES);
    const client = await workspace.start({ capabilities: ABLE });
    const uri = workspace.uri('datapackage.json');
    await client.open(uri, PACKAGE);
    expect(
      await client.connection.sendRequest(DefinitionRequest.type, at(client, uri, 'visits.csv')),
    ).toMatchObject([
      {
        targetUri: workspace.uri('visits.csv'),
        originSelectionRange: { start: client.positionOf(uri, 'visits.csv') },
      },
    ]);
  });

  test('a schema that is open alone knows the packages that use it', async ({ workspace }) => {
    const files = { ...FILES, 'other.datapackage.yaml': OTHER };
    await workspace.write(files);
    const client = await workspace.start();
    const uri = workspace.uri('schemas/people.json');
    await client.open(uri, SCHEMA);
    const found = await client.connection.sendRequest(ReferencesRequest.type, {
      ...at(client, uri, '"id", "type"'),
      context: { includeDeclaration: false },
    });
    expect(told(workspace, found ?? [], files)).toEqual([
      'datapackage.json:11 id',
      'schemas/people.json:3 id',
      'schemas/people.json:4 id',
    ]);
    expect(
      await client.connection.sendRequest(DocumentHighlightRequest.type, at(client, uri, '"boss"]')),
    ).toMatchObject([{ kind: 3 }, { kind: 2 }]);
  });

  test('what is typed but not saved counts before what is on disk', async ({ workspace }) => {
    await workspace.write(FILES);
    const client = await workspace.start();
    const uri = workspace.uri('datapackage.json');
    const schema = workspace.uri('schemas/people.json');
    await client.open(uri, PACKAGE);
    await client.open(schema, SCHEMA);
    const { text } = await client.replace(schema, '{\n  "fields"', '{\n\n\n  "fields"');
    const found = await client.connection.sendRequest(DefinitionRequest.type, at(client, uri, '"id"]'));
    expect(told(workspace, found as Location[], { ...FILES, 'schemas/people.json': text })).toEqual([
      'schemas/people.json:4 id',
    ]);
  });

  test('a file that changes on disk is read again', async ({ workspace }) => {
    await workspace.write({ ...FILES, 'schemas/people.json': '{}' });
    const client = await workspace.start({
      capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
    });
    const uri = workspace.uri('datapackage.json');
    await client.open(uri, PACKAGE);
    const ask = () => client.connection.sendRequest(DefinitionRequest.type, at(client, uri, '"id"]'));
    expect(await ask()).toEqual([]);
    await workspace.write(FILES);
    await client.changedOnDisk({ uri: workspace.uri('schemas/people.json'), type: FileChangeType.Changed });
    expect(told(workspace, (await ask()) as Location[], FILES)).toEqual(['schemas/people.json:2 id']);
  });
});

describe('rename', () => {
  test('a field is renamed in all files as one change, unsaved edits included, and its header is offered', async ({
    workspace,
  }) => {
    await workspace.write(FILES);
    const client = await workspace.start({ capabilities: ABLE });
    const uri = workspace.uri('datapackage.json');
    await client.open(uri, PACKAGE);
    const unsaved = await client.replace(uri, '"name": "clinic"', '"name": "clinic",\n  "title": "Unsaved"');
    expect(
      await client.connection.sendRequest(PrepareRenameRequest.type, at(client, uri, '"id"]')),
    ).toMatchObject({
      placeholder: 'id',
    });
    const edit = await client.connection.sendRequest(RenameRequest.type, {
      ...at(client, uri, '"id"]'),
      newName: 'key',
    });
    const before = { ...FILES, 'datapackage.json': unsaved.text };
    expect(changedTexts(workspace, edit, before)).toEqual({
      'datapackage.json': unsaved.text.replace('"id"', '"key"'),
      'schemas/people.json': SCHEMA.replaceAll('"id"', '"key"'),
      'people.csv': 'key,boss\n1,2\n',
    });
    const versions = ((edit?.documentChanges ?? []) as TextDocumentEdit[]).map(({ textDocument }) => [
      textDocument.uri,
      textDocument.version,
    ]);
    expect(Object.fromEntries(versions)).toEqual({
      [uri]: unsaved.version,
      [workspace.uri('schemas/people.json')]: null,
      [workspace.uri('people.csv')]: null,
    });
    expect(Object.values(edit?.changeAnnotations ?? {})).toEqual([
      { label: expect.stringContaining('column'), description: 'people.csv', needsConfirmation: true },
    ]);
    expect(await readFile(new URL(workspace.uri('schemas/people.json')), 'utf8')).toBe(SCHEMA);
  });

  test('a client that cannot ask about single edits gets those of descriptors only', async ({
    workspace,
  }) => {
    await workspace.write(FILES);
    const client = await workspace.start();
    const uri = workspace.uri('datapackage.json');
    await client.open(uri, PACKAGE);
    const edit = await client.connection.sendRequest(RenameRequest.type, {
      ...at(client, uri, '"id"]'),
      newName: 'key',
    });
    expect(Object.keys(edit?.changes ?? {}).sort()).toEqual(
      [uri, workspace.uri('schemas/people.json')].sort(),
    );
  });

  test('a resource is renamed from its mention in a schema file', async ({ workspace }) => {
    const schema = SCHEMA.replace('{ "fields": ["id"] }', '{ "resource": "visits", "fields": ["person"] }');
    const files = { ...FILES, 'schemas/people.json': schema };
    await workspace.write(files);
    const client = await workspace.start({ capabilities: ABLE });
    const uri = workspace.uri('schemas/people.json');
    await client.open(uri, schema);
    const edit = await client.connection.sendRequest(RenameRequest.type, {
      ...at(client, uri, 'visits'),
      newName: 'stays',
    });
    expect(changedTexts(workspace, edit, files)).toEqual({
      'datapackage.json': PACKAGE.replace('"visits"', '"stays"'),
      'schemas/people.json': schema.replace('"visits"', '"stays"'),
    });
  });

  test('a file on disk that is not what was read before is read again', async ({ workspace }) => {
    await workspace.write(FILES);
    const client = await workspace.start({
      capabilities: {
        ...ABLE,
        workspace: { ...ABLE.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
      },
    });
    const uri = workspace.uri('datapackage.json');
    await client.open(uri, PACKAGE);
    await client.connection.sendRequest(DefinitionRequest.type, at(client, uri, '"id"]'));
    const moved = `\n\n${SCHEMA}`;
    await workspace.write({ 'schemas/people.json': moved });
    const edit = await client.connection.sendRequest(RenameRequest.type, {
      ...at(client, uri, '"id"]'),
      newName: 'key',
    });
    expect(
      changedTexts(workspace, edit, { ...FILES, 'schemas/people.json': moved })['schemas/people.json'],
    ).toBe(moved.replaceAll('"id"', '"key"'));
  });

  test('a name that is taken or empty is refused with the reason', async ({ workspace }) => {
    await workspace.write(FILES);
    const client = await workspace.start();
    const uri = workspace.uri('datapackage.json');
    await client.open(uri, PACKAGE);
    const rename = (place: string, newName: string) =>
      client.connection.sendRequest(RenameRequest.type, { ...at(client, uri, place), newName });
    await expect(rename('"people", "path"', 'visits')).rejects.toThrow(/has a resource "visits" already/);
    await expect(rename('"id"]', ' ')).rejects.toThrow(/at least one character/);
    await expect(rename('"clinic"', 'x')).rejects.toThrow(/Only names of resources and of fields/);
  });

  test('in Restricted Mode nothing is renamed that other files may mention', async ({ workspace }) => {
    await workspace.write(FILES);
    const client = await workspace.start({ initializationOptions: { trusted: false }, capabilities: ABLE });
    const uri = workspace.uri('datapackage.json');
    await client.open(uri, PACKAGE);
    const ask = (found: string) =>
      client.connection.sendRequest(PrepareRenameRequest.type, at(client, uri, found));
    await expect(ask('"people", "path"')).rejects.toThrow(/Restricted Mode/);
    await expect(ask('"id"]')).rejects.toThrow(/No field "id"/);
    await client.connection.sendNotification(WORKSPACE_TRUST, { trusted: true });
    expect(await ask('"id"]')).toMatchObject({ placeholder: 'id' });
  });
});

describe('the whole workspace', () => {
  test('resources and fields of all packages are found by a part of their name', async ({ workspace }) => {
    await workspace.write({
      ...FILES,
      'b/datapackage.yaml': OTHER,
      'node_modules/x/datapackage.json': PACKAGE,
      '.hidden/datapackage.json': PACKAGE,
      '../outside/datapackage.json': PACKAGE,
    });
    const client = await workspace.start();
    const found = async (query: string) => {
      const symbols = (await client.connection.sendRequest(WorkspaceSymbolRequest.type, { query })) ?? [];
      return symbols.map(({ name, containerName }) => `${name} in ${containerName}`).sort();
    };
    expect(await found('s')).toEqual([
      'boss in people.json',
      'person in clinic › visits',
      'staff in datapackage.yaml',
      'visits in clinic',
    ]);
    expect(await found('PEO')).toEqual(['people in clinic', 'person in clinic › visits']);
  });

  test('a file that comes later is found, and one that goes is not', async ({ workspace }) => {
    const client = await workspace.start({
      capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
    });
    const count = async () =>
      (await client.connection.sendRequest(WorkspaceSymbolRequest.type, { query: 'visits' }))?.length;
    expect(await count()).toBe(0);
    await workspace.write(FILES);
    await client.changedOnDisk({ uri: workspace.uri('datapackage.json'), type: FileChangeType.Created });
    expect(await count()).toBe(1);
    await workspace.write({ 'datapackage.json': '{}' });
    await client.changedOnDisk({ uri: workspace.uri('datapackage.json'), type: FileChangeType.Deleted });
    expect(await count()).toBe(0);
  });
});

test('a selection grows from a text to its member, object and list', async ({ workspace }) => {
  const client = await workspace.start();
  const uri = workspace.uri('datapackage.json');
  await client.open(uri, PACKAGE, 'datapackage');
  const { textDocument, position } = at(client, uri, 'visits.csv');
  const [range] =
    (await client.connection.sendRequest(SelectionRangeRequest.type, {
      textDocument,
      positions: [position],
    })) ?? [];
  const texts: string[] = [];
  for (let each = range; each; each = each.parent) {
    texts.push(client.textAt(uri, each.range));
  }
  expect(texts.slice(0, 3)).toEqual(['visits.csv', '"visits.csv"', '"path": "visits.csv"']);
  expect(texts.at(-1)).toBe(PACKAGE.trim());
});
