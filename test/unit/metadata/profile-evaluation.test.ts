import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parseMetadata } from '#core/metadata/parse.ts';
import { ecmaPattern } from '#core/metadata/profile/ecma-pattern.ts';
import { evaluate } from '#core/metadata/profile/evaluate.ts';
import { readProfile } from '#core/metadata/profile/profile.ts';

function profileOf(schema: unknown) {
  const read = readProfile('p.json', parseMetadata({ name: 'p.json', text: JSON.stringify(schema) }));
  if ('complaint' in read) {
    throw new Error(read.complaint);
  }
  return read.profile;
}

function evaluated(schema: unknown, value: unknown) {
  const { root } = parseMetadata({ name: 'x.json', text: JSON.stringify(value) });
  if (!root) {
    throw new Error('The value is no JSON.');
  }
  return evaluate(profileOf(schema), root);
}

/** `keyword /pointer` of each error. */
function errors(schema: unknown, value: unknown): string[] {
  return evaluated(schema, value).errors.map(({ keyword, node }) => `${keyword} /${node.path.join('/')}`);
}

const VALUES: readonly unknown[] = [
  ...[null, true, 0, 1, -1.5, 7, '', 'a', 'abc', '😀', 'name-1'],
  ...[[], [1], [1, 1], ['a', 2, null], [[], {}], [{ a: 1 }, { a: 1 }]],
  ...[{}, { a: 1 }, { a: 'x', b: [] }, { b: null }, { a: { a: { a: 1 } } }, { 'x-1': 1, c: 2 }],
];

/** Schemas of every keyword, by themselves and in each other; compared with ajv over all values. */
const SCHEMAS: readonly unknown[] = [
  ...[true, {}, { type: 'integer' }, { type: ['string', 'null'] }, { const: { a: 1 } }, { const: null }],
  ...[{ enum: [1, 'a', null, [1], { a: 1 }] }, { minimum: 1 }, { maximum: 1 }, { exclusiveMinimum: 1 }],
  ...[{ exclusiveMaximum: 1 }, { multipleOf: 0.5 }, { minLength: 1 }, { maxLength: 1 }, { pattern: '^a' }],
  ...[{ pattern: 'b' }, { pattern: '^[a-z]+-\\d$' }, { minItems: 1 }, { maxItems: 1 }, { uniqueItems: true }],
  ...[{ items: { type: 'integer' } }, { items: [{ type: 'string' }], additionalItems: { type: 'integer' } }],
  ...[{ items: [{}, {}], additionalItems: false }, { contains: { const: 1 } }, { required: ['a', 'b'] }],
  ...[{ minProperties: 1 }, { maxProperties: 1 }, { properties: { a: { type: 'integer' } } }],
  { properties: { a: true, b: false }, additionalProperties: { type: 'integer' } },
  { patternProperties: { '^x-': { type: 'string' } }, additionalProperties: false },
  {
    properties: { a: {} },
    patternProperties: { '^[ab]$': { type: 'integer' } },
    additionalProperties: false,
  },
  { additionalProperties: { type: 'integer' } },
  { propertyNames: { maxLength: 1 } },
  { dependencies: { a: ['b'], b: { required: ['a'] } } },
  JSON.parse(
    '{ "if": { "required": ["a"] }, "then": { "required": ["b"] }, "else": { "maxProperties": 0 } }',
  ),
  { if: false, else: { type: 'string' } },
  { allOf: [{ minimum: 0 }, { maximum: 5 }] },
  { anyOf: [{ type: 'string' }, { minimum: 1 }] },
  { oneOf: [{ type: 'integer' }, { minimum: 1 }, { type: 'string' }] },
  { not: { type: 'object' } },
  {
    definitions: { n: { properties: { a: { $ref: '#/definitions/n' } }, type: ['object', 'integer'] } },
    $ref: '#/definitions/n',
  },
  { definitions: { 'a/b~c d': { type: 'string' } }, anyOf: [{ $ref: '#/definitions/a~1b~0c%20d' }] },
  {
    $id: 'https://e.org/p.json',
    definitions: { n: { $id: '#name', type: 'array' } },
    allOf: [{ $ref: '#name' }],
  },
];

test.each(SCHEMAS.map((schema) => [JSON.stringify(schema), schema] as const))(
  'what %s asks for is what ajv takes it for',
  (_, schema) => {
    const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
    const validate = ajv.compile(typeof schema === 'boolean' ? schema : structuredClone(Object(schema)));
    const differences = VALUES.filter(
      (value) => (errors({ allOf: [schema], ...pointed(schema) }, value).length === 0) !== validate(value),
    );
    expect(differences).toEqual([]);
  },
);

/** A profile is an object; what its pointers are about has to be at its root. */
function pointed(schema: unknown): object {
  return typeof schema === 'object' && schema !== null && 'definitions' in schema ? schema : {};
}

describe('errors', () => {
  test('of the one alternative that is meant are told instead of "none of these"', () => {
    const schema = {
      items: {
        oneOf: [
          { required: ['name', 'path'], properties: { name: { enum: ['deployments', 'media'] } } },
          { required: ['name'], properties: { name: { not: { enum: ['deployments', 'media'] } } } },
        ],
      },
    };
    expect(errors(schema, [{ name: 'media' }, { name: 'other' }])).toEqual(['required /0']);
  });

  test('without one that is meant, the alternatives fail as a whole', () => {
    const schema = { oneOf: [{ type: 'string' }, { type: 'array' }] };
    expect(errors(schema, {})).toEqual(['oneOf /']);
    expect(errors({ oneOf: [{}, {}] }, {})).toEqual(['oneOf /']);
  });

  test('of draft-04 count as draft-04 has them', () => {
    const $schema = 'http://json-schema.org/draft-04/schema#';
    expect(errors({ $schema, maximum: 5, exclusiveMaximum: true }, 5)).toEqual(['maximum /']);
    expect(
      errors(
        {
          $schema,
          id: 'https://e.org/p',
          definitions: { t: { type: 'string' } },
          items: { $ref: 'p#/definitions/t' },
        },
        [1],
      ),
    ).toEqual(['type /0']);
  });

  test('beside a $ref count in later versions only', () => {
    const schema = { $ref: '#/$defs/any', minimum: 5, $defs: { any: {} } };
    expect(errors(schema, 1)).toEqual([]);
    const $schema = 'https://json-schema.org/draft/2020-12/schema';
    expect(errors({ $schema, ...schema }, 1)).toEqual(['minimum /']);
    expect(errors({ $schema, prefixItems: [{ type: 'string' }], items: false }, ['a', 1])).toEqual([
      'false schema /1',
    ]);
    expect(errors({ $schema, dependentRequired: { a: ['b'] } }, { a: 1 })).toEqual(['dependencies /']);
  });
});

describe('what is not checked is said', () => {
  test.each([
    [{ $ref: 'https://example.org/other.json' }, 'https://example.org/other.json'],
    [{ pattern: '(?=a)b' }, '(?=a)b'],
    [{ pattern: '\\bword\\b' }, '\\bword\\b'],
    [{ unevaluatedProperties: false }, 'unevaluatedProperties'],
  ])('in %j', (schema, words) => {
    const { errors: found, notChecked } = evaluated(schema, 'x');
    expect(found).toEqual([]);
    expect(notChecked).toEqual([expect.stringContaining(words)]);
  });

  test('a profile of the standard is one that we know', () => {
    const address = 'https://specs.frictionlessdata.io/schemas/data-package.json';
    expect(evaluated({ allOf: [{ $ref: address }] }, {})).toMatchObject({ errors: [], notChecked: [] });
    // In an alternative it is decided, though nothing is told of it.
    expect(errors({ anyOf: [{ $ref: address }, { required: ['x'] }] }, {})).toEqual(['required /']);
  });
});

describe('hostile profiles end soon', () => {
  test.each([
    ['that refer to themselves', { $ref: '#' }],
    ['that refer to themselves through others', { allOf: [{ anyOf: [{ $ref: '#' }] }] }],
    ['that double with each step', doubling(40)],
    ['that double with each level of the value', recursiveTwice()],
  ])('%s', (_, schema) => {
    const value = JSON.parse(`${'{"a":'.repeat(60)}1${'}'.repeat(60)}`);
    expect(evaluated(schema, value).notChecked).toEqual([
      expect.stringContaining('without end or takes too long'),
    ]);
  });

  test('with patterns that other engines take hours for', () => {
    expect(errors({ pattern: '^(a+)+$' }, `${'a'.repeat(50_000)}b`)).toEqual(['pattern /']);
  });
});

function doubling(steps: number): object {
  const definitions = Object.fromEntries(
    Array.from({ length: steps }, (_, index) => [
      `n${index}`,
      { allOf: [{ $ref: `#/definitions/n${index + 1}` }, { $ref: `#/definitions/n${index + 1}` }] },
    ]),
  );
  return { definitions: { ...definitions, [`n${steps}`]: {} }, $ref: '#/definitions/n0' };
}

function recursiveTwice(): object {
  const again = { properties: { a: { $ref: '#' } } };
  return { allOf: [again, again] };
}

describe('patterns', () => {
  test.each([
    ['^a|b$', ['ax', 'xb', 'a'], ['xa', 'bx']],
    ['b', ['abc', 'b', 'a\nb'], ['a', '']],
    ['^\\w+$', ['aZ_9'], ['é', 'a-b', '']],
    ['^\\d{4}$', ['2024'], ['٢٠٢٤', '20245']],
    ['^[\\d-]+$', ['1-2'], ['a']],
    ['^[^\\s/]+$', ['ab'], ['a b', 'a/b']],
    ['1\\.0\\.2', ['x1.0.2y'], ['1a0b2']],
    ['^(https?|ftp)://.+', ['http://x', 'ftp://y'], ['x://', 'http://']],
    ['^(?:a|b)*\\$$', ['ab$', '$'], ['ab']],
    ['', ['', 'x'], []],
  ])('%j', (pattern, yes, no) => {
    const matches = ecmaPattern(pattern);
    expect(yes.filter((text) => !matches?.(text))).toEqual([]);
    expect(no.filter((text) => matches?.(text) ?? true)).toEqual([]);
    // The same as ECMAScript itself.
    expect([...yes, ...no].map((text) => new RegExp(pattern, 'u').test(text))).toEqual([
      ...yes.map(() => true),
      ...no.map(() => false),
    ]);
  });

  test.each(['a^b', 'a$b', '(a|^b)', '\\1(a)', '(?!a)b', '[a-[b]]', '[\\D]', '\\bfoo', 'a\\', '('])(
    '%j is not checked',
    (pattern) => {
      expect(ecmaPattern(pattern)).toBeUndefined();
    },
  );
});
