import { foundMembers } from '#core/tableschema/found-field.ts';
import type { ColumnFact, FoundField } from '../data-fact.ts';
import { dataOf } from '../datapackage/data-of-resource.ts';
import { fieldOfColumn } from '../datapackage/describe-resource.ts';
import { tableOf } from '../datapackage/described-tables.ts';
import { mayHaveMoreColumns } from '../datapackage/header-rules.ts';
import { renamedColumns } from '../datapackage/renamed-columns.ts';
import type { MetadataDocument } from '../document.ts';
import { reorderEntries } from '../edits/reorder.ts';
import { editInRounds } from '../edits/rounds.ts';
import { insertItem, insertMember, removeItem, removeMember, replaceText, replaceWith } from '../edits.ts';
import { proposedFix } from '../finding.ts';
import type { Fix, TextEdit } from '../problem.ts';
import {
  type ArrayNode,
  itemsOf,
  memberOf,
  memberValue,
  nodeAtPath,
  type ObjectNode,
  plainValue,
  textOf,
} from '../tree.ts';
import { resourceAt } from './placed-part.ts';
import type { Subject } from './subject.ts';

/** Larger changes than this are no quick fix, nor are those that read very long texts very often. */
const MAX_FIELDS = 500;
const MAX_READ = 20_000_000;

/** A table schema that stands in the document, or is it, and the columns of its file. */
interface Table {
  readonly schema: ObjectNode;
  readonly fields: ArrayNode;
  readonly columns: readonly ColumnFact[];
  readonly mayHaveMore: boolean;
}

function tableAt({ document, problem, surroundings }: Subject): Table | undefined {
  const resource = resourceAt(document, problem.offset);
  const schema = document.kind === 'tableschema' ? document.root : memberValue(resource, 'schema');
  const fields = memberValue(schema, 'fields');
  const [first] = resource ? dataOf(resource, surroundings) : [tableOf(document, surroundings)];
  return schema?.kind === 'object' && fields?.kind === 'array' && first
    ? { schema, fields, columns: first.data.columns, mayHaveMore: mayHaveMoreColumns(first.data) }
    : undefined;
}

/** Fields for the columns that have none, each where its column stands. */
export function describeColumns(subject: Subject): readonly Fix[] {
  const { document } = subject;
  const table = tableAt(subject);
  const { extra, meant } = table ? undescribed(table, document) : { extra: [], meant: new Map() };
  if (!table || extra.length === 0 || extra.length > MAX_FIELDS) {
    return [];
  }
  const title =
    extra.length === 1 ? `Describe the column "${extra[0]?.name}"` : `Describe the ${extra.length} columns`;
  return [
    ...proposedFix(
      title,
      edited(document, table.fields, extra.length, (current, fields) =>
        added(current, fields, table.columns, meant),
      ),
    ),
    ...matching(document, table.schema, 'subset', 'Let the file have more columns'),
  ];
}

/** The columns that the finding tells of; and the others, with the field that most likely means each by an old name. */
function undescribed(
  { schema, fields, columns, mayHaveMore }: Table,
  { version }: MetadataDocument,
): { readonly extra: readonly ColumnFact[]; readonly meant: ReadonlyMap<string, string> } {
  const names = itemsOf(fields).flatMap((field) => nameOf(field) ?? []);
  const [described, there] = [new Set(names), new Set(columns.map(({ name }) => name))];
  const extra = columns.filter(({ name }) => !described.has(name));
  const isLoose = version !== '1.0' && textOf(memberValue(schema, 'fieldsMatch')) === 'superset';
  const missing = isLoose || mayHaveMore ? [] : names.filter((name) => name !== '' && !there.has(name));
  const renamed = renamedColumns(
    missing,
    extra.map(({ name }) => name),
  );
  const meant = new Map([...renamed].map(([field, column]) => [column, field]));
  return { extra: extra.filter(({ name }) => !meant.has(name)), meant };
}

/** Adds the first column that no field means behind the field of the column before it. */
function added(
  document: MetadataDocument,
  fields: ArrayNode,
  columns: readonly ColumnFact[],
  meant: ReadonlyMap<string, string>,
): readonly TextEdit[] | undefined {
  const names = fields.items.map(nameOf);
  const places = new Map(names.map((name, index) => [name, index]));
  let behind = -1;
  for (const column of columns) {
    const place = places.get(column.name) ?? places.get(meant.get(column.name) ?? column.name);
    if (place === undefined) {
      return insertItem(document, fields, behind + 1, fieldOfColumn(column));
    }
    behind = place;
  }
  return undefined;
}

/** Takes out the fields that the file does not have; of one, or of all where one finding tells of many. */
export function removeFields(subject: Subject): readonly Fix[] {
  const { document, owner } = subject;
  const table = tableAt(subject);
  if (!table) {
    return [];
  }
  const there = new Set(table.columns.map(({ name }) => name));
  const missing = table.fields.items.filter((field) => !there.has(nameOf(field) ?? ''));
  const one = missing.find((field) => field === owner);
  const name = one && nameOf(one);
  const loose = matching(document, table.schema, 'superset', 'Let the file have fewer columns');
  if (one && name !== undefined) {
    const edits = removeItem(document, table.fields, table.fields.items.indexOf(one));
    return [...proposedFix(`Remove the field "${name}"`, edits), ...loose];
  }
  const title = `Remove the ${missing.length} fields that the file does not have`;
  const edits = edited(document, table.fields, missing.length, (current, fields) => {
    const at = fields.items.findIndex((field) => !there.has(nameOf(field) ?? ''));
    return at < 0 ? undefined : removeItem(current, fields, at);
  });
  return [...(missing.length > MAX_FIELDS ? [] : proposedFix(title, edits)), ...loose];
}

/** Describes the file that is there instead of another one. */
export function describeFile(subject: Subject): readonly Fix[] {
  const table = tableAt(subject);
  return table && table.columns.length <= MAX_FIELDS
    ? proposedFix(
        'Describe the columns of the file instead',
        replaceWith(subject.document, table.fields, table.columns.map(fieldOfColumn)),
      )
    : [];
}

/** Puts the fields in the order of the columns, or has them mapped by their names. */
export function orderFields(subject: Subject): readonly Fix[] {
  const { document } = subject;
  const table = tableAt(subject);
  if (!table) {
    return [];
  }
  const places = new Map(table.columns.map(({ name }, index) => [name, index]));
  const placeOf = (index: number) => places.get(nameOf(table.fields.items[index]) ?? '') ?? index;
  const order = table.fields.items.map((_, index) => index).sort((a, b) => placeOf(a) - placeOf(b));
  return [
    ...proposedFix(
      'Put the fields in the order of the columns',
      reorderEntries(document, table.fields, order),
    ),
    ...matching(document, table.schema, 'equal', 'Map the fields by their names'),
  ];
}

/** `fieldsMatch`, which version 1 has not. */
function matching(
  document: MetadataDocument,
  schema: ObjectNode,
  match: string,
  title: string,
): readonly Fix[] {
  if (document.version === '1.0') {
    return [];
  }
  const stated = memberValue(schema, 'fieldsMatch');
  const edits = stated
    ? replaceWith(document, stated, match)
    : insertMember(document, schema, 'fieldsMatch', match, { after: memberOf(schema, 'fields') });
  return proposedFix(`${title} ("fieldsMatch": "${match}")`, edits);
}

/** The type as the data has it; and where all values but a few are of the type, these as missing values. */
export function typeOfData(subject: Subject): readonly Fix[] {
  const { document, problem } = subject;
  const table = tableAt(subject);
  const field = table?.fields.items.find(
    ({ offset, length }) => problem.offset >= offset && problem.offset < offset + length,
  );
  const name = nameOf(field);
  const column = table?.columns.find((each) => each.name === name);
  if (!table || !column || field?.kind !== 'object') {
    return [];
  }
  const { almost } = column;
  const found = foundMembers(column);
  const words = found.format === undefined ? `"${found.type}"` : `"${found.type}" as ${found.format}`;
  return [
    ...(almost && !almost.except.includes('') ? missingValuesFix(document, table.schema, almost.except) : []),
    ...proposedFix(`Change the type to ${words}`, retyped(document, field, found)),
  ];
}

const TYPING = ['format', 'decimalChar', 'groupChar', 'bareNumber', 'trueValues', 'falseValues'] as const;

/** Gives a field the type that was found, and nothing that goes with the old one. */
function retyped(
  document: MetadataDocument,
  field: ObjectNode,
  found: FoundField,
): readonly TextEdit[] | undefined {
  const path = field.path;
  const { edits } = editInRounds(document, function* (current) {
    const same = nodeAtPath(current.root, path);
    const edit = same?.kind === 'object' ? nextTyping(current, same, found) : undefined;
    if (edit) {
      yield edit;
    }
  });
  return edits.length > 0 ? edits : undefined;
}

function nextTyping(
  document: MetadataDocument,
  field: ObjectNode,
  found: FoundField,
): readonly TextEdit[] | undefined {
  const type = memberOf(field, 'type');
  if (!type?.value) {
    return insertMember(document, field, 'type', found.type, { after: memberOf(field, 'name') });
  }
  if (textOf(type.value) !== found.type) {
    return replaceText(document, type.value, found.type);
  }
  for (const key of TYPING) {
    const member = memberOf(field, key);
    const value = found[key];
    if (value === undefined && member) {
      return removeMember(document, field, member);
    }
    if (value !== undefined && !member) {
      return insertMember(document, field, key, value, { after: type });
    }
    if (member?.value && JSON.stringify(plainValue(member.value)) !== JSON.stringify(value)) {
      return replaceWith(document, member.value, value);
    }
  }
  return undefined;
}

function missingValuesFix(
  document: MetadataDocument,
  schema: ObjectNode,
  texts: readonly string[],
): readonly Fix[] {
  const title = `Take ${texts.map((text) => `"${text}"`).join(', ')} for missing values`;
  const stated = memberValue(schema, 'missingValues');
  if (!stated) {
    return proposedFix(title, insertMember(document, schema, 'missingValues', ['', ...texts]));
  }
  const { items } = stated.kind === 'array' ? stated : { items: [] };
  const isOfTexts = items.every(({ kind }) => kind === 'string');
  const values = [...items.map((item) => textOf(item) ?? ''), ...texts];
  return isOfTexts && stated.kind === 'array'
    ? proposedFix(title, replaceWith(document, stated, values))
    : [];
}

function nameOf(field: Parameters<typeof memberValue>[0]): string | undefined {
  return textOf(memberValue(field, 'name'));
}

/** Edits a list of fields again and again until nothing is left to do. */
function edited(
  document: MetadataDocument,
  { path }: ArrayNode,
  count: number,
  next: (document: MetadataDocument, fields: ArrayNode) => readonly TextEdit[] | undefined,
): readonly TextEdit[] | undefined {
  if (document.text.length * count > MAX_READ) {
    return undefined;
  }
  const { edits } = editInRounds(
    document,
    function* (current) {
      const fields = nodeAtPath(current.root, path);
      const edit = fields?.kind === 'array' ? next(current, fields) : undefined;
      if (edit) {
        yield edit;
      }
    },
    { rounds: MAX_FIELDS },
  );
  return edits.length > 0 ? edits : undefined;
}
