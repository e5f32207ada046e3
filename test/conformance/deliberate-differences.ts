import { isRecord, type Verdict } from './metadata-oracle.ts';
import type { Kind, Version } from './official-profiles.ts';

/** Where in a rich descriptor which value makes a difference come up. */
interface Example {
  readonly kind: Kind;
  readonly version: Version;
  /** JSON pointers and the values that come there; undefined takes the member away. */
  readonly set: Readonly<Record<string, unknown>>;
}

function example(kind: Kind, version: Version, set: Readonly<Record<string, unknown>>): Example {
  return { kind, version, set };
}

/** What a profile accepts and we do not, with the text that asks for it. */
export interface Stricter {
  /** The finding of ours: its code, and where its pointer leads. */
  readonly code: string;
  readonly pointer?: RegExp;
  readonly reason: string;
  readonly example: Example;
}

const TABULAR = { '/profile': 'tabular-data-package' };
const ANY = { fields: [{ name: 'a', type: 'any' }] };
const INLINE = { '/path': undefined, '/data': { a: 1 } };

export const STRICTER: readonly Stricter[] = [
  {
    code: 'name-form',
    reason: 'data-package.md of version 1: a name MUST be of lower-case letters, digits, ".", "-", "_"',
    example: example('datapackage', '1.0', { '/name': 'alps/stations' }),
  },
  {
    code: 'unknown-profile',
    reason: 'profiles.md of version 1: an identifier of the registry, or an address',
    example: example('datapackage', '1.0', { '/profile': 'data_package' }),
  },
  {
    code: 'not-tabular',
    reason: 'tabular-data-package.md: each resource MUST be a tabular data resource',
    example: example('datapackage', '1.0', {
      ...TABULAR,
      '/resources': [{ name: 'a', path: 'a.csv', schema: ANY }],
    }),
  },
  {
    code: 'missing-property',
    pointer: /^(?:\/resources\/\d+)?(?:\/schema)?$/,
    reason: 'a tabular data resource of version 1 needs a table schema, which its own profile asks for',
    example: example('dataresource', '1.0', { '/schema': undefined }),
  },
  {
    code: 'mixed-paths',
    reason: 'data-resource.md: paths MUST either all be relative or all addresses',
    example: example('dataresource', '2.0', { '/path': ['a.csv', 'https://example.org/b.csv'] }),
  },
  {
    code: 'unsafe-path',
    reason: 'Q7 and glossary, URL or Path, also where the profile does not look',
    example: example('dataresource', '2.0', { '/path': 'a/.hidden/b.csv' }),
  },
  {
    code: 'hash-length',
    reason: 'Q8: a hash has the length of its algorithm',
    example: example('dataresource', '2.0', { '/hash': 'sha256:abc' }),
  },
  {
    code: 'empty',
    pointer: /\/hash$/,
    reason: 'Q8: an empty text is no hash',
    example: example('dataresource', '2.0', { '/hash': '' }),
  },
  {
    code: 'out-of-range',
    pointer: /\/bytes$/,
    reason: 'a file has no negative size',
    example: example('dataresource', '2.0', { '/bytes': -4 }),
  },
  {
    code: 'inline-text-without-format',
    reason: 'data-resource.md: format or mediatype MUST be provided',
    example: example('datapackage', '2.0', { '/resources/3/format': undefined }),
  },
  {
    code: 'inline-rows',
    reason: 'data-resource.md: data of a table MUST be an array of arrays or of objects',
    example: example('dataresource', '2.0', INLINE),
  },
  {
    code: 'wrong-type',
    pointer: /\/data$/,
    reason: 'data-resource.md: data MUST be array, object or text',
    example: example('dataresource', '2.0', { ...INLINE, '/data': null }),
  },
  {
    code: 'wrong-type',
    pointer: /\/(?:contributors|licenses|sources|fields|foreignKeys)\/\d+$/,
    reason: 'each MUST be an object',
    example: example('datapackage', '1.0', { '/contributors/0': 'Ada' }),
  },
  {
    code: 'duplicate-resource-name',
    reason: 'data-resource.md: a name MUST be unique in the package',
    example: example('datapackage', '2.0', { '/resources/1/name': 'stations' }),
  },
  {
    code: 'duplicate-field-name',
    reason: 'table-schema.md: a name MUST be unique in the schema',
    example: example('tableschema', '2.0', { '/fields/3/name': 'id' }),
  },
  {
    code: 'unknown-field',
    reason: 'table-schema.md: keys MUST name fields of the schema',
    example: example('tableschema', '1.0', { '/primaryKey': ['number'] }),
  },
  {
    code: 'unknown-resource',
    reason: 'table-schema.md: a foreign key refers to a resource of the package',
    example: example('datapackage', '2.0', {
      '/resources/0/schema/foreignKeys': [
        { fields: ['id'], reference: { resource: 'others', fields: ['id'] } },
      ],
    }),
  },
  {
    code: 'foreign-key-length',
    reason: 'table-schema.md: reference.fields has the same length as fields',
    example: example('tableschema', '2.0', { '/foreignKeys/0/fields': ['id', 'kind'] }),
  },
  {
    code: 'too-few',
    pointer: /\/foreignKeys\/\d+\/fields$/,
    reason: 'as many fields as reference.fields, which has one at least',
    example: example('tableschema', '2.0', { '/foreignKeys/0/fields': [] }),
  },
  {
    code: 'wrong-type',
    pointer: /\/fieldsMatch$/,
    reason: 'Q1: fieldsMatch is a text',
    example: example('tableschema', '2.0', { '/fieldsMatch': ['subset'] }),
  },
  {
    code: 'duplicate-missing-value',
    reason: 'table-schema.md: each missing value MUST be unique',
    example: example('tableschema', '2.0', { '/missingValues': ['-', '-'] }),
  },
  {
    code: 'wrong-type',
    pointer: /\/format$/,
    reason: 'table-schema.md: a format is a string',
    example: example('tableschema', '2.0', { '/fields/6/format': 7 }),
  },
  {
    code: 'wrong-form',
    pointer: /\/rdfType$/,
    reason: 'table-schema.md: an rdfType MUST be a URI',
    example: example('tableschema', '2.0', { '/fields/14/rdfType': 'thing' }),
  },
  {
    code: 'empty',
    pointer: /\/rdfType$/,
    reason: 'table-schema.md: an rdfType MUST be a URI',
    example: example('tableschema', '2.0', { '/fields/14/rdfType': '' }),
  },
  {
    code: 'bound-without-type',
    reason: 'table-schema.md, minimum: the field MUST contain a type',
    example: example('tableschema', '2.0', { '/fields/15/constraints': { minimum: 1 } }),
  },
  {
    code: 'unsupported-constraint',
    reason: 'table-schema.md: each constraint has the types that it applies to',
    example: example('tableschema', '2.0', { '/fields/0/constraints/minLength': 1 }),
  },
  {
    code: 'constraint-of-other-type',
    reason: 'table-schema.md: constraint values are castable by the field',
    example: example('tableschema', '2.0', { '/fields/0/constraints/minimum': 'one' }),
  },
  {
    code: 'out-of-range',
    pointer: /\/(?:minLength|maxLength)$/,
    reason: 'table-schema.md: a length is not negative',
    example: example('tableschema', '2.0', { '/fields/1/constraints/minLength': -1 }),
  },
  {
    code: 'empty-range',
    reason: 'no value could keep both bounds, so no row could be valid',
    example: example('tableschema', '2.0', { '/fields/0/constraints/maximum': 0 }),
  },
  {
    code: 'duplicate-category',
    reason: 'table-schema.md, categories: an array of unique values',
    example: example('tableschema', '2.0', { '/fields/1/categories': ['a', 'b', 'a'] }),
  },
  {
    code: 'enum-outside-categories',
    reason: 'table-schema.md: "enum" MUST be a subset of "categories"',
    example: example('tableschema', '2.0', { '/fields/1/categories': ['a'] }),
  },
  {
    code: 'wrong-form',
    pointer: /\/(?:quoteChar|escapeChar)$/,
    reason: 'table-dialect.md: one character',
    example: example('tabledialect', '2.0', { '/quoteChar': '""' }),
  },
  {
    code: 'empty',
    pointer: /\/(?:quoteChar|escapeChar)$/,
    reason: 'table-dialect.md: one character',
    example: example('tabledialect', '1.0', { '/quoteChar': '' }),
  },
  {
    code: 'equal-dialect-characters',
    reason: 'no reader could tell the two apart, so none could read the file',
    example: example('tabledialect', '1.0', { '/quoteChar': ';' }),
  },
];

/** Our errors that no difference explains. */
export function unexplained(verdict: Verdict): string[] {
  return verdict.errors
    .filter(
      ({ code, pointer }) =>
        !STRICTER.some(
          (each) => `datapackage/${each.code}` === code && (each.pointer?.test(pointer) ?? true),
        ),
    )
    .map(({ code, pointer, message }) => `${code} ${pointer} ${message}`);
}

/** A copy of a descriptor with what an example sets. */
export function withExample(
  value: Readonly<Record<string, unknown>>,
  { set }: Example,
): Record<string, unknown> {
  const copy = structuredClone(value);
  for (const [pointer, member] of Object.entries(set)) {
    const path = pointer.split('/').slice(1);
    const key = path.pop() ?? '';
    let owner: unknown = copy;
    for (const segment of path) {
      owner = Array.isArray(owner) ? owner[Number(segment)] : isRecord(owner) ? owner[segment] : undefined;
    }
    if (Array.isArray(owner)) {
      owner[Number(key)] = member;
    } else if (isRecord(owner) && member === undefined) {
      delete owner[key];
    } else if (isRecord(owner)) {
      owner[key] = member;
    }
  }
  return copy;
}
