import { isFields } from '#core/base/decode.ts';
import { type CastField, compileField } from '#core/tableschema/cast.ts';
import { type ConstraintCheck, compileConstraints } from '#core/tableschema/constraint-check.ts';
import { decodeField, type FieldDescription } from '#core/tableschema/field-description.ts';
import { type Logical, logicalKey } from '#core/tableschema/logical.ts';
import { decodeMissingValues } from '#core/tableschema/missing-values.ts';
import { hasReadableFormat } from '#core/tableschema/readable-format.ts';
import type { SchemaVersion } from '#core/tableschema/type-rules.ts';
import type { ColumnType } from '../table.ts';
import { isTextual } from './cell-value.ts';
import { constraintInWords } from './wording.ts';

/** What a field asks of its cells. */
export interface FieldCheck {
  readonly name: string;
  readonly isRequired: boolean;
  readonly isUnique: boolean;
  /** Constraints that are not looked at here. */
  readonly unchecked: readonly string[];
  /** What a cell is; reads texts and JSON values. */
  read(cell: unknown): ReadCell;
  /** The same for a column that has a type itself, its cells given by `valueOfCell`. */
  readerOf(type: ColumnType): (cell: unknown) => ReadCell;
}

/** What a cell was found to be. */
export type ReadCell =
  | { readonly kind: 'missing' }
  | { readonly kind: 'value'; readonly value: Logical | undefined }
  /** No value of the type; what it has to be instead. */
  | { readonly kind: 'wrong'; readonly expected: string }
  /** A value that breaks constraints: their names, and what each asks for. */
  | { readonly kind: 'breach'; readonly value: Logical; readonly breaches: readonly string[] };

const MISSING: ReadCell = { kind: 'missing' };

/** What all fields of a schema share. */
export interface FieldContext {
  readonly version: SchemaVersion;
  readonly missingValues: ReadonlySet<string>;
  readonly nullSequence: string | undefined;
}

/** A field of which only the name is known: its cells are whatever they are. */
export function anyField(name: string): FieldCheck {
  const read = (cell: unknown): ReadCell =>
    cell === '' || cell === null || cell === undefined ? MISSING : { kind: 'value', value: undefined };
  return { name, isRequired: false, isUnique: false, unchecked: [], read, readerOf: () => read };
}

/** Compiles a field of a schema, a plain JSON value. A type or format that nobody knows leaves its cells unjudged. */
export function compileFieldCheck(field: unknown, context: FieldContext): FieldCheck {
  const members: Readonly<Record<string, unknown>> = isFields(field) ? field : {};
  const name = typeof members['name'] === 'string' ? members['name'] : '';
  const description = decodeField(field, context.version);
  const isKnown =
    description !== undefined &&
    hasReadableFormat(description) &&
    !(description.type === 'list' && context.version === '1.0');
  const constraints = isFields(members['constraints']) ? members['constraints'] : {};
  const common = {
    name,
    isRequired: constraints['required'] === true,
    isUnique: constraints['unique'] === true,
    unchecked: isKnown && constraints['jsonSchema'] !== undefined ? ['jsonSchema'] : [],
  };
  const isMissing = missingOf(members, context);
  if (!isKnown) {
    const read = (cell: unknown): ReadCell =>
      isMissing(cell) ? MISSING : { kind: 'value', value: undefined };
    return { ...common, isUnique: false, read, readerOf: () => read };
  }
  const checked: Checked = {
    description,
    constraints,
    categories: categoriesOf(members),
    version: context.version,
  };
  const readValue = valueReader(checked, description);
  return {
    ...common,
    read: (cell) => (isMissing(cell) ? MISSING : readValue(cell)),
    readerOf: (type) => typedReader(type, checked, (cell) => (isMissing(cell) ? MISSING : readValue(cell))),
  };
}

interface Checked {
  readonly description: FieldDescription;
  readonly constraints: Readonly<Record<string, unknown>>;
  readonly categories: readonly unknown[] | undefined;
  readonly version: SchemaVersion;
}

type IsMissing = (cell: unknown) => boolean;

/** What counts as missing; a field has missing values of its own since version 2. */
function missingOf(
  members: Readonly<Record<string, unknown>>,
  { version, missingValues, nullSequence }: FieldContext,
): IsMissing {
  const own = version === '2.0' ? decodeMissingValues(members['missingValues']) : undefined;
  const missing = new Set([...(own ?? missingValues), ...(nullSequence === undefined ? [] : [nullSequence])]);
  // Most often it is the empty text alone, which needs no look into a set for each of millions of cells.
  const isEmpty = missing.has('');
  const hasOthers = missing.size > (isEmpty ? 1 : 0);
  return (cell) =>
    cell === null ||
    cell === undefined ||
    (typeof cell === 'string' && (cell === '' ? isEmpty : hasOthers && missing.has(cell)));
}

/** The values of `categories`, which are texts or objects with a `value` (Table Schema 2.0, categories). */
function categoriesOf({ categories }: Readonly<Record<string, unknown>>): readonly unknown[] | undefined {
  return Array.isArray(categories)
    ? categories.map((each: unknown) => (isFields(each) ? each['value'] : each))
    : undefined;
}

function valueReader(checked: Checked, description: FieldDescription): (cell: unknown) => ReadCell {
  const { categories, constraints, version } = checked;
  const cast = compileField(description, version);
  const checks = compileConstraints(description.type, constraints, cast);
  const allowed = categories && categoryKeys(categories, cast);
  const wrong: ReadCell = { kind: 'wrong', expected: cast.expected };
  return (cell) => {
    const value = typeof cell === 'string' ? cast.text(cell) : cast.json(cell);
    if (value === undefined) {
      return wrong;
    }
    const isFine = checks.every(({ holds }) => holds(value)) && (allowed?.has(logicalKey(value)) ?? true);
    return isFine
      ? { kind: 'value', value }
      : { kind: 'breach', value, breaches: breachesOf(value, checks, checked, allowed) };
  };
}

function categoryKeys(categories: readonly unknown[], cast: CastField): ReadonlySet<string> | undefined {
  const keys = categories.flatMap((each) => {
    const value = cast.json(each);
    return value === undefined ? [] : [logicalKey(value)];
  });
  return keys.length === 0 ? undefined : new Set(keys);
}

function breachesOf(
  value: Logical,
  checks: readonly ConstraintCheck[],
  { constraints, categories }: Checked,
  allowed: ReadonlySet<string> | undefined,
): string[] {
  const broken = checks.filter(({ holds }) => !holds(value));
  return [
    ...broken.map(({ name }) => constraintInWords(name, constraints[name])),
    ...(allowed && !allowed.has(logicalKey(value)) ? [constraintInWords('categories', categories)] : []),
  ];
}

/**
 * Values of a file that has types itself. How texts are written (formats, signs, words for true) does not concern them;
 * a number is no text, whatever it would look like.
 */
function typedReader(
  type: ColumnType,
  checked: Checked,
  readText: (cell: unknown) => ReadCell,
): (cell: unknown) => ReadCell {
  if (isTextual(type)) {
    return readText;
  }
  const { description } = checked;
  if (description.type === 'string' && type.kind !== 'binary') {
    return (cell) => (cell === null ? MISSING : { kind: 'wrong', expected: 'text' });
  }
  // Times of files have fractions and zones, which version 2 does not have in its texts.
  const reader = valueReader({ ...checked, version: '1.0' }, { type: description.type });
  return (cell) => (cell === null ? MISSING : reader(cell));
}
