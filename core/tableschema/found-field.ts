import type { FoundField } from './data-fact.ts';

/** The members of a field that say what was found in its column; the defaults of the standard are left out. */
export function foundMembers(found: FoundField): FoundField {
  const { type, format, decimalChar, groupChar, bareNumber, trueValues, falseValues } = found;
  return {
    type,
    ...(format !== undefined && format !== 'default' && { format }),
    ...(decimalChar !== undefined && { decimalChar }),
    ...(groupChar !== undefined && { groupChar }),
    ...(bareNumber !== undefined && { bareNumber }),
    ...(trueValues && { trueValues }),
    ...(falseValues && { falseValues }),
  };
}
