import { didYouMean } from '#core/base/nearest.ts';
import type { DataFact } from '../data-fact.ts';
import type { DialectInForce } from '../described-table.ts';
import type { MetadataDocument } from '../document.ts';
import { replaceText } from '../edits.ts';
import { finding, keyPlace, type Place, proposedFix } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem, Severity } from '../problem.ts';
import type { Surroundings } from '../surroundings.ts';
import { itemsOf, memberOf, memberValue, type ObjectNode, type TextNode, textOf } from '../tree.ts';
import { inWords, shown } from '../wording.ts';
import {
  dataOf,
  dialectInForce,
  hasNoHeader,
  hasOtherDelimiter,
  isCaseSensitive,
} from './data-of-resource.ts';
import { foundTables, ofEachTable } from './described-tables.ts';
import { renamedColumns } from './renamed-columns.ts';
import { type Part, partOf } from './resources.ts';

/** More names than this are counted, not listed; more missing fields are one finding. */
const MAX_LISTED = 10;

type Match = 'exact' | 'equal' | 'subset' | 'superset' | 'partial';

/** What is compared: the fields of a schema with the columns of the first file. */
interface Comparison {
  readonly document: MetadataDocument;
  readonly schema: Part;
  /** Where findings about all fields are shown. */
  readonly place: Place;
  readonly severity: Severity;
  readonly fields: readonly NamedField[];
  readonly columns: readonly string[];
  readonly match: Match;
  /** The file, as messages name it. */
  readonly file: string;
  /** By which names are compared: version 1 does not tell upper from lower case. */
  readonly keyOf: (name: string) => string;
  /** Columns are known by rows that were looked at: others may have more. */
  readonly mayHaveMore: boolean;
}

interface NamedField {
  readonly node: TextNode;
  readonly name: string;
}

/** The fields of a schema are those of the file, as `fieldsMatch` has it (table-schema.md, fieldsMatch). */
export function* checkHeader(
  resource: ObjectNode,
  document: MetadataDocument,
  surroundings: Surroundings,
): Generator<Problem> {
  const schema = partOf(resource, 'schema', document, surroundings);
  const [first] = dataOf(resource, surroundings);
  const place = schema && placeOf(resource, schema);
  if (schema && first && place) {
    yield* checkTable(document, schema, place, {
      path: first.path.value,
      data: first.data,
      dialect: dialectInForce(resource, document, surroundings),
      isCaseSensitive: isCaseSensitive(resource, document, surroundings),
    });
  }
}

/** The same for a schema in a file of its own, with each of the tables that are known to be its. */
export function* checkHeaderOfSchema(
  document: MetadataDocument,
  surroundings: Surroundings,
): Generator<Problem> {
  const { root } = document;
  const fields = memberOf(root, 'fields');
  if (root?.kind === 'object' && fields) {
    yield* ofEachTable(
      foundTables(document, surroundings, 'tableschema'),
      (table) => checkTable(document, { node: root, document }, keyPlace(root, fields), table),
      ({ message }, { path }) => message.replace(shown(path), ''),
    );
  }
}

/** What a schema is compared with. */
interface Table {
  /** As messages name it. */
  readonly path: string;
  readonly data: DataFact;
  readonly dialect: DialectInForce;
  readonly isCaseSensitive: boolean;
}

function* checkTable(
  document: MetadataDocument,
  schema: Part,
  place: Place,
  { path, data, dialect, isCaseSensitive: tellsCase }: Table,
): Generator<Problem> {
  const match = matchOf(schema);
  const fields = namedFields(schema.node);
  if (!match || !fields) {
    return;
  }
  const names = fields.map(({ name }) => name);
  const isText = data.format === 'csv' || data.format === 'tsv';
  if (isText && (hasOtherDelimiter(data, dialect) || hasNoHeader(data, dialect, names))) {
    return; // the dialect is what is wrong
  }
  const isOldNames = schemaVersionOf(document) === '1.0' && !tellsCase;
  const comparison: Comparison = {
    document,
    schema,
    place,
    severity: document.version === '1.0' ? 'warning' : 'error',
    fields,
    columns: data.columns.map(({ name }) => name),
    match,
    file: shown(path),
    keyOf: isOldNames ? (name) => name.toLowerCase() : (name) => name,
    mayHaveMore: mayHaveMoreColumns(data),
  };
  if (isText && !dialect.header) {
    yield* checkCount(comparison);
  } else {
    yield* compare(comparison, !isJson(data));
  }
}

function schemaVersionOf({ version }: MetadataDocument): string {
  return version ?? '2.0';
}

/** True where the columns are those of the rows that were looked at, and other rows may have others. */
export function mayHaveMoreColumns(data: DataFact): boolean {
  return isJson(data) && data.columns.some(({ basis }) => basis !== 'all');
}

export function isJson({ format }: DataFact): boolean {
  return format === 'json' || format === 'jsonl';
}

/** `fieldsMatch`; undefined for what is no value of it, which the schema tells. Version 1 has no other than exact. */
function matchOf({ node, document }: Part): Match | undefined {
  const stated = memberValue(node, 'fieldsMatch');
  if (!stated || document.version === '1.0') {
    return 'exact';
  }
  // The published profile wants a list of one.
  const text = textOf(stated.kind === 'array' ? stated.items[0] : stated);
  return MATCHES.find((match) => match === text);
}

const MATCHES: readonly Match[] = ['exact', 'equal', 'subset', 'superset', 'partial'];

/** The fields with their names; undefined when one has none, which is a finding of its own. */
function namedFields(schema: Node): NamedField[] | undefined {
  const fields = itemsOf(memberValue(schema, 'fields'));
  const named = fields.flatMap((field) => {
    const node = memberValue(field, 'name');
    return node?.kind === 'string' ? [{ node, name: node.value }] : [];
  });
  return named.length > 0 && named.length === fields.length ? named : undefined;
}

/** The key `fields`, or the path of the file that the schema is in. */
function placeOf(resource: ObjectNode, { node, file }: Part): Place | undefined {
  const fields = memberOf(node, 'fields');
  return file === undefined ? fields && keyPlace(node, fields) : memberValue(resource, 'schema');
}

/** Without a header nothing but the number of columns can be compared. */
function* checkCount(comparison: Comparison): Generator<Problem> {
  const { fields, columns, match, file, place, severity } = comparison;
  if (match === 'exact' && fields.length !== columns.length) {
    const message = `The file ${file} has ${count(columns.length, 'column')}, but the schema has ${count(fields.length, 'field')}.`;
    yield finding(severity, 'datapackage/other-column-count', place, message, relatedIn(comparison));
  }
}

export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function* compare(comparison: Comparison, isOrdered: boolean): Generator<Problem> {
  const { fields, columns, match, keyOf, mayHaveMore } = comparison;
  const columnKeys = new Set(columns.map(keyOf));
  const fieldKeys = new Set(fields.map(({ name }) => keyOf(name)));
  // A name that is empty is about to be typed.
  const missing = fields.filter(({ name }) => name !== '' && !columnKeys.has(keyOf(name)));
  const extra = columns.filter((name) => !fieldKeys.has(keyOf(name)));
  if (missing.length === fields.length && columns.length > 0 && !mayHaveMore) {
    yield nothingInCommon(comparison);
    return;
  }
  const wantsAll = match === 'exact' || match === 'equal' || match === 'subset';
  const isJudged = wantsAll && !mayHaveMore;
  const names = isJudged ? missing.map(({ name }) => name) : [];
  const renamed = renamedColumns(names, extra);
  if (isJudged && missing.length > 0) {
    yield* missingFields(comparison, missing, renamed);
  }
  const found = new Set(renamed.values());
  const unnamed = extra.filter((name) => !found.has(name));
  if (match !== 'subset' && match !== 'partial' && unnamed.length > 0) {
    yield extraColumns(comparison, unnamed);
  }
  if (match === 'exact' && isOrdered && missing.length === 0 && extra.length === 0) {
    yield* checkOrder(comparison);
  }
}

function nothingInCommon(comparison: Comparison): Problem {
  const { columns, file, place, severity } = comparison;
  const message = `None of the fields is a column of ${file}, which has ${listed(columns)}: check that it is the right file, and that its first row names the columns.`;
  return finding(severity, 'datapackage/no-field-in-file', place, message, relatedIn(comparison));
}

/** What stands in the schema of another file is shown there, too. */
function relatedIn({ schema }: Comparison, node?: Node) {
  const fields = memberOf(schema.node, 'fields');
  const at = node ?? (fields && keyPlace(schema.node, fields));
  return schema.file !== undefined && at
    ? { related: [{ message: 'In the schema', at, file: schema.file }] }
    : {};
}

function* missingFields(
  comparison: Comparison,
  missing: readonly NamedField[],
  renamed: ReadonlyMap<string, string>,
): Generator<Problem> {
  const { document, schema, file, place, severity, columns, match } = comparison;
  if (missing.length > MAX_LISTED) {
    const names = listed(missing.map(({ name }) => name));
    const message = `The file ${file} has no columns for ${missing.length} fields: ${names}.`;
    yield finding(severity, 'datapackage/field-not-in-file', place, message, relatedIn(comparison));
    return;
  }
  for (const { node, name } of missing) {
    const near = renamed.get(name);
    const hint =
      near === undefined && match !== 'subset' && document.version !== '1.0'
        ? ` It has ${listed(columns)}.`
        : didYouMean(near);
    const message = `The file ${file} has no column ${shown(name)}.${hint}`;
    const isHere = schema.file === undefined;
    const fixes =
      isHere && near !== undefined
        ? proposedFix(`Rename to "${near}"`, replaceText(document, node, near))
        : [];
    yield finding(severity, 'datapackage/field-not-in-file', isHere ? node : place, message, {
      ...relatedIn(comparison, node),
      fixes,
    });
  }
}

function extraColumns(comparison: Comparison, extra: readonly string[]): Problem {
  const { file, place, severity, match } = comparison;
  const what = extra.length === 1 ? 'The column' : 'The columns';
  const verb = extra.length === 1 ? 'has' : 'have';
  const hint =
    match === 'exact' || match === 'equal'
      ? 'Describe it, or say that the file may have more'
      : 'Describe it, or take it out of the file';
  const message = `${what} ${listed(extra)} of ${file} ${verb} no field in the schema. ${extra.length === 1 ? hint : hint.replaceAll(/\bit\b/g, 'them')}.`;
  return finding(severity, 'datapackage/column-without-field', place, message, relatedIn(comparison));
}

/** Fields are mapped by their order: this is the case in which each value is checked as another field. */
function* checkOrder(comparison: Comparison): Generator<Problem> {
  const { fields, columns, keyOf, file, place, severity } = comparison;
  const at = fields.findIndex(({ name }, index) => keyOf(name) !== keyOf(columns[index] ?? ''));
  const field = fields[at];
  if (at < 0 || !field || fields.length !== columns.length) {
    return;
  }
  const message = `The fields stand in another order than the columns of ${file}: column ${at + 1} is ${shown(columns[at] ?? '')}, field ${at + 1} is ${shown(field.name)}.`;
  yield finding(severity, 'datapackage/field-order', place, message, relatedIn(comparison));
}

export function listed(names: readonly string[]): string {
  const quoted = names.slice(0, MAX_LISTED).map(shown);
  const more = names.length - quoted.length;
  return more > 0 ? `${quoted.join(', ')} and ${more} more` : inWords(quoted);
}
