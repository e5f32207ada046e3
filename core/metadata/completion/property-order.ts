/** Common metadata of STAC that stands where it may stand, but hardly anywhere else than in `properties`. */
const SELDOM = [
  ...['datetime', 'start_datetime', 'end_datetime', 'created', 'updated', 'platform', 'constellation'],
  ...['instruments', 'mission', 'license', 'providers', 'keywords'],
];

/** Of an asset, and of what the assets of items are, but for where the file is. */
const OF_ASSETS: readonly string[] = [
  'title',
  'type',
  'roles',
  'description',
  'bands',
  'data_type',
  'nodata',
  'unit',
  'gsd',
  '*',
  ...SELDOM,
];

/**
 * The properties that people mostly write, in the order in which they mostly write them. Others come behind, or where
 * `*` is.
 */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  package: [
    '$schema',
    'name',
    'title',
    'description',
    'licenses',
    'contributors',
    'sources',
    'version',
    'keywords',
    'homepage',
    'id',
    'created',
    'image',
    'profile',
  ],
  resource: [
    'path',
    'type',
    'profile',
    'schema',
    'title',
    'description',
    'format',
    'mediatype',
    'encoding',
    'dialect',
    'data',
    'bytes',
    'hash',
    'licenses',
    'sources',
    'homepage',
  ],
  schema: ['primaryKey', 'foreignKeys', 'missingValues', 'uniqueKeys', 'fieldsMatch', '$schema'],
  field: [
    'type',
    'title',
    'description',
    'format',
    'constraints',
    'example',
    'categories',
    'categoriesOrdered',
    'decimalChar',
    'groupChar',
    'bareNumber',
    'trueValues',
    'falseValues',
    'delimiter',
    'itemType',
    'missingValues',
    'rdfType',
  ],
  'field/constraints': [
    'required',
    'unique',
    'minimum',
    'maximum',
    'minLength',
    'maxLength',
    'pattern',
    'enum',
    'exclusiveMinimum',
    'exclusiveMaximum',
    'jsonSchema',
  ],
  'foreignKey/reference': ['resource', 'fields'],
  dialect: [
    'delimiter',
    'quoteChar',
    'header',
    'headerRows',
    'lineTerminator',
    'commentChar',
    'doubleQuote',
    'escapeChar',
    'nullSequence',
    'skipInitialSpace',
  ],
  license: ['name', 'title', 'path'],
  source: ['title', 'path', 'version', 'email'],
  item: [
    'type',
    'stac_version',
    'stac_extensions',
    'id',
    'geometry',
    'bbox',
    'properties',
    'links',
    'assets',
    'collection',
  ],
  collection: [
    ...[
      'type',
      'stac_version',
      'stac_extensions',
      'id',
      'title',
      'description',
      'keywords',
      'license',
      'providers',
    ],
    ...['extent', 'summaries', 'links', 'assets', 'item_assets', 'bands', '*'],
  ],
  catalog: ['type', 'stac_version', 'stac_extensions', 'id', 'title', 'description', 'links', '*'],
  properties: [
    ...['datetime', 'start_datetime', 'end_datetime', 'title', 'description', 'platform', 'constellation'],
    ...['instruments', 'gsd', 'created', 'updated', '*'],
  ],
  asset: ['href', ...OF_ASSETS],
  'item-asset': OF_ASSETS,
  band: ['name', 'description', 'data_type', 'nodata', 'unit', '*', 'gsd', 'statistics', ...SELDOM],
  link: ['rel', 'href', 'type', 'title', '*', 'method', 'headers', 'body', ...SELDOM],
  provider: ['name', 'roles', 'url', 'description'],
  geometry: ['type', 'coordinates', 'bbox'],
  contributor: ['title', 'roles', 'role', 'email', 'path', 'organization', 'givenName', 'familyName'],
};

/** What everything else of a document depends on, and therefore begins with. */
const FOREMOST = 'package/$schema';

/** Names of properties as they are offered: what is required, then what is usual, then the rest as it comes. */
export function ordered(
  pattern: string | undefined,
  names: readonly string[],
  required: ReadonlySet<string>,
): string[] {
  const usual = USUAL[pattern ?? ''] ?? [];
  const others = usual.includes('*') ? usual.indexOf('*') : usual.length;
  const rank = (name: string) => {
    const index = usual.indexOf(name);
    if (`${pattern}/${name}` === FOREMOST) {
      return -1;
    }
    return (required.has(name) ? 0 : 1_000) + (index < 0 ? others : index);
  };
  return [...names].sort((a, b) => rank(a) - rank(b));
}
