import type { ColumnFact, DataFact } from '#core/metadata/data-fact.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';

const column = (name: string, type: ColumnFact['type'], more: Partial<ColumnFact> = {}): ColumnFact => ({
  name,
  type,
  samples: [],
  basis: 'sample',
  ...more,
});

/** What is in `data/people.csv`. */
const PEOPLE: DataFact = {
  format: 'csv',
  bytes: 12_345,
  rows: { count: 200, exact: true },
  dialect: { delimiter: ';', quoteChar: '"', lineTerminator: '\n', header: true },
  encoding: { name: 'windows-1252', bom: false },
  missingValues: ['NA'],
  columns: [
    column('id', 'integer', {
      nulls: 0,
      distinct: { count: 200, exact: true },
      minimum: '1',
      maximum: '200',
      samples: ['1', '2', '3'],
      basis: 'all',
    }),
    column('name', 'string', { samples: ['Ada `x` <b>', 'Bob'] }),
    column('born', 'date', { format: '%d/%m/%Y', nulls: 3, minimum: '01/02/1990', maximum: '31/12/2001' }),
    column('town_id', 'integer'),
  ],
};

const TOWNS = '{ "fields": [{ "name": "id", "type": "integer" }, { "name": "town" }], "primaryKey": ["id"] }';

export const HASH = '9f'.repeat(32);

/** A folder with a table that somebody has looked into, one that nobody has, and what else lies in packages. */
export const folder: Surroundings = {
  ...nowhere,
  file: (path) => (path === 'data/people.csv' ? { kind: 'file', size: 12_345 } : { kind: 'unknown' }),
  data: (path) => (path === 'data/people.csv' ? PEOPLE : undefined),
  hash: (path, algorithm) => (path === 'data/people.csv' && algorithm === 'sha256' ? HASH : undefined),
  document: (path) => (path === 'schema/towns.json' ? parseMetadata({ name: path, text: TOWNS }) : undefined),
  files: () => [
    { path: 'logo.png', size: 900 },
    { path: 'LICENSE.md', size: 1_000 },
    { path: 'datapackage.json', size: 500 },
    { path: 'schema/towns.json', size: 90 },
    { path: 'notes/../x.csv', size: 1 },
    { path: '.cache/x.csv', size: 1 },
    { path: 'data/towns.csv', size: 99 },
    { path: 'data/people.csv', size: 12_345 },
  ],
};
