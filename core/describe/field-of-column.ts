import type { ColumnFact } from '#core/tableschema/data-fact.ts';

/** A field of a table schema as an object of a descriptor. */
export interface DescribedField {
  readonly name: string;
  readonly type: string;
  readonly format?: string;
}

/** The field that describes a column of a data file, by what was found in it. */
export function fieldOfColumn({ name, type, format }: ColumnFact): DescribedField {
  return { name, type, ...(format !== undefined && format !== 'default' && { format }) };
}
