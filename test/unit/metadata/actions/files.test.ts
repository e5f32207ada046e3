import { describe, expect, test } from 'vitest';
import { parseMetadata } from '#core/metadata/parse.ts';
import { plainValue } from '#core/metadata/tree.ts';
import { RandomDocuments } from '../random-documents.ts';
import { RICH_PACKAGE, RICH_YAML } from '../samples.ts';
import { around, offered, take } from './offered.ts';

function created(done: ReturnType<typeof take>): { path: string; text: string } {
  const [file, more] = done?.files ?? [];
  if (file?.kind !== 'create' || more) {
    throw new Error('expected one new file');
  }
  return file;
}

function parsed(name: string, text: string): unknown {
  const { root, syntax } = parseMetadata({ name, text });
  expect(syntax, text).toEqual([]);
  return root && plainValue(root);
}

describe('converting', () => {
  test('to YAML makes a file beside', () => {
    const json =
      '{\n  "name": "a: b",\n  "big": 12345678901234567890,\n  "2": [],\n  "1": { "x": ["y", 1.50] }\n}\n';
    const done = take('convert', 'sub/datapackage.json', json);
    expect(done?.title).toBe('Convert to YAML: make "datapackage.yaml"');
    expect(done?.text).toBe(json);
    expect(created(done)).toEqual({
      kind: 'create',
      path: 'datapackage.yaml',
      text: 'name: "a: b"\nbig: 12345678901234567890\n"2": []\n"1":\n  x: ["y", 1.50]\n',
    });
  });

  test('to JSON says that comments are left out, and resolves aliases', () => {
    const done = take('convert', 'datapackage.yaml', RICH_YAML);
    expect(done?.title).toBe('Convert to JSON: make "datapackage.json" (comments and anchors are left out)');
    const { path, text } = created(done);
    expect(parsed(path, text)).toEqual(parsed('datapackage.yaml', RICH_YAML));
  });

  test.each([
    ['the other file is there', 'datapackage.json', '{ "name": "a" }', { 'datapackage.yaml': 'name: b' }],
    ['the text is broken', 'datapackage.json', '{ "name": "a" ', {}],
    ['a number has no word in JSON', 'datapackage.yaml', 'name: a\nx: .inf\n', {}],
  ])('is not done when %s', (_, name, text, files) => {
    expect(take('convert', name, text, around(files))).toBeUndefined();
  });

  test.each([
    ['json', 'yaml'],
    ['yaml', 'json'],
  ] as const)('from %s keeps every value and the order of keys', (from, to) => {
    for (let seed = 1; seed <= 500; seed++) {
      const random = new RandomDocuments(seed);
      const text = random[from]({ ...random.object(3), resources: [random.object(2)] });
      const done = take('convert', `datapackage.${from}`, text);
      const { path, text: converted } = created(done);
      expect(path).toBe(`datapackage.${to}`);
      expect(JSON.stringify(parsed(path, converted)), `seed ${seed}:\n${text}\n===\n${converted}`).toBe(
        JSON.stringify(parsed(`datapackage.${from}`, text)),
      );
    }
  });
});

describe('moving a table schema into a file', () => {
  test('keeps its text, and says which version it follows', () => {
    const text = `$schema: https://datapackage.org/profiles/2.0/datapackage.json
resources:
  - name: people
    path: people.csv
    schema:
      # what there is
      fields:
        - name: id ‸# the number
          type: integer
`;
    const done = take('extract-schema', 'datapackage.yaml', text);
    expect(done?.text).toBe(`$schema: https://datapackage.org/profiles/2.0/datapackage.json
resources:
  - name: people
    path: people.csv
    schema: people.tableschema.yaml
`);
    expect(created(done)).toEqual({
      kind: 'create',
      path: 'people.tableschema.yaml',
      text: `$schema: https://datapackage.org/profiles/2.0/tableschema.json
# what there is
fields:
  - name: id # the number
    type: integer
`,
    });
  });

  test('there and back changes no value', () => {
    const marked = RICH_PACKAGE.replace('"fieldsMatch"', '‸"fieldsMatch"');
    const out = take('extract-schema', 'datapackage.json', marked);
    const { path, text } = created(out);
    const back = (out?.text ?? '').replace('"stations.table', '"‸stations.table');
    const inlined = take('inline-schema', 'datapackage.json', back, around({ [path]: text }));
    expect(inlined?.title).toBe('Write "stations.tableschema.json" here (the file stays)');
    expect(inlined?.text).toBe(RICH_PACKAGE);
  });

  test('finds a free name', () => {
    const text = '{ "resources": [{ "name": "Ö 1", "path": "a.csv", "dialect": { ‸"delimiter": ";" } }] }';
    const files = { 'o-1.tabledialect.json': '{}' };
    expect(created(take('extract-dialect', 'datapackage.json', text, around(files))).path).toBe(
      'o-1-2.tabledialect.json',
    );
  });

  test('needs the cursor to be in it', () => {
    const ids = offered(
      'datapackage.json',
      '{ "resources": [{ "name": "‸a", "path": "a", "schema": { "fields": [] } }] }',
    ).map(({ id }) => id);
    expect(ids).not.toContain('extract-schema');
  });
});

test('a schema in a file is written out only when the file can be read', () => {
  const text = '{ "resources": [{ "name": "a", "path": "a.csv", "schema": ‸"s.json" }] }';
  expect(take('inline-schema', 'datapackage.json', text)).toBeUndefined();
  expect(
    take('inline-schema', 'datapackage.json', text, around({ 's.json': '{ "fields": [' })),
  ).toBeUndefined();
});

test('a single resource becomes a package beside', () => {
  const text = `{
  "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
  "name": "people",
  "path": "people.csv"
}
`;
  expect(created(take('wrap-resource', 'people.resource.json', text))).toEqual({
    kind: 'create',
    path: 'datapackage.json',
    text: `{
  "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
  "name": "people",
  "resources": [
    {
      "name": "people",
      "path": "people.csv"
    }
  ]
}
`,
  });
  expect(
    take('wrap-resource', 'people.resource.json', text, around({ 'datapackage.json': '{}' })),
  ).toBeUndefined();
});
