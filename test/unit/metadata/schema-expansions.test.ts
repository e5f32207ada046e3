import { expect, test } from 'vitest';
import { parseMetadata } from '#core/metadata/parse.ts';
import { propertiesOf, schemasAt } from '#core/metadata/schema/schema-at.ts';

const TYPES = ['string', 'integer', 'number', 'list', 'date', 'any', 'bool', undefined, 7, null];

/** The properties that the schemas know for a field of a type, in a document of its own. */
function propertiesFor(type: unknown, version: string): string[] {
  const fields = [{ name: 'a', ...(type !== undefined && { type }) }];
  const $schema = `https://datapackage.org/profiles/${version}/tableschema.json`;
  const document = parseMetadata({ name: 'tableschema.json', text: JSON.stringify({ $schema, fields }) });
  return [...propertiesOf(schemasAt(document, ['fields', 0])).keys()];
}

test('what conditions tell apart is not mixed up, in whatever order it is asked for', () => {
  const first = TYPES.map((type) => propertiesFor(type, '2.0'));
  expect(TYPES.toReversed().map((type) => propertiesFor(type, '2.0'))).toEqual(first.toReversed());
  const [string, integer, number, list, , any, unknown, untyped, odd] = first;
  expect(string).toContain('categories');
  expect(integer).toContain('groupChar');
  expect(number).toContain('decimalChar');
  expect(list).toContain('itemType');
  expect(any).not.toContain('categories');
  expect(unknown).toEqual(odd);
  expect(untyped).not.toContain('decimalChar');
});

test('versions are not mixed up', () => {
  expect(propertiesFor('string', '1.0')).not.toContain('categories');
  expect(propertiesFor('string', '2.0')).toContain('categories');
});

test('values that conditions cannot tell apart share one list', () => {
  const text = JSON.stringify({
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    fields: [
      { name: 'a', type: 'string' },
      { name: 'b', type: 'string', title: 'B' },
      { name: 'c', type: 'integer' },
    ],
  });
  const document = parseMetadata({ name: 'tableschema.json', text });
  const [a, b, c] = [0, 1, 2].map((index) => schemasAt(document, ['fields', index]));
  expect(a).toEqual(b);
  expect(a).not.toEqual(c);
});
