import { append, type Draft, type Part, remove, set } from './draft.ts';
import { head, inside, key, type Operator, operator, V1, V2, value } from './operator.ts';

const SHA256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

/** A new resource, which nothing refers to. */
function fresh(draft: Draft, values: Record<string, unknown>): Part | undefined {
  return draft.newResource({ name: 'mutant', ...values });
}

function nameOf(draft: Draft): unknown {
  return draft.resources().find(({ value: resource }) => typeof resource['name'] === 'string')?.value['name'];
}

/** Ways to break what a resource says of its data. */
export const RESOURCE_OPERATORS: readonly Operator[] = [
  operator('missing-property', 'a resource without name', (draft) =>
    draft.hasForeignKeys ? undefined : head(remove(draft.resources()[0], 'name')?.path),
  ),
  operator('duplicate-resource-name', 'the name of another resource', (draft) =>
    value(inside(draft.newResource({ name: nameOf(draft), path: 'mutant.csv' }), 'name')),
  ),
  operator('name-form', 'a resource with capitals', (draft) =>
    value(inside(draft.newResource({ name: 'The Mutant', path: 'mutant.csv' }), 'name')),
  ),
  operator('no-data', 'neither path nor data', (draft) => head(remove(draft.file(), 'path')?.path)),
  operator('path-and-data', 'path and data', (draft) => key(set(draft.file(), 'data', [{ a: 1 }]))),
  operator('url-instead-of-path', '"url"', (draft) =>
    key(inside(fresh(draft, { url: 'https://example.org/a.csv' }), 'url')),
  ),
  operator('wrong-type', 'a number for a path', (draft) => value(set(draft.file(), 'path', 7))),
  operator('too-few', 'a list of no files', (draft) => head(set(draft.file(), 'path', []))),
  operator('mixed-paths', 'an address among files', (draft) => {
    const at = set(draft.file(), 'path', ['a.csv', 'https://example.org/b.csv']);
    return value(at && [...at, 1]);
  }),
  operator('duplicate-path', 'a file twice', (draft) => {
    const at = set(draft.file(), 'path', ['a.csv', 'b.csv', 'a.csv']);
    return value(at && [...at, 2]);
  }),
  operator('different-formats', 'files of two kinds', (draft) => {
    const file = draft.file();
    remove(file, 'format');
    const at = set(file, 'path', ['a.csv', 'b.json']);
    return 'profile' in (file?.value ?? {}) ? undefined : value(at && [...at, 1]);
  }),
  operator('out-of-range', 'negative bytes', (draft) => value(set(draft.file(), 'bytes', -1))),
  operator('wrong-type', 'half a byte', (draft) => value(set(draft.file(), 'bytes', 7.5))),
  operator('wrong-type', 'bytes as a text', (draft) => value(set(draft.file(), 'bytes', '30'))),
  operator('hash-length', 'half a hash', (draft) =>
    value(set(draft.file(), 'hash', `sha256:${SHA256.slice(0, 32)}`)),
  ),
  operator('hash-without-algorithm', 'a hash of 64 digits alone', (draft) =>
    value(set(draft.file(), 'hash', SHA256)),
  ),
  operator('hash-algorithm-form', 'SHA-256', (draft) =>
    value(set(draft.file(), 'hash', `SHA-256:${SHA256}`)),
  ),
  operator('weak-hash', 'an MD5', (draft) => {
    const isFirst = draft.resources().every(({ value: { hash } }) => hash === undefined);
    return isFirst ? value(set(draft.file(), 'hash', SHA256.slice(0, 32))) : undefined;
  }),
  operator('wrong-form', 'a hash that is none', (draft) => value(set(draft.file(), 'hash', 'sha256:mutant'))),
  operator('wrong-type', 'data that is null', (draft) => value(inside(fresh(draft, { data: null }), 'data'))),
  operator('inline-text-without-format', 'a text of unknown format', (draft) =>
    draft.root.value['profile'] === 'tabular-data-package'
      ? undefined
      : value(inside(fresh(draft, { data: 'a,b' }), 'data')),
  ),
  operator(
    'inline-rows',
    'rows that are an object',
    (draft) =>
      head(
        inside(
          fresh(draft, {
            data: { a: 1 },
            type: 'table',
            schema: { fields: [{ name: 'a', type: 'integer' }] },
          }),
          'data',
        ),
      ),
    V2,
  ),
  operator(
    'inline-rows',
    'rows of two kinds',
    (draft) => {
      const schema = { fields: [{ name: 'a', type: 'integer' }] };
      return head(
        inside(fresh(draft, { data: [{ a: 1 }, [2]], profile: 'tabular-data-resource', schema }), 'data', 1),
      );
    },
    V1,
  ),
  operator(
    'unknown-value',
    'an unknown type of resource',
    (draft) =>
      'profile' in (draft.file()?.value ?? {}) ? undefined : value(set(draft.file(), 'type', 'tabel')),
    V2,
  ),
  operator(
    'table-without-schema',
    'a table without schema',
    (draft) => head(fresh(draft, { path: 'mutant.csv', type: 'table' })?.path),
    V2,
  ),
  operator(
    'missing-property',
    'a tabular resource without schema',
    (draft) => {
      const made = fresh(draft, { path: 'mutant.csv', profile: 'tabular-data-resource' });
      remove(made, 'schema');
      return head(made?.path);
    },
    V1,
  ),
  operator(
    'profile-instead-of-type',
    '"profile" for "type"',
    (draft) =>
      key(
        inside(
          fresh(draft, { path: 'mutant.csv', profile: 'tabular-data-resource', schema: { fields: [] } }),
          'profile',
        ),
      ),
    V2,
  ),
  operator(
    'obsolete-profile',
    '"profile" beside "type"',
    (draft) => key(inside(fresh(draft, { path: 'mutant.csv', profile: 'data-resource' }), 'profile')),
    V2,
  ),
  operator(
    'unknown-profile',
    'the profile of a package',
    (draft) =>
      draft.root.value['profile'] === 'tabular-data-package'
        ? undefined
        : value(inside(fresh(draft, { path: 'mutant.csv', profile: 'data-package' }), 'profile')),
    V1,
  ),
  operator(
    'not-csv',
    'a tabular resource in JSON',
    (draft) =>
      value(
        inside(
          fresh(draft, {
            path: 'mutant.json',
            profile: 'tabular-data-resource',
            schema: { fields: [{ name: 'a', type: 'any' }] },
          }),
          'path',
        ),
      ),
    V1,
  ),
  operator('format-disagrees', 'a CSV that is a spreadsheet', (draft) => {
    remove(draft.file(), 'mediatype');
    return value(set(draft.file(), 'format', 'xlsx'));
  }),
  operator('format-disagrees', 'a CSV of the media type of JSON', (draft) => {
    remove(draft.file(), 'format');
    return value(set(draft.file(), 'mediatype', 'application/json'));
  }),
  operator('wrong-form', 'a media type of one word', (draft) => value(set(draft.file(), 'mediatype', 'csv'))),
  operator('unregistered-media-type', 'text/cvs', (draft) =>
    value(set(draft.file(), 'mediatype', 'text/cvs')),
  ),
  operator('unknown-encoding', 'utf-9', (draft) => value(set(draft.file(), 'encoding', 'utf-9'))),
  operator('encoding-form', 'utf8', (draft) => value(set(draft.file(), 'encoding', 'utf8'))),
  operator('encoding-without-text', 'the encoding of Parquet', (draft) =>
    draft.root.value['profile'] === 'tabular-data-package'
      ? undefined
      : key(inside(fresh(draft, { path: 'mutant.parquet', encoding: 'utf-8' }), 'encoding')),
  ),
  operator('unknown-compression', 'rar', (draft) => value(set(draft.file(), 'compression', 'rar'))),
  operator('compression-disagrees', 'zip of a .gz', (draft) =>
    value(inside(fresh(draft, { path: 'mutant.csv.gz', compression: 'zip' }), 'compression')),
  ),
  operator('misspelt-property', '"Name"', (draft) =>
    key(inside(draft.newResource({ Name: 'mutant', path: 'mutant.csv' }), 'Name')),
  ),
  operator('misspelt-property', '"paht"', (draft) =>
    key(inside(fresh(draft, { paht: 'mutant.csv' }), 'paht')),
  ),
  operator(
    'misspelt-property',
    '"shema" of a table',
    (draft) =>
      key(inside(fresh(draft, { path: 'mutant.csv', type: 'table', shema: { fields: [] } }), 'shema')),
    V2,
  ),
  operator('misspelt-property', '"mediatyp"', (draft) => {
    remove(draft.file(), 'mediatype');
    return key(set(draft.file(), 'mediatyp', 'text/csv'));
  }),
  operator('wrong-type', 'a title as a number', (draft) => value(set(draft.resources()[0], 'title', 7))),
  operator('license-instead-of-licenses', '"license" of a resource', (draft) => {
    remove(draft.file(), 'licenses');
    return key(set(draft.file(), 'license', { name: 'MIT' }));
  }),
  operator('missing-property', 'a licence of nothing', (draft) => head(append(draft.file(), 'licenses', {}))),
  operator('wrong-type', 'a schema as a number', (draft) =>
    draft.hasForeignKeys ? undefined : value(set(draft.file(), 'schema', 7)),
  ),
];
