import type { FieldCheck } from './field-check.ts';
import type { FindingList } from './finding-list.ts';
import type { SchemaCheck } from './schema-check.ts';
import type { PlaceOf, TableHeader } from './table-visitor.ts';
import { shownText } from './wording.ts';

/** Which field each column is of. */
export interface ColumnMap {
  /** By column; undefined for one that has no field. */
  readonly fields: readonly (FieldCheck | undefined)[];
  readonly labels: readonly string[];
  /** Rows may leave out cells, as objects of JSON do. */
  readonly mayLackCells: boolean;
}

/** Which labels count as the same name. */
export type KeyOfName = (name: string) => string;

/**
 * Holds the labels of a file against the fields of its schema (Table Schema, fieldsMatch) and says which column is
 * which field.
 */
export function checkHeader(
  header: TableHeader,
  place: PlaceOf,
  {
    schema,
    keyOf,
    found,
  }: { readonly schema: SchemaCheck; readonly keyOf: KeyOfName; readonly found: FindingList },
): ColumnMap {
  const labels = header.labels ?? [];
  const names = schema.fields.map(({ name }) => name);
  if (header.isByName) {
    return { fields: schema.fields, labels: names, mayLackCells: true };
  }
  if (header.labels === undefined) {
    return { fields: schema.fields, labels: names, mayLackCells: false };
  }
  const at = headerPlaces(header, place);
  if (labels.length > 0 && labels.every((label) => label === '')) {
    found.add('data/blank-header', () => ({
      message: 'The header has no labels: its cells are empty.',
      ...at(),
    }));
    return { fields: schema.fields, labels: names, mayLackCells: false };
  }
  checkLabels(labels, at, found);
  return schema.match === 'exact'
    ? matchByOrder(labels, at, { schema, keyOf, found })
    : matchByName(labels, at, { schema, keyOf, found });
}

type LabelPlace = (column?: number, field?: string) => object;

function headerPlaces({ number }: TableHeader, place: PlaceOf): LabelPlace {
  return (column, field) => {
    const range = place(column);
    return {
      ...(number > 0 && { row: number }),
      ...(column !== undefined && { fieldNumber: column + 1 }),
      ...(field !== undefined && { field }),
      ...(range && { range }),
    };
  };
}

function checkLabels(labels: readonly string[], at: LabelPlace, found: FindingList): void {
  const seen = new Map<string, number>();
  for (const [column, label] of labels.entries()) {
    const before = seen.get(label);
    if (label === '') {
      found.add('data/blank-label', () => ({ message: `Column ${column + 1} has no label.`, ...at(column) }));
    } else if (before !== undefined) {
      found.add('data/duplicate-label', () => ({
        message: `Column ${before + 1} has the label ${shownText(label)} already: programs could not tell the two apart.`,
        ...at(column, label),
      }));
    } else {
      seen.set(label, column);
    }
  }
}

interface Matching {
  readonly schema: SchemaCheck;
  readonly keyOf: KeyOfName;
  readonly found: FindingList;
}

function matchByOrder(
  labels: readonly string[],
  at: LabelPlace,
  { schema, keyOf, found }: Matching,
): ColumnMap {
  const { fields } = schema;
  const seen = new Set<string>();
  for (const [column, label] of labels.entries()) {
    const field = fields[column];
    const isOther = label !== '' && !seen.has(label);
    seen.add(label);
    if (!field) {
      found.add('data/extra-label', () => ({
        message: `Column ${column + 1}, ${shownText(label)}, has no field: the schema has ${fields.length}.`,
        ...at(column, label),
      }));
    } else if (isOther && keyOf(label) !== keyOf(field.name)) {
      found.add('data/incorrect-label', () => ({
        message: `The label ${shownText(label)} of column ${column + 1} has to be ${shownText(field.name)}, the name of its field.`,
        ...at(column, field.name),
      }));
    }
  }
  for (const [index, { name }] of fields.entries()) {
    if (index >= labels.length) {
      found.add('data/missing-label', () => ({
        message: `There is no column for the field ${shownText(name)}: the header has ${labels.length} labels, the schema ${fields.length} fields.`,
        ...at(index, name),
      }));
    }
  }
  return { fields, labels, mayLackCells: false };
}

function matchByName(
  labels: readonly string[],
  at: LabelPlace,
  { schema, keyOf, found }: Matching,
): ColumnMap {
  const { fields, match } = schema;
  const byName = new Map(fields.map((field) => [keyOf(field.name), field]));
  const left = new Map(byName);
  const columns = labels.map((label) => {
    const field = left.get(keyOf(label));
    left.delete(keyOf(label));
    return field;
  });
  if (match === 'partial' && left.size === byName.size) {
    found.add('data/unmatched-header', () => ({
      message: 'None of the columns has the name of a field of the schema.',
      ...at(),
    }));
  }
  for (const [column, label] of labels.entries()) {
    const isExtra = match === 'equal' || match === 'superset';
    if (isExtra && label !== '' && !byName.has(keyOf(label))) {
      found.add('data/extra-label', () => ({
        message: `Column ${column + 1}, ${shownText(label)}, has no field, and "fieldsMatch" ("${match}") allows none without.`,
        ...at(column, label),
      }));
    }
  }
  if (match === 'equal' || match === 'subset') {
    for (const { name } of left.values()) {
      found.add('data/missing-label', () => ({
        message: `There is no column for the field ${shownText(name)}, and "fieldsMatch" ("${match}") wants one for each.`,
        ...at(labels.length, name),
      }));
    }
  }
  return { fields: columns, labels, mayLackCells: false };
}
