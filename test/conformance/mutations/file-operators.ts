import type { ColumnFact, DataFact } from '#core/metadata/data-fact.ts';
import type { FileFact } from '#core/metadata/surroundings.ts';
import type { Draft, Part } from './draft.ts';
import { set, setIn } from './draft.ts';
import { inside, key, type Operator, operator, value } from './operator.ts';

/** A package whose first file is not what the package says. */
function withFile(draft: Draft, fact: FileFact) {
  const file = draft.file();
  const path = file?.value['path'];
  const where = value(inside(file, 'path'));
  return (
    where && {
      where,
      around: { file: (name: string) => (name === path ? fact : { kind: 'unknown' as const }) },
    }
  );
}

/** The first table with one file and fields whose types text has, and what its file holds as its schema says. */
function table(
  draft: Draft,
): { readonly resource: Part; readonly fields: Part[]; readonly fact: DataFact } | undefined {
  const resource = draft.file();
  const schema = draft.schemas().find(({ path }) => path[1] === resource?.path[1]);
  const list = schema?.value['fields'];
  if (
    !resource ||
    !schema ||
    !Array.isArray(list) ||
    'dialect' in resource.value ||
    'encoding' in resource.value
  ) {
    return undefined;
  }
  const fields = list.map((each, index) => ({ value: each, path: [...schema.path, 'fields', index] }));
  const names = fields.map((each) => String(each.value['name']));
  const isClear = new Set(names.map((name) => name.toLowerCase())).size === names.length && names.length > 2;
  const columns = names.map(columnOf);
  const dialect = { delimiter: ',', quoteChar: '"', lineTerminator: '\n', header: true } as const;
  const fact: DataFact = {
    format: 'csv',
    bytes: 30,
    columns,
    dialect,
    encoding: { name: 'utf-8', bom: false },
  };
  return isClear ? { resource, fields, fact } : undefined;
}

function columnOf(name: string): ColumnFact {
  return { name, type: 'string', samples: [], basis: 'all' };
}

const WITH_SEMICOLONS = { delimiter: ';', quoteChar: '"', lineTerminator: '\n', header: true } as const;

function around({ resource, fact }: { resource: Part; fact: DataFact }, changed: Partial<DataFact>) {
  const path = resource.value['path'];
  return { data: (name: string) => (name === path ? { ...fact, ...changed } : undefined) };
}

/** Ways in which files are not what the package says. */
export const FILE_OPERATORS: readonly Operator[] = [
  operator('missing-file', 'a file that is not there', (draft) => withFile(draft, { kind: 'missing' })),
  operator('missing-file', 'a file in capitals', (draft) =>
    withFile(draft, { kind: 'missing', differsInCase: 'X.csv' }),
  ),
  operator('not-a-file', 'a directory', (draft) => withFile(draft, { kind: 'directory' })),
  operator('not-a-file', 'a pipe', (draft) => withFile(draft, { kind: 'special' })),
  operator('unsafe-path', 'a link that leads out', (draft) => withFile(draft, { kind: 'outside' })),
  operator('empty-file', 'a file of no bytes', (draft) =>
    draft.file()?.value['bytes'] === undefined ? withFile(draft, { kind: 'file', size: 0 }) : undefined,
  ),
  operator('wrong-bytes', 'a file of another size', (draft) => {
    const found = withFile(draft, { kind: 'file', size: 31 });
    const where = value(set(draft.file(), 'bytes', 30));
    return found && where && { ...found, where };
  }),
  operator('wrong-hash', 'a file with another hash', (draft) => {
    const where = value(set(draft.file(), 'hash', `sha256:${'0'.repeat(64)}`));
    return where && { where, around: { hash: () => 'f'.repeat(64) } };
  }),
  operator('field-not-in-file', 'a field that the file has not', (draft) => {
    const found = table(draft);
    const where = value(inside(found?.fields.at(-1), 'name'));
    return found && where && { where, around: around(found, { columns: found.fact.columns.slice(0, -1) }) };
  }),
  operator('column-without-field', 'a column that the schema has not', (draft) => {
    const found = table(draft);
    const where = key(found?.fields[0]?.path.slice(0, -1));
    return (
      found &&
      where && { where, around: around(found, { columns: [...found.fact.columns, columnOf('mutation')] }) }
    );
  }),
  operator('wrong-delimiter', 'semicolons where nothing is said', (draft) => {
    const found = table(draft);
    const where = value(inside(found?.resource, 'path'));
    return found && where && { where, around: around(found, { dialect: WITH_SEMICOLONS }) };
  }),
  operator('wrong-delimiter', 'semicolons where commas are declared', (draft) => {
    const found = table(draft);
    const where = value(inside(setIn(found?.resource, 'dialect', { delimiter: ',' }), 'delimiter'));
    const columns = found && [columnOf(found.fact.columns.map(({ name }) => name).join(';'))];
    return columns && where && { where, around: around(found, { dialect: WITH_SEMICOLONS, columns }) };
  }),
  operator('missing-encoding', 'a file of Latin letters', (draft) => {
    const found = table(draft);
    const where = value(inside(found?.resource, 'path'));
    return (
      found && where && { where, around: around(found, { encoding: { name: 'windows-1252', bom: false } }) }
    );
  }),
];
