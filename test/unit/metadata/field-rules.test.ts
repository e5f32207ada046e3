import type { DataFact } from '#core/tableschema/data-fact.ts';
import { tableJson, tableYaml } from './samples.ts';
import { describeNotFound, describeRule } from './twins.ts';

/** A schema of one field in JSON: the text of its properties behind the name. */
function json(properties: string): string {
  return tableJson(`{ "fields": [{ "name": "a", ${properties} }] }`);
}

/** The same in YAML: one line each. */
function yaml(...lines: string[]): string {
  return tableYaml(`fields:\n  - name: a\n${lines.map((line) => `    ${line}`).join('\n')}`);
}

describeRule('datapackage/format-prefix', [
  {
    when: 'a pattern is marked as by version 0',
    severity: 'warning',
    json: json('"type": "date", "format": "«fmt:»%d/%m/%Y"'),
    yaml: yaml('type: date', 'format: "«fmt:»%d/%m/%Y"'),
    fix: { json: ['fmt:', ''], yaml: ['fmt:', ''] },
  },
]);

describeRule('datapackage/format-any', [
  {
    when: 'each program has to guess',
    severity: 'warning',
    json: json('"type": "datetime", "format": «"any"»'),
    yaml: yaml('type: datetime', 'format: «any» # as it comes'),
  },
]);

describeRule('datapackage/format-without-directives', [
  {
    when: 'it is what "default" means',
    severity: 'warning',
    json: json('"type": "date", "format": «"YYYY-MM-DD"»'),
    yaml: yaml('type: date', 'format: «YYYY-MM-DD» # ISO'),
    fix: { json: ['YYYY-MM-DD', 'default'], yaml: ['YYYY-MM-DD', 'default'] },
  },
  {
    when: 'it is the pattern of another tool',
    json: json('"type": "datetime", "format": «"dd.MM.yyyy HH:mm"»'),
    yaml: yaml('type: datetime', "format: «'dd.MM.yyyy HH:mm'»"),
    fix: {
      json: ['dd.MM.yyyy HH:mm', '%d.%m.%Y %H:%M'],
      yaml: ['dd.MM.yyyy HH:mm', '%d.%m.%Y %H:%M'],
    },
  },
  {
    when: 'nobody knows what it means',
    json: json('"type": "date", "format": «"day first"»'),
    yaml: yaml('type: date', 'format: «day first»'),
  },
]);

describeRule('datapackage/unknown-directive', [
  {
    when: 'another language has it',
    severity: 'error',
    json: json('"type": "time", "format": "%H:«%i»"'),
    yaml: yaml('type: time', 'format: "%H:«%i»"'),
    fix: { json: ['%i', '%M'], yaml: ['%i', '%M'], safe: false },
  },
  {
    when: 'only C has it',
    severity: 'warning',
    json: json('"type": "date", "format": "«%F»"'),
    yaml: yaml('type: date', "format: '«%F»'"),
    fix: { json: ['%F', '%Y-%m-%d'], yaml: ['%F', '%Y-%m-%d'] },
  },
  {
    when: 'escapes of the text stand before it',
    json: json('"type": "time", "format": "\\u0025H\\"«%i»"'),
    yaml: yaml('type: time', 'format: "\\x25H\\"«%i»"'),
    fix: { json: ['\\u0025H\\"%i', '%H\\"%M'], yaml: ['\\x25H\\"%i', '%H\\"%M'], safe: false },
  },
]);

describeRule('datapackage/format-of-other-type', [
  {
    when: 'a time is read as a date',
    severity: 'warning',
    json: json('"type": "time", "format": «"%Y-%m-%d"»'),
    yaml: yaml('type: time', 'format: «"%Y-%m-%d"»'),
    fix: { json: ['"time"', '"date"'], yaml: ['type: time', 'type: date'], safe: false },
  },
]);

describeNotFound('datapackage/format-without-directives', [
  {
    when: 'the type is misspelt, which is the only finding',
    json: json('"type": "string", "format": "email"'),
    yaml: yaml('type: string', 'format: email'),
  },
]);

describeRule('datapackage/unknown-field-type', [
  {
    when: 'what depends on the type is not judged besides',
    json: json(
      '"type": «"dat"», "format": "YYYY", "decimalChar": ",", "constraints": { "minLength": 1, "minimum": "x" }',
    ),
    yaml: yaml(
      'type: «dat»',
      'format: YYYY',
      'decimalChar: ","',
      'constraints: { minLength: 1, minimum: x }',
    ),
    fix: { json: ['"dat"', '"date"'], yaml: ['type: dat', 'type: date'] },
  },
  {
    when: 'a database calls it otherwise',
    severity: 'error',
    json: json('"type": «"VARCHAR(10)"»'),
    yaml: yaml('type: «double precision» # as in the table'),
    fix: { json: ['"VARCHAR(10)"', '"string"'], yaml: ['double precision', 'number'] },
  },
  {
    when: 'a short name is near that of another type',
    severity: 'error',
    json: json('"type": «"real"»'),
    yaml: yaml('type: «int»'),
    fix: { json: ['"real"', '"number"'], yaml: ['type: int', 'type: integer'] },
  },
]);

describeRule('datapackage/property-of-other-type', [
  {
    when: 'a text has a decimal sign',
    severity: 'warning',
    json: json('"type": "string", «"decimalChar"»: ",", "title": "A"'),
    yaml: yaml('type: string', '«decimalChar»: ","', 'title: A # as in Austria'),
    fix: { json: ['"decimalChar": ",", ', ''], yaml: ['          decimalChar: ","\n', ''] },
  },
]);

describeRule('datapackage/constraint-outside', [
  {
    when: 'there are no constraints yet',
    severity: 'warning',
    json: json('"type": "string", «"required"»: true'),
    yaml: yaml('type: string', '«required»: true'),
    fix: {
      json: ['"required": true', '"constraints": { "required": true }'],
      yaml: ['required: true', 'constraints:\n            required: true'],
    },
  },
]);

describeNotFound('datapackage/constraint-outside', [
  {
    when: 'the constraint stands where it should, too',
    json: json('"type": "string", "required": true, "constraints": { "required": true }'),
    yaml: yaml('type: string', 'required: true', 'constraints:', '  required: true'),
  },
]);

describeRule('datapackage/equal-number-signs', [
  {
    when: 'the decimal sign is the default',
    severity: 'error',
    json: json('"type": "number", "groupChar": «"."»'),
    yaml: yaml('type: number', 'groupChar: «.»'),
    fix: {
      json: ['"groupChar": "."', '"groupChar": ".", "decimalChar": ","'],
      yaml: ['groupChar: .', 'groupChar: .\n          decimalChar: ","'],
      safe: false,
    },
  },
  {
    when: 'both are given',
    json: json('"type": "number", "decimalChar": ",", "groupChar": «","»'),
    yaml: yaml('type: number', 'decimalChar: ","', 'groupChar: «","»'),
  },
]);

describeRule('datapackage/true-and-false', [
  {
    when: 'both lists hold a text',
    severity: 'error',
    json: json('"type": "boolean", "trueValues": ["1", "x"], "falseValues": [«"x"»]'),
    yaml: yaml('type: boolean', 'trueValues: ["1", "x"]', 'falseValues: [«"x"»]'),
  },
  {
    when: 'the other list is the default',
    json: json('"type": "boolean", "trueValues": [«"0"»]'),
    yaml: yaml('type: boolean', 'trueValues: [«"0"»]'),
  },
]);

describeNotFound('datapackage/true-and-false', [
  {
    when: 'a default is given up',
    json: json('"type": "boolean", "trueValues": ["0"], "falseValues": ["1"]'),
    yaml: yaml('type: boolean', 'trueValues: ["0"]', 'falseValues: ["1"]'),
  },
]);

describeRule('datapackage/example-of-other-type', [
  {
    when: 'it is written in another form',
    severity: 'warning',
    json: json('"type": "date", "format": "%d.%m.%Y", "example": «"2024-01-26"»'),
    yaml: yaml('type: date', 'format: "%d.%m.%Y"', 'example: «"2024-01-26"»'),
  },
]);

describeNotFound('datapackage/example-of-other-type', [
  {
    when: 'it is a missing value',
    json: json('"type": "integer", "missingValues": ["-"], "example": "-"'),
    yaml: yaml('type: integer', 'missingValues: ["-"]', 'example: "-"'),
  },
  {
    when: 'it is a value',
    json: json('"type": "integer", "example": 7'),
    yaml: yaml('type: integer', 'example: "7"'),
  },
]);

const PEOPLE: DataFact = {
  format: 'csv',
  bytes: 4,
  columns: [{ name: 'a', type: 'integer', samples: ['1'], basis: 'all' }],
};

describeRule('datapackage/field-without-type', [
  {
    when: 'the data is known',
    severity: 'info',
    json: json('«»"title": "A"').replace('{ "name": "a"', '«{» "name": "a"').replace('«»', ''),
    yaml: tableYaml('fields:\n  - «name»: a\n    title: A'),
    around: { data: () => PEOPLE },
    fix: {
      json: ['"name": "a", ', '"name": "a", "type": "integer", '],
      yaml: ['name: a\n', 'name: a\n          type: integer\n'],
      safe: false,
    },
  },
  {
    when: 'several fields lack it, once for all',
    json: tableJson('{ «"fields"»: [{ "name": "a" }, { "name": "b" }] }'),
    yaml: tableYaml('«fields»:\n  - name: a\n  - name: b'),
  },
]);
