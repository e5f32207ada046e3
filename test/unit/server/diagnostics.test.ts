import { expect, test } from 'vitest';
import { checkMetadata } from '#core/metadata/check.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import { provideDiagnostics } from '#server/features/diagnostics.ts';
import { defaultSettings } from '#server/workspace/settings.ts';
import { opened } from './opened.ts';

function codesOf(name: string, text: string, languageId: string, yamlSyntaxElsewhere = false): unknown[] {
  const document = opened(name, text, languageId);
  const problems = checkMetadata(document.metadata, nowhere);
  const settings = { ...defaultSettings, yamlSyntaxElsewhere };
  return provideDiagnostics({ document, surroundings: nowhere, problems }, settings).map(({ code }) => code);
}

const JSON_TEXT = '{ "resources": [{ "name": "a", "data": [],, }], "name": "x", "name": 7 }';
const YAML_TEXT = 'resources: [{ name: a, data: [] }]\nname: x\nname: 7\n';

test.each([
  ['datapackage.json', JSON_TEXT, 'datapackage'],
  ['datapackage.yaml', YAML_TEXT, 'datapackage-yaml'],
  ['datapackage.yaml', YAML_TEXT, 'yaml'],
])('%s with %j as %s tells what is wrong with its syntax', (name, text, languageId) => {
  expect(codesOf(name, text, languageId)).toContain('metadata/duplicate-key');
});

test.each([
  ['datapackage.json', JSON_TEXT, 'json'],
  ['datapackage.json', JSON_TEXT, 'jsonc'],
  ['datapackage.yaml', YAML_TEXT, 'yaml'],
])('%s with %j as %s leaves syntax to the support that the editor has for it', (name, text, languageId) => {
  const codes = codesOf(name, text, languageId, true);
  expect(codes).not.toContain('metadata/syntax');
  expect(codes).not.toContain('metadata/duplicate-key');
  expect(codes).not.toEqual([]);
});

test('a diagnostic has the range, the source, the code and the related places of its finding', () => {
  const text = '{ "resources": [\n{ "name": "a", "data": [] },\n{ "name": "a", "data": [] } ] }';
  const document = opened('datapackage.json', text);
  const problems = checkMetadata(document.metadata, nowhere);
  const found = provideDiagnostics({ document, surroundings: nowhere, problems }, defaultSettings);
  expect(found).toContainEqual(
    expect.objectContaining({
      range: { start: { line: 2, character: 10 }, end: { line: 2, character: 13 } },
      source: 'datapackage',
      severity: 1,
      relatedInformation: [
        {
          location: {
            uri: 'file:///ws/datapackage.json',
            range: { start: { line: 1, character: 10 }, end: { line: 1, character: 13 } },
          },
          message: expect.any(String),
        },
      ],
    }),
  );
});

test('a related place in another file is told of in that file', () => {
  const schema = '{\n  "fields": [{ "name": "x" }]\n}';
  const text = '{ "resources": [{ "name": "a", "path": "a.csv", "schema": "schemas/a.json" }] }';
  const column = { name: 'id', type: 'string', samples: [], basis: 'all' } as const;
  const surroundings: Surroundings = {
    ...nowhere,
    file: () => ({ kind: 'file', size: 9 }),
    data: () => ({ format: 'parquet', bytes: 9, columns: [column] }),
    document: () => parseMetadata({ name: 'a.json', text: schema }),
  };
  const document = opened('datapackage.json', text);
  const problems = checkMetadata(document.metadata, surroundings);
  const [found] = provideDiagnostics({ document, surroundings, problems }, defaultSettings).filter(
    ({ code }) => code === 'datapackage/no-field-in-file',
  );
  expect(found?.relatedInformation).toMatchObject([
    { location: { uri: 'file:///ws/schemas/a.json', range: { start: { line: 1, character: 2 } } } },
  ]);
});
