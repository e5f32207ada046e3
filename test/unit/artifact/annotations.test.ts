import { expect, test } from 'vitest';
import { deriveAnnotations } from '#core/artifact/annotations.ts';
import { parseMetadata } from '#core/metadata/parse.ts';

const from = (value: object, epoch?: number, name = 'datapackage.json') =>
  Object.fromEntries(
    Object.entries(deriveAnnotations(parseMetadata({ name, text: JSON.stringify(value) }), epoch)).map(
      ([key, text]) => [key.replace('org.opencontainers.image.', ''), text],
    ),
  );

test.each<[string, object, object]>([
  ['a title goes before a name', { name: 'n', title: 'T' }, { title: 'T' }],
  ['a name alone is the title', { name: 'n' }, { title: 'n' }],
  [
    'version and description are taken as they are',
    { version: '1.0', description: 'D <b>' },
    { version: '1.0', description: 'D <b>' },
  ],
  ['a licence is its identifier', { licenses: [{ name: 'CC-BY-4.0' }] }, { licenses: 'CC-BY-4.0' }],
  [
    'licences apply together',
    { licenses: [{ name: 'MIT' }, { name: 'CC0-1.0' }] },
    { licenses: 'MIT AND CC0-1.0' },
  ],
  [
    'a licence without identifier gives none at all',
    { licenses: [{ name: 'MIT' }, { path: 'https://x.org' }] },
    {},
  ],
  ['a licence that is a sentence gives none', { licenses: [{ name: 'see website' }] }, {}],
  [
    'authors are contributors with that role or without any',
    {
      contributors: [
        { title: 'A', roles: ['author', 'editor'] },
        { title: 'B', role: 'publisher' },
        { title: 'C', email: 'c@x.org' },
        { givenName: 'D', familyName: 'E' },
        {},
      ],
    },
    { authors: 'A, C <c@x.org>, D E' },
  ],
  ['a homepage is the address', { homepage: 'https://x.org' }, { url: 'https://x.org' }],
  ['a homepage that is no web address is left out', { homepage: 'javascript:alert(1)' }, {}],
  [
    'the first source on the web is the source',
    { sources: [{ path: 'a.csv' }, { path: 'https://s.org/x' }] },
    { source: 'https://s.org/x' },
  ],
  [
    'the time is what the descriptor says',
    { created: '2024-01-02T03:04:05Z' },
    { created: '2024-01-02T03:04:05Z' },
  ],
  ['a day alone is not a time', { created: '2024-01-02' }, {}],
  ['numbers and blanks are not texts', { title: 3, version: 1, description: ' ' }, {}],
])('%s', (_, descriptor, expected) => {
  expect(from({ resources: [], ...descriptor })).toEqual(expected);
});

test('the time of the environment goes before the one of the descriptor', () => {
  expect(from({ resources: [], created: '2024-01-02T03:04:05Z' }, 0)).toEqual({
    created: '1970-01-01T00:00:00Z',
  });
});

test('a STAC collection has its own words', () => {
  const collection = {
    type: 'Collection',
    stac_version: '1.1.0',
    id: 'c',
    license: 'proprietary',
    description: 'D',
  };
  expect(from(collection, undefined, 'collection.json')).toEqual({ title: 'c', description: 'D' });
  expect(from({ ...collection, license: 'CC0-1.0', title: 'T' }, undefined, 'collection.json')).toEqual({
    title: 'T',
    description: 'D',
    licenses: 'CC0-1.0',
  });
});

test('a text that is a book is cut', () => {
  expect([...(from({ resources: [], description: '😀'.repeat(5000) })['description'] ?? '')]).toHaveLength(
    4096,
  );
});
