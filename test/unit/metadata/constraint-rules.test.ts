import { tableJson, tableYaml } from './samples.ts';
import { describeNotFound, describeRule } from './twins.ts';

/** A field of a type with constraints, as JSON, which is YAML too. */
function json(type: string, constraints: string): string {
  return tableJson(`{ "fields": [{ "name": "a", "type": "${type}", "constraints": { ${constraints} } }] }`);
}

function yaml(type: string, ...lines: string[]): string {
  return tableYaml(
    `fields:\n  - name: a\n    type: ${type}\n    constraints:\n${lines.map((line) => `      ${line}`).join('\n')}`,
  );
}

describeRule('datapackage/unsupported-constraint', [
  {
    when: 'it is for another type',
    severity: 'error',
    json: json('integer', '"required": true, «"pattern"»: "[0-9]+"'),
    yaml: yaml('integer', 'required: true # always', '«pattern»: "[0-9]+"'),
    fix: { json: [', "pattern": "[0-9]+"', ''], yaml: ['\n            pattern: "[0-9]+"', ''] },
  },
  {
    when: 'it is the only one',
    json: json('boolean', '«"minLength"»: 1'),
    yaml: yaml('boolean', '«minLength»: 1'),
    fix: {
      json: [', "constraints": { "minLength": 1 }', ''],
      yaml: ['\n          constraints:\n            minLength: 1', ''],
    },
  },
]);

describeRule('datapackage/bound-without-type', [
  {
    when: 'the field has no type',
    severity: 'error',
    json: tableJson('{ "fields": [{ "name": "a", "constraints": { «"maximum"»: 5 } }] }'),
    yaml: tableYaml('fields:\n  - name: a\n    constraints:\n      «maximum»: 5'),
    fix: {
      json: ['"name": "a", ', '"name": "a", "type": "integer", '],
      yaml: ['name: a\n', 'name: a\n          type: integer\n'],
      safe: false,
    },
  },
]);

describeRule('datapackage/constraint-of-other-type', [
  {
    when: 'a bound is no value of the field',
    severity: 'error',
    json: json('date', '"minimum": «"26.1.2024"»'),
    yaml: yaml('date', 'minimum: «26.1.2024»'),
  },
  {
    when: 'an entry of "enum" is none',
    json: json('integer', '"enum": [1, «"two"»]'),
    yaml: yaml('integer', 'enum: [1, «two»]'),
  },
  {
    when: 'a place is off the Earth',
    json: json('geopoint', '"enum": ["1, 2", «"1, 92"»]'),
    yaml: yaml('geopoint', 'enum: ["1, 2", «"1, 92"»]'),
  },
]);

describeNotFound('datapackage/constraint-of-other-type', [
  {
    when: 'texts are values by type and format',
    json: json('number', '"minimum": "1.5", "maximum": 2, "enum": ["1.75", 1.5]'),
    yaml: yaml('number', 'minimum: "1.5"', 'maximum: 2', 'enum: ["1.75", 1.5]'),
  },
  {
    when: 'the format cannot be read, which is another finding',
    json: tableJson(
      '{ "fields": [{ "name": "a", "type": "date", "constraints": { "minimum": "2024-01-01" } }] }',
    ),
    yaml: yaml('date', 'minimum: "2024-01-01"'),
  },
]);

describeRule('datapackage/empty-range', [
  {
    when: 'the least is greater than the greatest',
    severity: 'error',
    json: json('number', '"minimum": «0.30000000000000004», "maximum": 0.3'),
    yaml: yaml('number', 'minimum: «0.30000000000000004»', 'maximum: 0.3'),
  },
  {
    when: 'the ends are left out',
    json: json('integer', '"exclusiveMinimum": «"5"», "maximum": 5'),
    yaml: yaml('integer', 'exclusiveMinimum: «"5"»', 'maximum: 5'),
  },
  {
    when: 'lengths contradict each other',
    json: json('string', '"minLength": «3», "maxLength": 2'),
    yaml: yaml('string', 'minLength: «3»', 'maxLength: 2'),
  },
]);

describeNotFound('datapackage/empty-range', [
  {
    when: 'one value is left',
    json: json('date', '"minimum": "2024-01-01", "maximum": "2024-01-01"'),
    yaml: yaml('date', 'minimum: "2024-01-01"', 'maximum: "2024-01-01"'),
  },
  {
    when: 'it depends on the months that are meant',
    json: json('duration', '"minimum": "P31D", "maximum": "P1M"'),
    yaml: yaml('duration', 'minimum: P31D', 'maximum: P1M'),
  },
]);

describeRule('datapackage/invalid-pattern', [
  {
    when: 'a bracket is open',
    severity: 'error',
    json: json('string', '"pattern": "\\\\d«[»a-z"'),
    yaml: yaml('string', 'pattern: \\d«[»a-z'),
  },
]);

describeRule('datapackage/foreign-pattern', [
  {
    when: 'it has anchors',
    severity: 'warning',
    json: json('string', '"pattern": «"^\\\\d+$"»'),
    yaml: yaml('string', "pattern: «'^\\d+$'»"),
    fix: { json: ['^\\\\d+$', '\\\\d+'], yaml: ['^\\d+$', '\\d+'] },
  },
  {
    when: 'it escapes what needs none',
    json: json('string', '"pattern": "a«\\\\/»b"'),
    yaml: yaml('string', 'pattern: a«\\/»b'),
    fix: { json: ['a\\\\/b', 'a/b'], yaml: ['a\\/b', 'a/b'] },
  },
  {
    when: 'it looks ahead, which has no counterpart',
    json: json('string', '"pattern": "«(?=»a)a.*"'),
    yaml: yaml('string', 'pattern: «(?=»a)a.*'),
  },
]);

describeRule('datapackage/enum-against-constraint', [
  {
    when: 'an entry does not match the pattern',
    severity: 'warning',
    json: json('string', '"pattern": "[A-Z]+", "enum": ["A", «"b"»]'),
    yaml: yaml('string', 'pattern: "[A-Z]+"', 'enum: [A, «b»]'),
  },
  {
    when: 'an entry is out of bounds',
    json: json('integer', '"maximum": 10, "enum": [1, «11»]'),
    yaml: yaml('integer', 'maximum: 10', 'enum:', '  - 1', '  - «11»'),
  },
]);

describeRule('datapackage/duplicate-enum-value', [
  {
    when: 'a number is written in two ways',
    severity: 'warning',
    json: json('number', '"enum": [1.5, 2, «"1.50"»]'),
    yaml: yaml('number', 'enum: [1.5, 2, «"1.50"»]'),
    fix: { json: [', "1.50"]', ']'], yaml: [', "1.50"]', ']'] },
  },
]);

describeRule('datapackage/duplicate-value', [
  {
    when: 'an entry is written twice alike, which the schema tells',
    json: json('string', '"enum": ["a", «"a"»]'),
    yaml: yaml('string', 'enum: [a, «a»]'),
    fix: { json: ['["a", "a"]', '["a"]'], yaml: ['[a, a]', '[a]'] },
  },
  {
    when: 'an object is written twice, its members in another order',
    severity: 'error',
    json: json('object', '"enum": [{ "a": 1, "b": 2 }, «{» "b": 2, "a": 1 }]'),
    yaml: yaml('object', 'enum: [{ a: 1, b: 2 }, «{» b: 2, a: 1 }]'),
    fix: { json: [', { "b": 2, "a": 1 }]', ']'], yaml: [', { b: 2, a: 1 }]', ']'] },
  },
]);

describeRule('datapackage/invalid-json-schema', [
  {
    when: 'a type is misspelt',
    severity: 'error',
    json: json('object', '"jsonSchema": { "properties": { "a": { "type": «"objekt"» } } }'),
    yaml: yaml('object', 'jsonSchema:', '  properties:', '    a: { type: «objekt» }'),
  },
  {
    when: 'a pattern is none, in a later draft',
    json: json(
      'array',
      '"jsonSchema": { "$schema": "https://json-schema.org/draft/2020-12/schema", "items": { "pattern": «"["» } }',
    ),
    yaml: yaml(
      'array',
      'jsonSchema:',
      '  $schema: https://json-schema.org/draft/2020-12/schema',
      '  items: { pattern: «"["» }',
    ),
  },
]);

describeNotFound('datapackage/invalid-json-schema', [
  {
    when: 'it is one',
    json: json('object', '"jsonSchema": { "type": ["object", "null"], "$defs": {}, "minProperties": 1 }'),
    yaml: yaml('object', 'jsonSchema: { $ref: "#/definitions/a", definitions: { a: true } }'),
  },
  {
    when: 'nobody here knows its draft',
    json: json(
      'object',
      '"jsonSchema": { "$schema": "http://json-schema.org/draft-04/schema#", "exclusiveMinimum": true }',
    ),
    yaml: yaml('object', 'jsonSchema: { $schema: "https://example.org/mine", type: 5 }'),
  },
]);

describeRule('datapackage/out-of-range', [
  {
    when: 'a length is below zero',
    json: json('string', '"minLength": «-1»'),
    yaml: yaml('string', 'minLength: «-1»'),
    fix: { json: ['-1', '0'], yaml: ['-1', '0'], safe: false },
  },
]);
