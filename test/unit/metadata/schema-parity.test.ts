import { Ajv, type ErrorObject } from 'ajv';
import { expect, test } from 'vitest';
import { formatPointer } from '#core/base/json-pointer.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { SCHEMAS, schemaNameFor } from '#core/metadata/schema/catalog.ts';
import { compiledSchema } from '#core/metadata/schema/compiled-schema.ts';
import { FORMATS } from '#core/metadata/schema/formats.ts';
import { CollectedErrors } from '#core/metadata/schema/schema-error.ts';
import { plainValue } from '#core/metadata/tree.ts';
import { numbers } from './random.ts';
import { itemJson, RICH_PACKAGE } from './samples.ts';

const ajv = new Ajv({
  allErrors: true,
  strict: false,
  validateSchema: false,
  formats: FORMATS,
  schemas: [...SCHEMAS],
});
/** An error as a line that both give alike. */
function line(keyword: string, pointer: string, params: Readonly<Record<string, unknown>>): string {
  return `${keyword} ${pointer} ${String(params['missingProperty'] ?? '')}`;
}

/** The errors of ajv, without those that follow from others: of `if`, and of the branches of a failed `anyOf`. */
function theirs(name: string, value: unknown): string[] {
  const validate = ajv.getSchema(name);
  void validate?.(value);
  const errors: readonly ErrorObject[] = validate?.errors ?? [];
  const alternatives = errors.filter(({ keyword }) => keyword === 'anyOf');
  const isCause = (error: ErrorObject): boolean =>
    error.keyword !== 'if' &&
    !alternatives.some(
      (other) =>
        error !== other &&
        error.instancePath === other.instancePath &&
        error.schemaPath.startsWith(`${other.schemaPath}/`),
    );
  return [
    ...new Set(
      errors.filter(isCause).map(({ keyword, instancePath, params }) => line(keyword, instancePath, params)),
    ),
  ].sort();
}

/** All objects and lists of a value. */
function containers(value: unknown): object[] {
  return typeof value === 'object' && value !== null
    ? [value, ...Object.values(value).flatMap(containers)]
    : [];
}

/** What JSON reads from `1e400`. */
const HUGE = Number.POSITIVE_INFINITY;

const VALUES = [
  null,
  true,
  -1,
  0,
  1.5,
  HUGE,
  '',
  'x',
  'integer',
  'geojson',
  '2024-01-01',
  [],
  ['a', 'a'],
  {},
  { name: 'a' },
];

/** Puts a value where it does not belong, or takes a member away. */
function broken(value: unknown, next: (below: number) => number): void {
  const all = containers(value);
  const container = all[next(all.length)];
  if (!container) {
    return;
  }
  const keys = Object.keys(container);
  const key = keys[next(Math.max(1, keys.length))] ?? 'new';
  if (next(4) === 0 && !Array.isArray(container)) {
    Reflect.deleteProperty(container, key);
  } else {
    Object.assign(container, {
      [next(8) === 0 && !Array.isArray(container) ? 'type' : key]: structuredClone(
        VALUES[next(VALUES.length)],
      ),
    });
  }
}

test.each([
  ['datapackage.json', RICH_PACKAGE],
  ['datapackage.json', RICH_PACKAGE.replace(/"\$schema": "[^"]*",/, '')],
  ['item.json', itemJson()],
])('%s, broken in any way, breaks the same keywords as for ajv (%#)', (name, text) => {
  const next = numbers(21);
  for (let round = 0; round < 400; round++) {
    const value: unknown = JSON.parse(text);
    for (let count = next(4); count >= 0; count--) {
      broken(value, next);
    }
    // JSON has no infinity, but a number that is too large is one.
    const written = JSON.stringify(value, (_, each: unknown) => (each === HUGE ? '1e400' : each));
    const document = parseMetadata({ name, text: written.replaceAll('"1e400"', '1e400') });
    const schema = schemaNameFor(document);
    if (schema !== undefined && document.root) {
      const errors = new CollectedErrors(10_000);
      const isValid = compiledSchema(schema)(document.root, errors);
      const found = errors.found.map((error) =>
        line(error.keyword, formatPointer(error.node.path), error.params),
      );
      expect([...new Set(found)].sort(), document.text).toEqual(theirs(schema, plainValue(document.root)));
      expect(isValid).toBe(found.length === 0);
    }
  }
});

test('every schema can be compiled: no keyword goes unchecked', () => {
  for (const { $id } of SCHEMAS) {
    expect(compiledSchema(String($id)), String($id)).toBeTypeOf('function');
  }
});

test('as soon as there are as many errors as somebody reads, no more is looked at', () => {
  const { root } = parseMetadata({
    name: 'datapackage.json',
    text: `{"resources":[${Array(5_000).fill('1').join(',')}]}`,
  });
  const errors = new CollectedErrors(7);
  if (root) {
    compiledSchema('waybill:/datapackage/2.0/datapackage.json')(root, errors);
  }
  expect(errors.found).toHaveLength(7);
});
