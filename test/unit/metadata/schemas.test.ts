import { describe, expect, test } from 'vitest';
import { resolveSchema, SCHEMAS } from '#core/metadata/schema/catalog.ts';
import { isSchema, type Schema, schemaIn, textIn } from '#core/metadata/schema/schema.ts';
import { findings } from './marks.ts';
import { tableJson } from './samples.ts';

const OURS = SCHEMAS.filter(({ $id }) => String($id).startsWith('waybill:/datapackage/'));

interface Property {
  readonly at: string;
  readonly schema: Schema;
}

/** Every property that a schema file describes, references followed one step. */
function* propertiesBelow(value: unknown, at: string, file: Schema): Generator<Property> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* propertiesBelow(item, `${at}/${index}`, file);
    }
  } else if (isSchema(value)) {
    for (const [name, property] of Object.entries(schemaIn(value, 'properties') ?? {})) {
      if (isSchema(property) && !/\/(?:if|not)$/.test(at)) {
        const reference = textIn(property, '$ref');
        const target = reference === undefined ? property : resolveSchema(reference, file)?.schema;
        yield { at: `${at}/${name}`, schema: target ?? {} };
      }
    }
    for (const [keyword, each] of Object.entries(value)) {
      yield* propertiesBelow(each, `${at}/${keyword}`, file);
    }
  }
}

describe.each(OURS.map((schema) => [String(schema['$id']), schema] as const))('%s', (_, schema) => {
  test('says of every property what it is, with a link to the specification', () => {
    const bare = [...propertiesBelow(schema, '', schema)].filter(
      ({ at, schema: property }) =>
        // What a condition adds to a property that is described elsewhere says nothing new of it.
        !at.includes('/tabular/') &&
        (textIn(property, 'description') === undefined || textIn(property, 'waybill:docs') === undefined),
    );
    expect(bare.map(({ at }) => at)).toEqual([]);
  });

  test('refers only to schemas that are here', () => {
    const references = [...JSON.stringify(schema).matchAll(/"\$ref":"([^"]+)"/g)].map(
      ([, name = '']) => name,
    );
    expect(references.filter((name) => resolveSchema(name, schema) === undefined)).toEqual([]);
  });
});

function inVersion1(resource: string): string[] {
  return findings('datapackage.json', `{ "resources": [${resource}] }`).filter((each) =>
    /missing-property|wrong|unknown-value|unknown-field-type|empty/.test(each),
  );
}

describe('version 1', () => {
  test('a tabular data resource needs a schema', () => {
    expect(inVersion1('{ "name": "a", "path": "a.csv", "profile": "tabular-data-resource" }')).toEqual([
      'datapackage/missing-property «{»',
    ]);
  });

  test('a schema that is no table schema is left alone, unless the resource says that it is a table', () => {
    const schema = '"schema": { "type": "object", "properties": {} }';
    expect(inVersion1(`{ "name": "a", "path": "a.json", ${schema} }`)).toEqual([]);
    expect(
      inVersion1(`{ "name": "a", "path": "a.csv", "profile": "tabular-data-resource", ${schema} }`),
    ).toEqual(['datapackage/missing-property «"schema"»']);
  });

  test('a field without a type is a text', () => {
    expect(
      inVersion1(
        '{ "name": "a", "path": "a.csv", "schema": { "fields": [{ "name": "i", "format": "topojson" }] } }',
      ),
    ).toEqual(['datapackage/unknown-value «"topojson"»']);
  });

  test('does not look at what came with version 2', () => {
    const fields = '[{ "name": "i", "missingValues": 7, "categories": 7 }]';
    expect(
      inVersion1(`{ "name": "a", "path": "a.csv", "schema": { "fields": ${fields}, "fieldsMatch": 7 } }`),
    ).toEqual([]);
  });
});

test.each([
  ['{ "fields": [{ "name": "i", "type": 7 }] }', 'datapackage/wrong-type «7»'],
  [
    '{ "fields": [{ "name": "i", "type": "boolean", "format": { "yes": "no" } }] }',
    'datapackage/wrong-type «"format"»',
  ],
  ['{ "fields": [], "fieldsMatch": ["subset"] }', 'datapackage/wrong-type «"fieldsMatch"»'],
  ['{ "fields": [{ "name": "i", "type": "any" }], "uniqueKeys": ["j"] }', 'datapackage/wrong-type «"j"»'],
  [
    '{ "fields": [{ "name": "i", "type": "date", "format": 7, "constraints": { "minimum": "26/1/2024" } }] }',
    'datapackage/wrong-type «7»',
  ],
  [
    '{ "fields": [{ "name": "i", "type": "any" }], "foreignKeys": [{ "fields": [], "reference": { "fields": ["i"] } }] }',
    'datapackage/too-few «"fields"»',
  ],
])('of a value that the schema rejects, nothing else is told: %s', (schema, expected) => {
  expect(findings('datapackage.json', tableJson(schema))).toEqual([expected]);
});

test('properties that version 2.1 adds to a table schema are accepted silently', () => {
  const text = `{
    "$schema": "https://datapackage.org/profiles/2.1/tableschema.json",
    "name": "people", "title": "People", "description": "All of them.", "homepage": "https://example.org/",
    "version": "1.0.0", "created": "2024-05-01T12:00:00Z", "keywords": ["a"],
    "contributors": [{ "title": "Ada" }], "examples": [{ "title": "One", "path": "a.csv" }],
    "fields": [{ "name": "i", "type": "integer" }]
  }`;
  expect(findings('tableschema.json', text)).toEqual([]);
});
