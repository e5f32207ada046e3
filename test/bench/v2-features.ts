/** A property that version 2 of the standard added, in a descriptor that uses it well and in one that does not. */
export interface FeaturePair {
  readonly feature: string;
  readonly right: object;
  readonly wrong: object;
}

const PROFILE = 'https://datapackage.org/profiles/2.0/datapackage.json';

function withSchema(schema: object, more: object = {}): object {
  return {
    $schema: PROFILE,
    name: 'example',
    resources: [{ name: 'table', type: 'table', path: 'table.csv', schema }],
    ...more,
  };
}

function withField(field: object): object {
  return withSchema({ fields: [{ name: 'a', ...field }] });
}

const A_AND_B = [
  { name: 'a', type: 'string' },
  { name: 'b', type: 'string' },
];

/** What version 2 brought (datapackage.org, changelog): each right by its text, and wrong by it. */
export const V2_FEATURES: readonly FeaturePair[] = [
  {
    feature: 'list',
    right: withField({ type: 'list', itemType: 'integer', delimiter: ';' }),
    wrong: withField({ type: 'list', itemType: 'geopoint' }),
  },
  {
    feature: 'uniqueKeys',
    right: withSchema({ fields: A_AND_B, uniqueKeys: [['a'], ['a', 'b']] }),
    wrong: withSchema({ fields: A_AND_B, uniqueKeys: [['a', 'c']] }),
  },
  {
    feature: 'categories',
    right: withField({ type: 'string', categories: [{ value: 'x', label: 'X' }, { value: 'y' }] }),
    wrong: withField({ type: 'string', categories: ['x', 'x'] }),
  },
  {
    feature: 'categoriesOrdered',
    right: withField({ type: 'integer', categories: [1, 2], categoriesOrdered: true }),
    wrong: withField({ type: 'integer', categories: [1, 2], categoriesOrdered: 'yes' }),
  },
  {
    feature: 'exclusiveMinimum',
    right: withField({ type: 'number', constraints: { exclusiveMinimum: 0 } }),
    wrong: withField({ type: 'string', constraints: { exclusiveMinimum: 0 } }),
  },
  {
    feature: 'exclusiveMaximum',
    right: withField({ type: 'date', constraints: { exclusiveMaximum: '2030-01-01' } }),
    wrong: withField({ type: 'date', constraints: { exclusiveMaximum: 'tomorrow' } }),
  },
  {
    feature: 'jsonSchema',
    right: withField({ type: 'object', constraints: { jsonSchema: { type: 'object' } } }),
    wrong: withField({ type: 'object', constraints: { jsonSchema: { type: 'thing' } } }),
  },
  {
    feature: 'groupChar of integer',
    right: withField({ type: 'integer', groupChar: ',' }),
    wrong: withField({ type: 'integer', groupChar: 5 }),
  },
  {
    feature: 'roles',
    right: withSchema({ fields: A_AND_B }, { contributors: [{ title: 'Ada', roles: ['author'] }] }),
    wrong: withSchema({ fields: A_AND_B }, { contributors: [{ title: 'Ada', roles: 'author' }] }),
  },
  {
    feature: 'fieldsMatch',
    right: withSchema({ fields: A_AND_B, fieldsMatch: 'subset' }),
    wrong: withSchema({ fields: A_AND_B, fieldsMatch: 'some' }),
  },
  {
    feature: 'missingValues with labels',
    right: withSchema({ fields: A_AND_B, missingValues: [{ value: '-', label: 'unknown' }] }),
    wrong: withSchema({ fields: A_AND_B, missingValues: ['', { value: '-', label: 'unknown' }] }),
  },
  {
    feature: 'missingValues of a field',
    right: withField({ type: 'string', missingValues: ['NA'] }),
    wrong: withField({ type: 'string', missingValues: 'NA' }),
  },
  {
    feature: 'contributor without title',
    right: withSchema({ fields: A_AND_B }, { contributors: [{ email: 'ada@example.org' }] }),
    wrong: withSchema({ fields: A_AND_B }, { contributors: [{}] }),
  },
  {
    feature: 'version of a source',
    right: withSchema({ fields: A_AND_B }, { sources: [{ title: 'Atlas', version: '2' }] }),
    wrong: withSchema({ fields: A_AND_B }, { sources: [{ title: 'Atlas', version: 2 }] }),
  },
];
