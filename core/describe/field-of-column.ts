import type { ColumnFact, FoundField } from '#core/tableschema/data-fact.ts';

/** A field of a table schema as an object of a descriptor, its members in the order in which they are written. */
export interface DescribedField extends FoundField {
  readonly name: string;
}

/** The field that describes a column of a data file, by what was found in it; the defaults of a type are left out. */
export function fieldOfColumn(column: ColumnFact): DescribedField {
  const { name, type, format, decimalChar, groupChar, bareNumber, trueValues, falseValues } = column;
  return {
    name,
    type,
    ...(format !== undefined && format !== 'default' && { format }),
    ...(decimalChar !== undefined && { decimalChar }),
    ...(groupChar !== undefined && { groupChar }),
    ...(bareNumber !== undefined && { bareNumber }),
    ...(trueValues && { trueValues }),
    ...(falseValues && { falseValues }),
  };
}
