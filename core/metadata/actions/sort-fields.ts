import { tableOf } from '../datapackage/described-tables.ts';
import type { MetadataDocument } from '../document.ts';
import { reorderEntries } from '../edits/reorder.ts';
import type { Surroundings } from '../surroundings.ts';
import { itemsOf, memberValue, oneOrMany, textOf } from '../tree.ts';
import type { Offer } from './offer.ts';
import { resourceAt } from './placed-part.ts';

/** Puts the fields of a table schema in the order of the columns of the data; others follow. */
export function offerSortedFields(
  document: MetadataDocument,
  offset: number,
  surroundings: Surroundings,
): Offer[] {
  const resource = resourceAt(document, offset);
  const schema = document.kind === 'tableschema' ? document.root : memberValue(resource, 'schema');
  const fields = memberValue(schema, 'fields');
  const path = resource
    ? textOf(oneOrMany(memberValue(resource, 'path'))[0])
    : tableOf(document, surroundings)?.path;
  const columns = path === undefined ? undefined : surroundings.data(path)?.columns;
  if (fields?.kind !== 'array' || !columns || !schema || offset < schema.offset) {
    return [];
  }
  const places = new Map(columns.map(({ name }, index) => [name, index]));
  const placeOf = (index: number): number =>
    places.get(textOf(memberValue(itemsOf(fields)[index], 'name')) ?? '') ?? columns.length;
  const order = fields.items.map((_, index) => index).sort((a, b) => placeOf(a) - placeOf(b) || a - b);
  if (order.every((from, to) => from === to)) {
    return [];
  }
  return [
    {
      id: 'sort-fields',
      title: `Put the fields in the order of the columns of "${path}"`,
      kind: 'refactor.rewrite',
      change: () => {
        const edits = reorderEntries(document, fields, order);
        return edits && { edits };
      },
    },
  ];
}
