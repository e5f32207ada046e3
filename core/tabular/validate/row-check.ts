import { type Logical, logicalKey } from '#core/tableschema/logical.ts';
import type { ColumnType } from '../table.ts';
import type { DataCode, DataFinding } from './data-finding.ts';
import type { FieldCheck, ReadCell } from './field-check.ts';
import type { FindingList } from './finding-list.ts';
import type { ColumnMap } from './header-check.ts';
import { KeyIndex, KeyMemory } from './key-index.ts';
import type { KeyCheck, SchemaCheck } from './schema-check.ts';
import type { PlaceOf } from './table-visitor.ts';
import { asWritten, shownText } from './wording.ts';

/** A column with what its cells are held against. */
interface CheckedColumn {
  readonly field: FieldCheck;
  readonly read: (cell: unknown) => ReadCell;
  /** Set where the values of the column differ from each other. */
  readonly unique: KeyIndex | undefined;
}

interface CheckedKey extends KeyCheck {
  readonly columns: readonly number[];
  readonly index: KeyIndex;
}

/** Holds rows against the fields and keys of a schema. Each row is looked at once. */
export class RowCheck {
  private readonly found: FindingList;
  private readonly columns: readonly (CheckedColumn | undefined)[];
  private readonly keys: readonly CheckedKey[];
  private readonly map: ColumnMap;
  private readonly mayHaveMore: boolean;
  /** The values of the row at hand that keys are made of, by column; undefined for those that are none. */
  private values: (Logical | undefined)[] = [];
  private readonly keyColumns: ReadonlySet<number>;
  private readonly primaryColumns: ReadonlySet<number>;

  constructor(
    schema: SchemaCheck,
    map: ColumnMap,
    { found, types }: { readonly found: FindingList; readonly types: readonly ColumnType[] | undefined },
  ) {
    const memory = new KeyMemory();
    this.found = found;
    this.map = map;
    this.mayHaveMore = schema.match === 'subset' || schema.match === 'partial';
    this.columns = map.fields.map((field, column) => {
      const type = types?.[column];
      return (
        field && {
          field,
          read: type ? field.readerOf(type) : field.read,
          unique: field.isUnique ? new KeyIndex(memory) : undefined,
        }
      );
    });
    const columnOf = (name: string) => map.fields.findIndex((field) => field?.name === name);
    this.keys = schema.keys
      .map((key) => ({ ...key, columns: key.fields.map(columnOf), index: new KeyIndex(memory) }))
      .filter(({ columns }) => !columns.includes(-1));
    this.keyColumns = new Set(this.keys.flatMap(({ columns }) => columns));
    this.primaryColumns = new Set(
      this.keys.flatMap(({ code, columns }) => (code === 'data/primary-key' ? columns : [])),
    );
  }

  /** Checks of which there was no room to remember all values, for people. */
  get given(): readonly string[] {
    return [
      ...this.columns.flatMap((column) =>
        column?.unique?.isOpen === false
          ? [`that the values of the field "${column.field.name}" are unique, of which there are too many`]
          : [],
      ),
      ...this.keys.flatMap(({ index, fields }) =>
        index.isOpen
          ? []
          : [`that the values of the key (${fields.join(', ')}) are unique, of which there are too many`],
      ),
    ];
  }

  check(cells: readonly unknown[], number: number, place: PlaceOf): void {
    const { columns, found, map } = this;
    if (!map.mayLackCells && cells.every(isBlank)) {
      found.add('data/blank-row', () => ({
        message: 'This row is blank: all its cells are empty.',
        ...at(place, { row: number }),
      }));
      return;
    }
    this.values = [];
    for (let column = 0; column < columns.length; column++) {
      const checked = columns[column];
      const read = checked && (column < cells.length ? checked.read(cells[column]) : MISSING);
      if (read?.kind !== 'value' || column >= cells.length) {
        this.complain(cells, column, checked, { read, row: number, place });
      }
      if (checked && (read?.kind === 'value' || read?.kind === 'breach') && read.value !== undefined) {
        this.remember(cells, column, checked, { value: read.value, row: number, place });
      }
    }
    this.checkMore(cells, number, place);
    for (const key of this.keys) {
      this.checkKey(key, number, place);
    }
  }

  /** Tells what is wrong with one cell. */
  private complain(
    cells: readonly unknown[],
    column: number,
    checked: CheckedColumn | undefined,
    {
      read,
      row,
      place,
    }: { readonly read: ReadCell | undefined; readonly row: number; readonly place: PlaceOf },
  ): void {
    const isThere = column < cells.length;
    const name = checked?.field.name ?? this.map.labels[column] ?? '';
    const tell = (code: DataCode, message: () => string) =>
      this.tell(code, { row, column, name, place }, message);
    if (!isThere && !this.map.mayLackCells) {
      tell(
        'data/missing-cell',
        () =>
          `There is no cell for ${fieldInWords(name, column)}: the row has ${cells.length} cells, and ${this.columns.length} are expected.`,
      );
    }
    const what = () => `${asWritten(cells[column])} in the field ${shownText(name)}`;
    if (read?.kind === 'wrong') {
      tell('data/type-error', () => `${what()} has to be ${read.expected}.`);
    } else if (read?.kind === 'breach') {
      for (const breach of read.breaches) {
        tell('data/constraint-error', () => `${what()} has to ${breach}.`);
      }
    } else if (read?.kind === 'missing' && checked?.field.isRequired) {
      tell(
        'data/constraint-error',
        () => `A value of the field ${shownText(name)} is missing, and the field is required.`,
      );
    } else if (read?.kind === 'missing' && isThere && this.primaryColumns.has(column)) {
      tell(
        'data/primary-key',
        () => `A value of the field ${shownText(name)} is missing, and the primary key needs it.`,
      );
    }
  }

  /** Keeps a value for the keys that it is in, and tells whether its column had it before. */
  private remember(
    cells: readonly unknown[],
    column: number,
    { field, unique }: CheckedColumn,
    { value, row, place }: { readonly value: Logical; readonly row: number; readonly place: PlaceOf },
  ): void {
    if (unique) {
      const before = unique.add(indexed(value), row);
      if (before !== undefined) {
        const { name } = field;
        this.tell(
          'data/unique-error',
          { row, column, name, place },
          () =>
            `${asWritten(cells[column])} in the field ${shownText(name)} is ${inRow(before)} already, and values of the field are unique.`,
        );
      }
    }
    if (this.keyColumns.has(column)) {
      this.values[column] = value;
    }
  }

  private tell(
    code: DataCode,
    {
      row,
      column,
      name,
      place,
    }: { readonly row: number; readonly column: number; readonly name: string; readonly place: PlaceOf },
    message: () => string,
  ): void {
    this.found.add(code, () => ({
      message: message(),
      ...at(place, { row, column, ...(name !== '' && { field: name }) }),
    }));
  }

  private checkMore(cells: readonly unknown[], row: number, place: PlaceOf): void {
    const width = this.columns.length;
    if (this.map.mayLackCells && this.mayHaveMore) {
      return;
    }
    for (let column = width; column < cells.length; column++) {
      this.found.add('data/extra-cell', () => ({
        message: `${asWritten(cells[column])} has no column: the row has ${cells.length} cells, and ${width} are expected.`,
        ...at(place, { row, column }),
      }));
    }
  }

  /** A key has all its values (table-schema.md, primaryKey), or is not judged where one is missing (uniqueKeys). */
  private checkKey({ code, columns, fields, index }: CheckedKey, row: number, place: PlaceOf): void {
    const values = columns.map((column) => this.values[column]);
    if (values.includes(undefined)) {
      return;
    }
    const parts = values.map((value) => indexed(value ?? ''));
    const [only] = parts;
    const key = parts.length === 1 && only !== undefined ? only : JSON.stringify(parts);
    const before = index.add(key, row);
    if (before !== undefined) {
      const [column = 0] = columns;
      const named = code === 'data/primary-key' ? 'primary key' : 'unique key';
      this.found.add(code, () => ({
        message: `The ${named} (${fields.join(', ')}) has the same values as ${inRow(before).replace(/^in /, '')}: ${parts.map(asWritten).join(', ')}.`,
        ...at(place, { row, column, ...(fields.length === 1 && { field: fields[0] ?? '' }) }),
      }));
    }
  }
}

const MISSING: ReadCell = { kind: 'missing' };

function isBlank(cell: unknown): boolean {
  return cell === '' || cell === null || cell === undefined;
}

/** A value as it is told from others: small whole numbers as such, which takes less memory. */
function indexed(value: Logical): string | number {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  return logicalKey(value);
}

function inRow(row: number): string {
  return row === 0 ? 'in an earlier row' : `in row ${row}`;
}

function fieldInWords(name: string, column: number): string {
  return name === '' ? `column ${column + 1}` : shownText(name);
}

function at(
  place: PlaceOf,
  { row, column, field }: { readonly row: number; readonly column?: number; readonly field?: string },
): Omit<DataFinding, 'code' | 'message'> {
  const range = place(column);
  return {
    row,
    ...(column !== undefined && { fieldNumber: column + 1 }),
    ...(field !== undefined && { field }),
    ...(range && { range }),
  };
}
