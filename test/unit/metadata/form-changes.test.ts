import { describe, expect, test } from 'vitest';
import { applyFormChanges } from '#core/metadata/form/apply-changes.ts';
import { decodeFormChange, type FormChange } from '#core/metadata/form/form-change.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { applyEdits } from './marks.ts';

function changed(name: string, text: string, ...changes: FormChange[]): string {
  const applied = applyFormChanges(parseMetadata({ name, text }), changes);
  return 'refused' in applied ? applied.refused : applyEdits(text, applied.edits);
}

const JSON_TEXT = `{
  "name": "alps",
  "licenses": [{ "name": "CC0-1.0" }],
  "resources": [
    {
      "name": "stations",
      "schema": {
        "fields": [
          { "name": "id", "type": "integer", "constraints": { "required": true } },
          { "name": "height" }
        ]
      }
    }
  ]
}
`;

const YAML_TEXT = `# The stations
name: alps # short
resources:
  - name: stations
    schema:
      fields:
        - name: id
          type: integer
          constraints: {required: true}
        # metres above the sea
        - name: height
`;

const FIRST_FIELD = ['resources', 0, 'schema', 'fields', 0];
const SECOND_FIELD = ['resources', 0, 'schema', 'fields', 1];

/** What a form does, with the lines that come and go: everything else stays as it was. */
const CASES: readonly (readonly [string, readonly FormChange[], string, string])[] = [
  [
    'sets a text',
    [{ kind: 'set', path: ['name'], value: 'andes' }],
    JSON_TEXT.replace('alps', 'andes'),
    YAML_TEXT.replace('alps', 'andes'),
  ],
  [
    'sets a property that was absent',
    [{ kind: 'set', path: [...SECOND_FIELD, 'type'], value: 'number' }],
    JSON_TEXT.replace('{ "name": "height" }', '{ "name": "height", "type": "number" }'),
    YAML_TEXT.replace('- name: height\n', '- name: height\n          type: number\n'),
  ],
  [
    'removes the object that a removal would leave empty',
    [{ kind: 'remove', path: [...FIRST_FIELD, 'constraints', 'required'] }],
    JSON_TEXT.replace(', "constraints": { "required": true }', ''),
    YAML_TEXT.replace('          constraints: {required: true}\n', ''),
  ],
  ['removes nothing where nothing is', [{ kind: 'remove', path: ['title'] }], JSON_TEXT, YAML_TEXT],
  [
    'adds a field',
    [
      {
        kind: 'insert',
        path: SECOND_FIELD.slice(0, -1),
        index: 2,
        value: { name: 'slope', type: 'string' },
      },
    ],
    JSON_TEXT.replace(
      '          { "name": "height" }\n',
      '          { "name": "height" },\n          { "name": "slope", "type": "string" }\n',
    ),
    `${YAML_TEXT}        - name: slope\n          type: string\n`,
  ],
];

describe.each(CASES)('a form %s', (_, changes, json, yaml) => {
  test('in JSON', () => {
    expect(changed('datapackage.json', JSON_TEXT, ...changes)).toBe(json);
  });

  test('in YAML', () => {
    expect(changed('datapackage.yaml', YAML_TEXT, ...changes)).toBe(yaml);
  });
});

test('makes the objects that lead to a new value', () => {
  const text = changed('datapackage.json', JSON_TEXT, {
    kind: 'set',
    path: [...SECOND_FIELD, 'constraints', 'unique'],
    value: true,
  });
  expect(JSON.parse(text).resources[0].schema.fields[1]).toEqual({
    name: 'height',
    constraints: { unique: true },
  });
});

test('several changes are one edit, which touches nothing else', () => {
  const changes: FormChange[] = [
    { kind: 'set', path: ['licenses', 0, 'name'], value: 'CC-BY-4.0' },
    { kind: 'set', path: ['licenses', 0, 'title'], value: 'Attribution' },
  ];
  const applied = applyFormChanges(parseMetadata({ name: 'datapackage.json', text: JSON_TEXT }), changes);
  expect(applied).toMatchObject({ edits: [{ length: expect.any(Number) }] });
  expect(changed('datapackage.json', JSON_TEXT, ...changes)).toBe(
    JSON_TEXT.replace('{ "name": "CC0-1.0" }', '{ "name": "CC-BY-4.0", "title": "Attribution" }'),
  );
});

describe('many items behind a list', () => {
  const FIELDS = SECOND_FIELD.slice(0, -1);
  const inserted = (count: number, from = 2): FormChange[] =>
    Array.from({ length: count }, (_, at) => ({
      kind: 'insert',
      path: FIELDS,
      index: from + at,
      value: { name: `f${at}`, type: 'any' },
    }));

  test.each([
    ['datapackage.json', JSON_TEXT],
    ['datapackage.yaml', YAML_TEXT],
    ['datapackage.json', JSON_TEXT.replace('"height" }', '"height" }, // last')],
    ['datapackage.json', JSON.stringify(JSON.parse(JSON_TEXT))],
  ])('of a %s are written as one after the other would be', (name, text) => {
    const changes = inserted(3);
    const byOne = changes.reduce((before, change) => changed(name, before, change), text);
    expect(changed(name, text, ...changes)).toBe(byOne);
  });

  test('follow the first one of a list that was empty', () => {
    const text = '{ "resources": [{ "name": "stations", "schema": { "fields": [] } }] }';
    const names = JSON.parse(changed('datapackage.json', text, ...inserted(3, 0))).resources[0].schema.fields;
    expect(names.map(({ name }: { name: string }) => name)).toEqual(['f0', 'f1', 'f2']);
  });

  test('do not have the text read again after each', () => {
    const { length } = changed('datapackage.json', JSON_TEXT, ...inserted(30_000));
    expect(length).toBeGreaterThan(30_000 * '{"name":"f0"}'.length);
  });

  test('are refused where no time would be enough', () => {
    const text = JSON_TEXT.replace('alps', 'x'.repeat(1_000_000));
    const changes = Array.from({ length: 1_000 }, (): FormChange => ({ kind: 'set', path: ['a'], value: 1 }));
    expect(changed('datapackage.json', text, ...changes)).toMatch(/^These are too many changes/);
  });
});

test('moves a field with its comment in YAML, and in JSON', () => {
  const move: FormChange = { kind: 'move', path: SECOND_FIELD.slice(0, -1), from: 1, to: 0 };
  const names = (text: string, name: string) => {
    const { root } = parseMetadata({ name, text: changed(name, text, move) });
    return JSON.stringify(root).match(/"value":"(id|height)"/g);
  };
  expect(names(JSON_TEXT, 'datapackage.json')).toEqual(['"value":"height"', '"value":"id"']);
  expect(names(YAML_TEXT, 'datapackage.yaml')).toEqual(['"value":"height"', '"value":"id"']);
  expect(changed('datapackage.yaml', YAML_TEXT, move)).toContain('# metres above the sea');
});

test('refuses what cannot be written, and changes nothing', () => {
  const applied = applyFormChanges(parseMetadata({ name: 'datapackage.json', text: JSON_TEXT }), [
    { kind: 'set', path: ['name', 'x'], value: 1 },
  ]);
  expect(applied).toEqual({ refused: 'The form cannot write "name.x": change it in the text.' });
});

test.each([
  [{ kind: 'set', path: ['a'], value: 1 }, true],
  [{ kind: 'set', path: [], value: 1 }, false],
  [{ kind: 'set', path: ['a', -1], value: 1 }, false],
  [{ kind: 'insert', path: ['a'], index: 0.5, value: 1 }, false],
  [{ kind: 'move', path: ['a'], from: 1, to: '2' }, false],
  [{ kind: 'other', path: [] }, false],
  [null, false],
])('a change is decoded or refused: %j', (data, isChange) => {
  expect(decodeFormChange(data) !== undefined).toBe(isChange);
});

test.each([
  ['datapackage.json', '{ "name": "a", "resources": [{ "name": "b" '],
  ['datapackage.yaml', 'name: a\nresources: [{ name: b\ntitle: "c'],
])('a text with syntax errors is left alone: %s', (name, text) => {
  expect(changed(name, text, { kind: 'set', path: ['title'], value: 'New' })).toMatch(/syntax errors/);
});
