/** The properties that people mostly write, in the order in which they mostly write them. Others come behind. */
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
  const rank = (name: string) => {
    const index = usual.indexOf(name);
    if (`${pattern}/${name}` === FOREMOST) {
      return -1;
    }
    return (required.has(name) ? 0 : 1_000) + (index < 0 ? usual.length : index);
  };
  return [...names].sort((a, b) => rank(a) - rank(b));
}
