import { addressOf, type Kind, type Version } from './official-profiles.ts';

const SHA256 = 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

/** A field of each type with most of what it may have. */
function fields(version: Version): Record<string, unknown>[] {
  const second = version === '2.0';
  const more = second ? { categories: ['a', 'b'], categoriesOrdered: true } : {};
  return [
    {
      name: 'id',
      type: 'integer',
      title: 'Number',
      bareNumber: false,
      constraints: { required: true, unique: true, minimum: 1, maximum: 9 },
    },
    {
      name: 'kind',
      type: 'string',
      format: 'default',
      ...more,
      constraints: { enum: ['a', 'b'], minLength: 1, maxLength: 9, pattern: '[ab]+' },
    },
    {
      name: 'price',
      type: 'number',
      decimalChar: ',',
      groupChar: ' ',
      bareNumber: true,
      constraints: { minimum: 0.5, maximum: '9' },
    },
    {
      name: 'open',
      type: 'boolean',
      trueValues: ['yes'],
      falseValues: ['no'],
      constraints: { enum: [true] },
    },
    { name: 'more', type: 'object', format: 'default', constraints: { minLength: 1, enum: [{ a: 1 }] } },
    { name: 'all', type: 'array', constraints: { maxLength: 3, enum: [[1]] } },
    {
      name: 'day',
      type: 'date',
      format: '%d/%m/%Y',
      description: 'When',
      constraints: { minimum: '01/02/2024' },
    },
    { name: 'hour', type: 'time', format: 'default', constraints: { maximum: '12:00:00' } },
    { name: 'moment', type: 'datetime', constraints: { minimum: '2024-01-01T00:00:00Z' } },
    { name: 'year', type: 'year', constraints: { minimum: 1999 } },
    { name: 'month', type: 'yearmonth', constraints: { maximum: '2024-05' } },
    { name: 'span', type: 'duration', constraints: { minimum: 'P1D' } },
    { name: 'place', type: 'geopoint', format: 'array' },
    { name: 'shape', type: 'geojson', format: 'topojson' },
    { name: 'thing', type: 'any', rdfType: 'https://schema.org/Thing' },
    { name: 'note' },
  ];
}

function tableschema(version: Version): Record<string, unknown> {
  const self = version === '1.0' ? { resource: '', fields: 'id' } : { fields: ['id'] };
  return {
    fields: fields(version),
    missingValues: ['', '-'],
    primaryKey: ['id'],
    ...(version === '2.0' && { uniqueKeys: [['kind', 'id']] }),
    foreignKeys: [{ fields: version === '1.0' ? 'id' : ['id'], reference: self }],
  };
}

function tabledialect(version: Version): Record<string, unknown> {
  const common = {
    delimiter: ';',
    lineTerminator: '\n',
    quoteChar: "'",
    doubleQuote: true,
    nullSequence: 'NULL',
    skipInitialSpace: true,
    header: true,
    commentChar: '#',
  };
  return version === '1.0'
    ? { ...common, csvddfVersion: 1.2, caseSensitiveHeader: true }
    : {
        ...common,
        headerRows: [1, 2],
        headerJoin: ' ',
        commentRows: [3],
        property: 'rows',
        itemType: 'object',
        itemKeys: ['id'],
        sheetNumber: 1,
        table: 'people',
      };
}

function dataresource(version: Version): Record<string, unknown> {
  return {
    name: 'stations',
    path: 'data/stations.csv',
    ...(version === '1.0' ? { profile: 'tabular-data-resource' } : { type: 'table' }),
    title: 'Stations',
    description: 'Where *weather* is measured.',
    homepage: 'https://example.org/',
    sources: [{ title: 'Office', path: 'sources/office.pdf', email: 'office@example.org' }],
    licenses: [{ name: 'CC0-1.0', path: 'LICENSE.md', title: 'Zero' }],
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    bytes: 4,
    hash: SHA256,
    dialect: tabledialect(version),
    schema: tableschema(version),
  };
}

function datapackage(version: Version): Record<string, unknown> {
  const { schema: _, dialect: __, ...resource } = dataresource(version);
  const small = { fields: fields(version).slice(0, 2), primaryKey: 'id' };
  return {
    name: 'alps',
    id: '10.5281/zenodo.1234567',
    title: 'Stations of the Alps',
    description: 'All of them.',
    homepage: 'https://example.org/alps',
    ...(version === '2.0' && { version: '1.0.0' }),
    created: '2024-05-01T12:00:00Z',
    contributors: [
      version === '1.0'
        ? {
            title: 'Ada',
            role: 'author',
            email: 'ada@example.org',
            path: 'https://example.org/ada',
            organization: 'Office',
          }
        : {
            title: 'Ada',
            givenName: 'Ada',
            familyName: 'L',
            roles: ['creator'],
            email: 'ada@example.org',
            path: 'https://example.org/ada',
            organization: 'Office',
          },
    ],
    keywords: ['weather', 'alps'],
    image: 'images/alps.png',
    licenses: [{ name: 'CC-BY-4.0', path: 'https://creativecommons.org/licenses/by/4.0/', title: 'By' }],
    sources: [{ title: 'Office of weather', path: 'https://example.org/', email: 'office@example.org' }],
    resources: [
      {
        ...resource,
        schema: version === '1.0' ? small : { ...small, primaryKey: ['id'] },
        dialect: { delimiter: ';', doubleQuote: true },
      },
      { name: 'inline', data: [{ a: 1 }] },
      { name: 'parts', path: ['data/a.csv', 'data/b.csv'] },
      { name: 'text', data: 'a,b', format: 'csv' },
    ],
  };
}

/** A descriptor of a kind and version that the profile accepts and that uses most of what it knows. */
export function richDescriptor(kind: Kind, version: Version): Record<string, unknown> {
  const make = { datapackage, dataresource, tableschema, tabledialect }[kind];
  return { $schema: addressOf(kind, version), ...make(version) };
}
