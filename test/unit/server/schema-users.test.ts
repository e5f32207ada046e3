import { expect, test } from 'vitest';
import { parseMetadata } from '#core/metadata/parse.ts';
import { SchemaUsers } from '#server/workspace/schema-users.ts';
import { opened } from './opened.ts';

const SCHEMA = '{ "fields": [{ "name": "id", "type": "integer" }] }';
const URI = 'file:///ws/alps/schemas/s.json';

function packageText(...resources: object[]): string {
  return JSON.stringify({ resources });
}

const PEOPLE = { name: 'people', path: 'data/people.csv', schema: 'schemas/s.json' };

/** Users of schemas in a workspace of texts by URI; `settled` waits until nothing is looked up any more. */
function over(texts: Record<string, string>) {
  const told: string[] = [];
  const failures: unknown[] = [];
  let looks = 0;
  const packages = () => Object.keys(texts).filter((uri) => uri.endsWith('datapackage.json'));
  const resolve = (file: string, path: string) => new globalThis.URL(path, file).href;
  const read = (uri: string) => {
    const text = texts[uri];
    const name = uri.slice(uri.lastIndexOf('/') + 1);
    return Promise.resolve(text === undefined ? undefined : parseMetadata({ name, text }));
  };
  const users = new SchemaUsers({
    index: () => ({
      fileOf: (uri) => uri,
      lookFrom: () => {
        looks++;
        return Promise.resolve();
      },
      names: {
        usersOf: (file) =>
          packages().filter((uri) => texts[uri]?.includes(file.slice(file.lastIndexOf('/') + 1))),
        dialectUsersOf: (file) =>
          packages().filter((uri) => texts[uri]?.includes(file.slice(file.lastIndexOf('/') + 1))),
        resolve,
      },
      lookEverywhere: () => Promise.resolve(),
      read,
      peek: read,
    }),
    news: (uri) => told.push(uri),
    failed: (error) => failures.push(error),
    isWatched: () => true,
    now: () => 0,
  });
  const settled = () => new Promise<void>((resolved) => setImmediate(resolved));
  return { users, told, failures, settled, looks: () => looks };
}

function schema(text = SCHEMA) {
  return { ...opened('s.json', text), uri: URI };
}

test('a schema is told of its tables once packages were looked at', async () => {
  const { users, told, settled, looks } = over({ 'file:///ws/alps/datapackage.json': packageText(PEOPLE) });
  expect(users.tablesOf(schema())).toEqual([]);
  await settled();
  expect(told).toEqual([URI]);
  const tables = users.tablesOf(schema());
  expect(tables).toMatchObject([{ path: '../data/people.csv', reading: {} }]);
  expect(users.tablesOf(schema())).toBe(tables);
  expect(looks()).toBe(1);
});

test('tables of several packages are seen from the schema', async () => {
  const { users, settled } = over({
    'file:///ws/alps/datapackage.json': packageText(PEOPLE),
    'file:///ws/alps/schemas/datapackage.json': packageText({ ...PEOPLE, path: 'a.csv', schema: 's.json' }),
    'file:///ws/datapackage.json': packageText({ ...PEOPLE, schema: 'alps/schemas/s.json' }),
    'file:///ws/other/datapackage.json': packageText(PEOPLE),
  });
  users.tablesOf(schema());
  await settled();
  expect(users.tablesOf(schema())?.map(({ path }) => path)).toEqual([
    '../data/people.csv',
    'a.csv',
    '../../data/people.csv',
  ]);
});

test('what the schema and the dialect say about reading counts', async () => {
  const { users, settled } = over({
    'file:///ws/alps/datapackage.json': packageText({ ...PEOPLE, dialect: 'd.json' }),
    'file:///ws/alps/d.json': '{ "delimiter": ";" }',
  });
  users.tablesOf(schema());
  await settled();
  const edited = schema(SCHEMA.replace('{', '{ "missingValues": ["-"], '));
  expect(users.tablesOf(edited)?.[0]?.reading).toEqual({
    dialect: { delimiter: ';' },
    missingValues: ['-'],
  });
});

test('packages are looked at again when they may have changed, and only others are told of', async () => {
  const texts = { 'file:///ws/alps/datapackage.json': packageText(PEOPLE) };
  const { users, told, settled } = over(texts);
  users.tablesOf(schema());
  await settled();
  users.outdate();
  await settled();
  expect(told).toHaveLength(1);
  texts['file:///ws/alps/datapackage.json'] = packageText({ ...PEOPLE, path: 'other.csv' });
  users.outdate();
  await settled();
  expect(told).toHaveLength(2);
  expect(users.withTables(['file:///ws/alps/other.csv', 'file:///ws/alps/data/people.csv'])).toEqual([URI]);
  expect(users.withTables(['file:///ws/alps/data/people.csv'])).toEqual([]);
});

test('what is no schema has no tables, and nothing is looked up for it', () => {
  const { users, looks } = over({});
  expect(users.tablesOf(opened('datapackage.json', packageText(PEOPLE)))).toBeUndefined();
  expect(looks()).toBe(0);
});

test('a dialect is told of the tables that are read with it, and of the fields that these have', async () => {
  const dialectUri = 'file:///ws/alps/schemas/d.json';
  const { users, told, settled } = over({
    'file:///ws/alps/datapackage.json': packageText(
      { ...PEOPLE, dialect: 'schemas/d.json' },
      { name: 'other', path: 'data/other.csv' },
    ),
    [URI]: SCHEMA,
  });
  const profile = 'https://datapackage.org/profiles/2.0/tabledialect.json';
  const dialect = {
    ...opened('d.json', JSON.stringify({ $schema: profile, delimiter: ';' })),
    uri: dialectUri,
  };
  users.tablesOf(dialect);
  await settled();
  expect(told).toEqual([dialectUri]);
  expect(users.hasDialects()).toBe(true);
  expect(users.tablesOf(dialect)).toEqual([
    {
      path: '../data/people.csv',
      reading: { dialect: { delimiter: ';' } },
      dialect: { delimiter: ';', quoteChar: '"', header: true, declared: { delimiter: ';' } },
      isCaseSensitive: false,
      format: 'csv',
      fieldNames: ['id'],
    },
  ]);
});
