import { tableJson, tableYaml } from './samples.ts';
import { describeRule } from './twins.ts';

function json(properties: string): string {
  return tableJson(`{ "fields": [{ "name": "a", ${properties} }] }`);
}

function yaml(...lines: string[]): string {
  return tableYaml(`fields:\n  - name: a\n${lines.map((line) => `    ${line}`).join('\n')}`);
}

describeRule('datapackage/duplicate-category', [
  {
    when: 'a value is listed twice',
    severity: 'error',
    json: json('"type": "string", "categories": ["x", "y", «"x"»]'),
    yaml: yaml('type: string', 'categories:', '  - x', '  - y', '  - «x»'),
    fix: { json: [', "x"]', ']'], yaml: ['- y\n            - x', '- y'] },
  },
  {
    when: 'a value has two labels',
    json: json(
      '"type": "integer", "categories": [{ "value": 1, "label": "a" }, { "value": «1», "label": "b" }]',
    ),
    yaml: yaml('type: integer', 'categories: [{ value: 1, label: a }, { value: «1», label: b }]'),
  },
]);

describeRule('datapackage/duplicate-category-label', [
  {
    when: 'two values have one label',
    severity: 'error',
    json: json(
      '"type": "integer", "categories": [{ "value": 1, "label": "a" }, { "value": 2, "label": «"a"» }]',
    ),
    yaml: yaml('type: integer', 'categories: [{ value: 1, label: a }, { value: 2, label: «a» }]'),
  },
]);

describeRule('datapackage/enum-outside-categories', [
  {
    when: 'a value is no category',
    severity: 'error',
    json: json('"type": "string", "categories": ["x"], "constraints": { "enum": ["x", «"y"»] }'),
    yaml: yaml('type: string', 'categories: [x]', 'constraints:', '  enum: [x, «y»]'),
  },
]);

describeRule('datapackage/order-without-categories', [
  {
    when: 'there is nothing to order',
    severity: 'warning',
    json: json('"type": "string", «"categoriesOrdered"»: true'),
    yaml: yaml('type: string', '«categoriesOrdered»: true'),
    fix: { json: [', "categoriesOrdered": true', ''], yaml: ['\n          categoriesOrdered: true', ''] },
  },
]);

describeRule('datapackage/categories-in-constraints', [
  {
    when: 'they stand beside another constraint',
    severity: 'warning',
    json: json('"type": "string", "constraints": { «"categories"»: ["x"], "required": true }'),
    yaml: yaml('type: string', 'constraints:', '  «categories»: [x]', '  required: true'),
    fix: {
      json: [
        '"constraints": { "categories": ["x"], "required": true }',
        '"categories": ["x"], "constraints": { "required": true }',
      ],
      yaml: [
        'constraints:\n            categories: [x]\n            required: true',
        'categories: [x]\n          constraints:\n            required: true',
      ],
    },
  },
]);

describeRule('datapackage/property-of-other-type', [
  {
    when: 'numbers with decimals have categories',
    severity: 'warning',
    json: json('"type": "number", «"categories"»: [1]'),
    yaml: yaml('type: number', '«categories»: [1]'),
    fix: { json: [', "categories": [1]', ''], yaml: ['\n          categories: [1]', ''] },
  },
]);

describeRule('datapackage/mixed-missing-values', [
  {
    when: 'a text stands among objects',
    severity: 'error',
    json: tableJson('{ "fields": [], "missingValues": [{ "value": "-" }, «""»] }'),
    yaml: tableYaml('fields: []\nmissingValues:\n  - value: "-"\n  - «""»'),
    fix: { json: [', ""]', ', { "value": "" }]'], yaml: ['- ""', '- value: ""'] },
  },
]);

describeRule('datapackage/duplicate-missing-value', [
  {
    when: 'a text is listed twice for a field',
    severity: 'error',
    json: json('"type": "string", "missingValues": ["", "-", «"-"»]'),
    yaml: yaml('type: string', 'missingValues: ["", "-", «"-"»]'),
    fix: { json: ['"-", "-"', '"-"'], yaml: ['"-", "-"', '"-"'] },
  },
]);

describeRule('datapackage/duplicate-missing-value-label', [
  {
    when: 'two reasons have one name',
    severity: 'error',
    json: tableJson(
      '{ "fields": [], "missingValues": [{ "value": "", "label": "x" }, { "value": "-", "label": «"x"» }] }',
    ),
    yaml: tableYaml(
      'fields: []\nmissingValues:\n  - { value: "", label: x }\n  - { value: "-", label: «x» }',
    ),
  },
]);
