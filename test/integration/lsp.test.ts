import { rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import {
  type Diagnostic,
  DiagnosticSeverity,
  DocumentFormattingRequest,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  FileChangeType,
  FoldingRangeRequest,
} from 'vscode-languageserver-protocol/node';
import { WORKSPACE_TRUST } from '#server/protocol/workspace-trust.ts';
import type { LspClient } from '#test/support/lsp-client.ts';
import { test } from '#test/support/lsp-workspace.ts';

const PACKAGE_JSON = `{
  "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
  "name": "birds",
  "resources": [
    {
      "name": "counts",
      "path": "counts.csv",
      "schema": {
        "fields": [
          { "name": "id", "type": "integer" },
          { "name": "seen", "type": "intger" }
        ],
        "primaryKey": ["id", "yaer"]
      }
    },
    { "name": "counts", "path": "absent.csv" }
  ]
}
`;

const PACKAGE_YAML = `$schema: https://datapackage.org/profiles/2.0/datapackage.json
name: birds
resources:
  - name: counts
    path: counts.csv
    schema:
      fields:
        - name: id
          type: integer
        - name: seen
          type: intger
      primaryKey: [id, yaer]
  - name: counts
    path: absent.csv
`;

/** A correct item whose box misses its geometry. */
const ITEM = `{
  "type": "Feature",
  "stac_version": "1.1.0",
  "id": "scene",
  "geometry": { "type": "Point", "coordinates": [7, 47] },
  "bbox": [10, 50, 11, 51],
  "properties": { "datetime": "2024-01-01T00:00:00Z" },
  "links": [],
  "assets": {}
}
`;

/** Each finding but recommendations as `severity code: text that it underlines`. */
function underlined(client: LspClient, uri: string, diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.filter(isNoAdvice).map(({ severity, code, range }) => {
    const name = Object.entries(DiagnosticSeverity).find(([, value]) => value === severity)?.[0];
    return `${name} ${code}: ${client.textAt(uri, range)}`;
  });
}

const isNoAdvice = ({ severity }: Diagnostic) => severity !== DiagnosticSeverity.Information;
const isMissingFile = ({ code }: Diagnostic) => code === 'datapackage/missing-file';
const someFileIsMissing = (found: Diagnostic[]) => found.some(isMissingFile);
const noFileIsMissing = (found: Diagnostic[]) => !found.some(isMissingFile);

describe('diagnostics', () => {
  test('a data package in JSON is checked, each finding on its token', async ({ workspace }) => {
    await workspace.write({ 'counts.csv': 'id,seen\n' });
    const client = await workspace.start();
    const { uri } = await client.open(workspace.uri('datapackage.json'), PACKAGE_JSON, 'datapackage');
    const found = await client.diagnostics(uri);
    expect(underlined(client, uri, found)).toEqual([
      'Error datapackage/unknown-field-type: "intger"',
      'Error datapackage/unknown-field: "yaer"',
      'Error datapackage/duplicate-resource-name: "counts"',
      'Error datapackage/missing-file: "absent.csv"',
    ]);
    expect(new Set(found.map(({ source }) => source))).toEqual(new Set(['datapackage']));
  });

  test('the same in YAML', async ({ workspace }) => {
    await workspace.write({ 'counts.csv': 'id,seen\n' });
    const client = await workspace.start();
    const { uri } = await client.open(workspace.uri('datapackage.yaml'), PACKAGE_YAML, 'datapackage-yaml');
    expect(underlined(client, uri, await client.diagnostics(uri))).toEqual([
      'Error datapackage/unknown-field-type: intger',
      'Error datapackage/unknown-field: yaer',
      'Error datapackage/duplicate-resource-name: counts',
      'Error datapackage/missing-file: absent.csv',
    ]);
  });

  test('a STAC item is recognised by its content', async ({ workspace }) => {
    const client = await workspace.start();
    const { uri } = await client.open(workspace.uri('anything.json'), ITEM, 'json');
    const found = await client.diagnostics(uri);
    expect(underlined(client, uri, found)).toEqual(['Warning stac/bbox-mismatch: "bbox"']);
    expect(found[0]?.source).toBe('stac');
  });

  test('edits that arrive piece by piece give what the whole text gives', async ({ workspace }) => {
    const client = await workspace.start();
    const { uri } = await client.open(workspace.uri('datapackage.json'), PACKAGE_JSON, 'datapackage');
    await client.replace(uri, '"name": "birds",', '"name": "birds",\n  "title": "Vögel 🐦",');
    await client.replace(uri, '{ "name": "seen", "type": "intger" }', '{ "name": "y", "type": "year" }');
    await client.replace(uri, '🐦', '🐦🐦');
    const { text } = await client.replace(uri, '"yaer"', '"y", "z"');
    const found = await client.diagnostics(uri);
    const fresh = await client.open(workspace.uri('again.datapackage.json'), text, 'datapackage');
    expect(found.filter(isNoAdvice)).toEqual(
      (await client.diagnostics(fresh.uri))
        .filter(isNoAdvice)
        .map((each) =>
          JSON.parse(JSON.stringify(each).replaceAll('again.datapackage.json', 'datapackage.json')),
        ),
    );
    expect(underlined(client, uri, found)).toContain('Error datapackage/unknown-field: "z"');
  });

  test('an older version never comes after a newer one', async ({ workspace }) => {
    const client = await workspace.start();
    const { uri } = await client.open(workspace.uri('datapackage.json'), PACKAGE_JSON);
    for (let index = 0; index < 20; index++) {
      await client.replace(uri, '"birds', '"birds-');
    }
    await client.diagnostics(uri);
    const versions = client.published.map(({ version }) => version ?? 0);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(versions.at(-1)).toBe(21);
  });

  test('they go when the document is closed', async ({ workspace }) => {
    const client = await workspace.start();
    const { uri } = await client.open(workspace.uri('datapackage.json'), PACKAGE_JSON);
    await client.diagnostics(uri);
    await client.close(uri);
    const last = await client.seen(() =>
      client.published.find(({ diagnostics }) => diagnostics.length === 0),
    );
    expect(last).toEqual({ uri, diagnostics: [] });
  });

  test('they go when the document is no metadata any more', async ({ workspace }) => {
    const client = await workspace.start();
    const { uri } = await client.open(workspace.uri('x.json'), ITEM, 'json');
    expect(await client.diagnostics(uri)).not.toEqual([]);
    await client.change(uri, { text: '{}' });
    const last = await client.seen(() =>
      client.published.find(({ diagnostics }) => diagnostics.length === 0),
    );
    expect(last.uri).toBe(uri);
  });
});

describe('files beside the document', () => {
  test('a finding vanishes when the file appears, and comes back when its folder is deleted', async ({
    workspace,
  }) => {
    const client = await workspace.start();
    const text = '{ "resources": [{ "name": "a", "path": "data/a.csv" }] }';
    const { uri } = await client.open(workspace.uri('datapackage.json'), text, 'datapackage');
    await client.diagnostics(uri, someFileIsMissing);
    await workspace.write({ 'data/a.csv': 'a\n' });
    await client.changedOnDisk({ uri: workspace.uri('data/a.csv'), type: FileChangeType.Created });
    await client.diagnostics(uri, noFileIsMissing);
    await rm(path.join(workspace.root, 'data'), { recursive: true });
    await client.changedOnDisk({ uri: workspace.uri('data'), type: FileChangeType.Deleted });
    await client.diagnostics(uri, someFileIsMissing);
  });

  test('the client is asked to watch data files, and what a document refers to besides', async ({
    workspace,
  }) => {
    const client = await workspace.start({
      capabilities: {
        workspace: { didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true } },
      },
    });
    const text = '{ "resources": [{ "name": "a", "path": ["data/a.csv.gz", "b.csv"] }] }';
    const { uri } = await client.open(workspace.uri('datapackage.json'), text, 'datapackage');
    const watched = await client.seen(() => {
      const patterns = client.watchedPatterns();
      return patterns.length >= 3 ? patterns : undefined;
    });
    const root = workspace.uri('');
    expect(watched).toEqual([
      '**/*.{csv,tsv,jsonl,ndjson,parquet,arrow,feather,json,yaml,yml,geojson}',
      `${root.replace(/\/$/, '')} data`,
      `${root.replace(/\/$/, '')} data/a.csv.gz`,
    ]);
    await client.close(uri);
    await client.seen(() => (client.watchedPatterns().length === 1 ? true : undefined));
  });

  test('where nobody watches files, saving the document looks again', async ({ workspace }) => {
    const client = await workspace.start();
    const text = '{ "resources": [{ "name": "a", "path": "a.csv" }] }';
    const { uri } = await client.open(workspace.uri('datapackage.json'), text, 'datapackage');
    await client.diagnostics(uri, someFileIsMissing);
    await workspace.write({ 'a.csv': 'a\n' });
    await client.save(uri);
    await client.diagnostics(uri, noFileIsMissing);
  });

  test('they count while their folder is open in the editor', async ({ workspace }) => {
    const client = await workspace.start({ capabilities: { workspace: { workspaceFolders: true } } });
    const { uri } = await client.open(workspace.uri('datapackage.json'), PACKAGE_JSON, 'datapackage');
    await client.diagnostics(uri, someFileIsMissing);
    await client.changeFolders([], [workspace.root]);
    await client.diagnostics(uri, noFileIsMissing);
    await client.changeFolders([workspace.folder], []);
    await client.diagnostics(uri, someFileIsMissing);
  });

  test('an untrusted workspace is not looked at until it is trusted', async ({ workspace }) => {
    const client = await workspace.start({ initializationOptions: { trusted: false } });
    const { uri } = await client.open(workspace.uri('datapackage.json'), PACKAGE_JSON, 'datapackage');
    expect(noFileIsMissing(await client.diagnostics(uri))).toBe(true);
    await client.connection.sendNotification(WORKSPACE_TRUST, { trusted: true });
    await client.diagnostics(uri, someFileIsMissing);
    await client.connection.sendNotification(WORKSPACE_TRUST, { trusted: false });
    await client.diagnostics(uri, noFileIsMissing);
  });
});

describe('completion, hover and fixes', () => {
  test.for([
    ['datapackage.json', PACKAGE_JSON, '"intger"'],
    ['datapackage.yaml', PACKAGE_YAML, 'intger'],
  ] as const)(
    '%s: the types of a field are offered in place of the wrong one',
    async ([name, text, wrong], { workspace }) => {
      const client = await workspace.start();
      const { uri } = await client.open(workspace.uri(name), text);
      const items = await client.completion(uri, client.positionOf(uri, wrong, 3));
      expect(items.map(({ label }) => label)).toEqual(expect.arrayContaining(['integer', 'string', 'year']));
      const edit = items.find(({ label }) => label === 'integer')?.textEdit;
      expect(edit && 'range' in edit && client.textAt(uri, edit.range)).toBe(wrong);
    },
  );

  test('the properties that a package has not yet are offered', async ({ workspace }) => {
    const client = await workspace.start();
    const text = PACKAGE_JSON.replace('"name": "birds",', '"name": "birds",\n  "ti"');
    const { uri } = await client.open(workspace.uri('datapackage.json'), text);
    const labels = (await client.completion(uri, client.positionOf(uri, '"ti"', 3))).map(
      ({ label }) => label,
    );
    expect(labels).toContain('title');
    expect(labels).not.toContain('name');
  });

  test('someone who types on still gets what was asked for', async ({ workspace }) => {
    const client = await workspace.start();
    const text = PACKAGE_JSON.replace('"birds",', '"birds",\n  "t": "",');
    const { uri } = await client.open(workspace.uri('datapackage.json'), text);
    const answer = client.completion(uri, client.positionOf(uri, '"t"', 2));
    await client.replace(uri, '"t"', '"ti"');
    expect((await answer).map(({ label }) => label)).toContain('title');
  });

  test('a member is explained where the pointer is', async ({ workspace }) => {
    const client = await workspace.start();
    const { uri } = await client.open(workspace.uri('datapackage.json'), PACKAGE_JSON);
    const hover = await client.hover(uri, client.positionOf(uri, 'primaryKey', 2));
    expect(hover?.range && client.textAt(uri, hover.range)).toBe('"primaryKey"');
    expect(hover?.contents).toMatchObject({
      kind: 'markdown',
      value: expect.stringMatching(/primaryKey[\s\S]*row/),
    });
  });

  test.for([
    ['datapackage.json', PACKAGE_JSON],
    ['datapackage.yaml', PACKAGE_YAML],
  ] as const)('%s: a quick fix makes its finding vanish', async ([name, text], { workspace }) => {
    const client = await workspace.start();
    const { uri } = await client.open(workspace.uri(name), text);
    const isWrongType = ({ code }: Diagnostic) => code === 'datapackage/unknown-field-type';
    const finding = (await client.diagnostics(uri)).find(isWrongType);
    const [fix] = finding ? await client.codeActions(uri, finding.range, ['quickfix']) : [];
    expect(fix).toMatchObject({ kind: 'quickfix', diagnostics: [finding] });
    const after = await client.apply(uri, fix?.edit?.changes?.[uri] ?? []);
    expect(after.text).toBe(text.replace('intger', 'integer'));
    expect((await client.diagnostics(uri)).some(isWrongType)).toBe(false);
  });
});

describe('what the JSON support of an editor does otherwise', () => {
  const TEXT = '{\n"name": "a",\n"resources": [\n{ "name": "b", "path": "b.csv" }\n]\n}\n';

  test('outline, folds, format and links', async ({ workspace }) => {
    await workspace.write({ 'b.csv': 'x\n' });
    const client = await workspace.start();
    const { uri } = await client.open(workspace.uri('datapackage.json'), TEXT, 'datapackage');
    const textDocument = { uri };
    const { connection } = client;
    expect(await connection.sendRequest(DocumentSymbolRequest.type, { textDocument })).toMatchObject([
      { name: 'a', children: [{ name: 'b' }] },
    ]);
    expect(await connection.sendRequest(FoldingRangeRequest.type, { textDocument })).toEqual([
      { startLine: 0, endLine: 4 },
      { startLine: 2, endLine: 3 },
    ]);
    const [link, ...others] =
      (await connection.sendRequest(DocumentLinkRequest.type, { textDocument })) ?? [];
    expect(others).toEqual([]);
    expect(link?.target).toBe(workspace.uri('b.csv'));
    expect(link && client.textAt(uri, link.range)).toBe('b.csv');
    const options = { tabSize: 2, insertSpaces: true };
    const edits = await connection.sendRequest(DocumentFormattingRequest.type, { textDocument, options });
    const { text } = await client.apply(uri, edits ?? []);
    expect(text).toBe(`${JSON.stringify(JSON.parse(TEXT), undefined, 2)}\n`);
  });

  test('a document that the editor takes for JSON gets these from there', async ({ workspace }) => {
    const client = await workspace.start();
    const { uri } = await client.open(workspace.uri('datapackage.json'), TEXT, 'json');
    const textDocument = { uri };
    expect(await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument })).toBeNull();
    expect(await client.connection.sendRequest(FoldingRangeRequest.type, { textDocument })).toBeNull();
  });

  test('where the editor lets us say so, we are a formatter of our own languages only', async ({
    workspace,
  }) => {
    const dynamicRegistration = true;
    const client = await workspace.start({
      capabilities: {
        textDocument: { formatting: { dynamicRegistration }, rangeFormatting: { dynamicRegistration } },
      },
    });
    expect(client.initialized.capabilities.documentFormattingProvider).toBeUndefined();
    const registration = await client.seen(() =>
      client.registrations.find(({ method }) => method === DocumentFormattingRequest.method),
    );
    expect(registration.registerOptions).toMatchObject({ documentSelector: [{ language: 'datapackage' }] });
  });
});
