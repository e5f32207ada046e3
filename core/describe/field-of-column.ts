import type { ColumnFact, FoundField } from '#core/tableschema/data-fact.ts';
import { foundMembers } from '#core/tableschema/found-field.ts';

/** A field of a table schema as an object of a descriptor, its members in the order in which they are written. */
export interface DescribedField extends FoundField {
  readonly name: string;
}

/** The field that describes a column of a data file, by what was found in it; the defaults of a type are left out. */
export function fieldOfColumn(column: ColumnFact): DescribedField {
  return { name: column.name, ...foundMembers(column) };
}
