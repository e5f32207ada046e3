import { expect, test } from 'vitest';
import { MarkedFiles } from './library.ts';

/** Every mention of what is at the cursor has to be marked, and nothing else. */
function expectMentionsMarked(files: Readonly<Record<string, string>>): void {
  const library = new MarkedFiles(files);
  const { graph, cursor } = library;
  const { mentions } = graph.spreadOf(graph.symbolsAt(cursor.file, cursor.offset));
  expect(mentions.map(({ file, offset }) => `${file}:${offset}`).sort()).toEqual([...library.marks].sort());
}

/** The definitions of what is at the cursor have to be marked, and nothing else. */
function expectDefinitionsMarked(files: Readonly<Record<string, string>>): void {
  const library = new MarkedFiles(files);
  const { graph, cursor } = library;
  const places = graph.symbolsAt(cursor.file, cursor.offset).flatMap((symbol) => graph.definitionsOf(symbol));
  expect(places.map(({ file, offset }) => `${file}:${offset}`).sort()).toEqual([...library.marks].sort());
}

test('a field is mentioned in the keys of its schema and in references to its resource', () => {
  expectMentionsMarked({
    'datapackage.json': `{ "resources": [
      { "name": "people", "path": "a.csv", "schema": {
        "fields": [{ "name": «"i‸d"» }, { "name": "boss" }],
        "primaryKey": [«"id"»],
        "uniqueKeys": [["boss", «"id"»]],
        "foreignKeys": [{ "fields": ["boss"], "reference": { "fields": [«"id"»] } }],
        "relationships": [{ "fields": ["boss", «"id"»], "link": "derived" }] } },
      { "name": "visits", "path": "b.csv", "schema": {
        "fields": [{ "name": "id" }, { "name": "person" }],
        "primaryKey": "id",
        "foreignKeys": [{ "fields": "person", "reference": { "resource": "people", "fields": «"id"» } }] } }] }`,
  });
});

test('the same in YAML, asked for at a reference', () => {
  expectMentionsMarked({
    'datapackage.yaml': `resources:
  - name: people
    path: a.csv
    schema:
      fields:
        - name: «id»
      primaryKey: [«id»]
  - name: visits
    path: b.csv
    schema:
      fields: [{name: id}, {name: person}]
      foreignKeys:
        - fields: person
          reference: {resource: people, fields: «i‸d»}
`,
  });
});

test('a resource is mentioned by its name and by references, not by fields of that name', () => {
  expectMentionsMarked({
    'datapackage.json': `{ "resources": [
      { "name": «"people"», "path": "a.csv", "schema": { "fields": [{ "name": "people" }] } },
      { "name": "visits", "path": "b.csv", "schema": {
        "fields": [{ "name": "people" }],
        "foreignKeys": [{ "fields": "people", "reference": { "resource": «"p‸eople"», "fields": "people" } }] } }] }`,
  });
});

test('a reference by the own name, and by the empty name of version 1, is one to the own table', () => {
  expectMentionsMarked({
    'datapackage.json': `{ "resources": [{ "name": "people", "path": "a.csv", "schema": {
      "fields": [{ "name": «"‸id"» }, { "name": "boss" }],
      "foreignKeys": [
        { "fields": "boss", "reference": { "resource": "people", "fields": «"id"» } },
        { "fields": "boss", "reference": { "resource": "", "fields": «"id"» } }] } }] }`,
  });
});

test('references to another package are not ours', () => {
  expectMentionsMarked({
    'datapackage.json': `{ "resources": [{ "name": «"peop‸le"», "path": "a.csv", "schema": {
      "fields": [{ "name": "id" }],
      "foreignKeys": [
        { "fields": "id", "reference": { "package": "x", "resource": "people", "fields": "id" } }] } }] }`,
  });
});

test('a field in a schema file is mentioned in every package that uses the file', () => {
  const user = (mark: (text: string) => string) => `{ "resources": [
    { "name": "people", "path": "a.csv", "schema": "s/people.json" },
    { "name": "visits", "path": "b.csv", "schema": { "fields": [{ "name": "id" }],
      "foreignKeys": [{ "fields": "id", "reference": { "resource": "people", "fields": ${mark('"id"')} } }] } }] }`;
  expectMentionsMarked({
    's/people.json': '{ "fields": [{ "name": «"‸id"», "type": "string" }], "primaryKey": «"id"» }',
    'a.datapackage.json': user((text) => `«${text}»`),
    'b.datapackage.json': user((text) => `«${text}»`),
    'c.datapackage.json': user((text) => text).replace('s/people.json', 's/other.json'),
    's/other.json': '{ "fields": [{ "name": "id", "type": "string" }] }',
  });
});

test('two packages that share a schema with a reference have to change together', () => {
  const owner =
    '{ "resources": [{ "name": «"people"», "path": "a.csv" }, { "path": "b.csv", "schema": "s/v.json" }] }';
  expectMentionsMarked({
    'a.datapackage.json': owner.replace('peop', 'peop‸'),
    'b.datapackage.json': owner,
    's/v.json': `{ "fields": [{ "name": "p" }],
      "foreignKeys": [{ "fields": "p", "reference": { "resource": «"people"», "fields": "id" } }] }`,
  });
});

test('a schema that an alias gives to a second resource is changed once', () => {
  expectMentionsMarked({
    'datapackage.yaml': `resources:
  - name: one
    path: a.csv
    schema: &s
      fields:
        - name: «id»
      primaryKey: «i‸d»
  - name: two
    path: b.csv
    schema: *s
  - name: three
    path: c.csv
    schema:
      fields: [{name: two}]
      foreignKeys: [{fields: two, reference: {resource: two, fields: «id»}}]
`,
  });
});

test.each([
  ['a key leads to the field', '{ "fields": [{ "name": «"id"» }], "primaryKey": "id‸" }'],
  ['a field is its own definition', '{ "fields": [{ "name": «"‸id"» }], "primaryKey": "id" }'],
  ['a key of no field leads nowhere', '{ "fields": [{ "name": "id" }], "primaryKey": "di‸" }'],
  ['a type is no name', '{ "fields": [{ "name": "id", "type": "str‸ing" }] }'],
])('%s', (_, text) => {
  expectDefinitionsMarked({ 's/x.json': text });
});

test('a reference in a schema file leads to the resource of each package', () => {
  const owner =
    '{ "resources": [{ "name": «"people"», "path": "a.csv" }, { "path": "b.csv", "schema": "s/v.json" }] }';
  expectDefinitionsMarked({
    'a.datapackage.json': owner,
    'b.datapackage.json': owner,
    's/v.json': `{ "fields": [{ "name": "p" }],
      "foreignKeys": [{ "fields": "p", "reference": { "resource": "people‸", "fields": "id" } }] }`,
  });
});

test('the tables of a schema are the resources that have it', () => {
  const library = new MarkedFiles({
    'a.datapackage.json': '{ "resources": [{ "path": "x.csv" }, { "path": "b.csv", "schema": "s/v.json" }] }',
    's/v.json': '{ "fields": [] }',
  });
  expect(library.graph.tablesOf({ file: 's/v.json', schema: 0 })).toEqual([
    { file: 'a.datapackage.json', resource: 1 },
  ]);
});

test('a hostile package of ten thousand resources that share everything is answered in one pass', () => {
  const count = 10_000;
  const resources = Array.from(
    { length: count },
    (_, index) => `  - {name: r${index}, path: a.csv, schema: *s}`,
  );
  const library = new MarkedFiles({
    'datapackage.yaml': `x: &s
  fields: [{name: id}]
  foreignKeys: [{fields: id, reference: {resource: r1, fields: i‸d}}]
resources:
${resources.join('\n')}
`,
  });
  const { graph, cursor } = library;
  expect(graph.spreadOf(graph.symbolsAt(cursor.file, cursor.offset)).mentions).toHaveLength(3);
});
