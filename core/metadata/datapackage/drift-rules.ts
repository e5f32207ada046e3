import type { CastField } from '#core/tableschema/cast.ts';
import type { FieldType } from '#core/tableschema/field-type.ts';
import type { ColumnFact, DataFact } from '../data-fact.ts';
import type { DialectInForce } from '../described-table.ts';
import type { MetadataDocument } from '../document.ts';
import { finding, headOf, type Place } from '../finding.ts';
import type { Problem } from '../problem.ts';
import type { Surroundings } from '../surroundings.ts';
import { itemsOf, memberValue, type ObjectNode, textOf } from '../tree.ts';
import { shown, shownShort } from '../wording.ts';
import { dataOf, dialectInForce, hasNoHeader, hasOtherDelimiter } from './data-of-resource.ts';
import { foundTables, ofEachTable } from './described-tables.ts';
import { type FieldView, fieldsOf } from './field-view.ts';
import { fieldNames, type Part, partOf } from './resources.ts';

/**
 * The values that were seen in a column are of the type of its field (table-schema.md, Field Types). Only what was
 * looked at is told: a value that does not cast, or a physical type that holds something else.
 */
export function* checkDrift(
  resource: ObjectNode,
  document: MetadataDocument,
  surroundings: Surroundings,
): Generator<Problem> {
  const schema = partOf(resource, 'schema', document, surroundings);
  const [first] = dataOf(resource, surroundings);
  if (!schema || !first) {
    return;
  }
  const dialect = dialectInForce(resource, document, surroundings);
  for (const odd of oddFields(schema, first.data, dialect)) {
    yield toldAt(resource, schema, odd);
  }
}

/** The same for a schema in a file of its own, with each of the tables that are known to be its. */
export function* checkDriftOfSchema(
  document: MetadataDocument,
  surroundings: Surroundings,
): Generator<Problem> {
  const { root } = document;
  if (root?.kind !== 'object') {
    return;
  }
  const schema = { node: root, document };
  yield* ofEachTable(
    foundTables(document, surroundings, 'tableschema'),
    function* check({ path, data, dialect }) {
      for (const { field, code, message } of oddFields(schema, data, dialect)) {
        yield finding('warning', code, placeOf(field), `In ${shown(path)}: ${message}`);
      }
    },
  );
}

/** A field whose column holds something else. */
interface OddField {
  readonly field: FieldView;
  readonly code: string;
  readonly message: string;
}

function* oddFields(schema: Part, data: DataFact, dialect: DialectInForce): Generator<OddField> {
  const isDoubtful =
    data.dialect !== undefined &&
    (hasOtherDelimiter(data, dialect) || hasNoHeader(data, dialect, fieldNames(schema.node)));
  if (isDoubtful) {
    return;
  }
  const columns = columnsOf(data, dialect.header);
  const places = new Map(itemsOf(memberValue(schema.node, 'fields')).map((field, index) => [field, index]));
  for (const field of fieldsOf(schema.node, schema.document)) {
    const name = textOf(memberValue(field.node, 'name'));
    const column = name === undefined ? undefined : columns(name, places.get(field.node) ?? -1);
    const odd = column && (column.physical === undefined ? oddValue : oddColumn)(field, column);
    if (odd) {
      yield { field, ...odd };
    }
  }
}

/** Finds the column of a field: by its name, or by its place where the file has no names. */
function columnsOf({ columns, dialect }: DataFact, hasHeader: boolean) {
  const byName = new Map(columns.map((column) => [column.name, column]));
  return (name: string, index: number): ColumnFact | undefined =>
    dialect && !hasHeader ? columns[index] : byName.get(name);
}

/** What is odd about the values of a text column: one that the field cannot be. */
function oddValue(field: FieldView, column: ColumnFact): { code: string; message: string } | undefined {
  const cast = field.cast();
  const odd = cast && oddOf(cast, column, field.missingValues);
  if (!cast || odd === undefined) {
    return undefined;
  }
  const known = knownAs(column);
  const message = `The column ${shown(column.name)} has the value ${shownShort(odd)}, but each has to be ${cast.expected}.${known}`;
  return { code: 'datapackage/value-of-other-type', message };
}

function oddOf(cast: CastField, column: ColumnFact, missing: ReadonlySet<string>): string | undefined {
  const { samples, counterexamples = [], almost, minimum, maximum } = column;
  const seen = [...(almost?.except ?? []), ...counterexamples, ...samples, minimum, maximum];
  return seen.find(
    (text): text is string => text !== undefined && !missing.has(text) && cast.text(text) === undefined,
  );
}

/** What the data looks like instead, when that is a narrower type. */
function knownAs({ type, format, almost }: ColumnFact): string {
  const found = almost ?? { type, format };
  if (found.type === 'string' || found.type === 'any') {
    return '';
  }
  const pattern = found.format === undefined ? '' : ` as ${found.format}`;
  return almost
    ? ` All other values are of type "${found.type}"${pattern}: if this one stands for a missing value, add it to "missingValues".`
    : ` The values look like "${found.type}"${pattern}.`;
}

/** Which types of fields hold what a column with a type of its own holds, besides `any`. */
const HOLD: Readonly<Record<FieldType, readonly FieldType[]>> = {
  string: ['string'],
  integer: ['integer', 'number', 'year'],
  number: ['number'],
  boolean: ['boolean'],
  date: ['date'],
  datetime: ['datetime'],
  time: ['time'],
  duration: ['duration'],
  array: ['array', 'list', 'geopoint'],
  object: ['object', 'geojson', 'geopoint'],
  list: ['list', 'array'],
  year: ['year', 'integer', 'number'],
  yearmonth: ['yearmonth'],
  geopoint: ['geopoint'],
  geojson: ['geojson', 'object'],
  any: [],
};

/** What is odd about a column of Parquet or Arrow: it holds something else, and its values do not cast either. */
function oddColumn(field: FieldView, column: ColumnFact): { code: string; message: string } | undefined {
  const isHeld = field.type === 'any' || column.type === 'any' || HOLD[column.type].includes(field.type);
  // Bytes may be anything, such as a geometry.
  const isBinary = column.format === 'binary';
  const cast = field.cast();
  if (!cast || isBinary || (isHeld && column.type !== 'string')) {
    return undefined;
  }
  const odd = oddOf(cast, column, field.missingValues);
  if (column.type === 'string' && odd !== undefined) {
    return {
      code: 'datapackage/value-of-other-type',
      message: `The column ${shown(column.name)} has the value ${shownShort(odd)}, but each has to be ${cast.expected}.`,
    };
  }
  const isText = column.type === 'string' && column.samples.length > 0;
  if (isHeld || isText || (odd === undefined && column.samples.length > 0)) {
    return undefined;
  }
  return {
    code: 'datapackage/column-of-other-type',
    message: `The column ${shown(column.name)} holds ${column.physical ?? column.type}, which is of type "${column.type}", not "${field.type}".`,
  };
}

function placeOf({ node, document, stated }: FieldView): Place {
  return memberValue(node, 'format') ?? stated ?? headOf(document, node);
}

function toldAt(resource: ObjectNode, { file }: Part, { field, code, message }: OddField): Problem {
  const own = placeOf(field);
  const elsewhere = file === undefined ? undefined : memberValue(resource, 'schema');
  const related = file === undefined ? undefined : [{ message: 'The field', at: own, file }];
  return finding('warning', code, elsewhere ?? own, message, { related });
}
