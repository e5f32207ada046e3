import type { MetadataDocument } from '../document.ts';
import { reorderEntries } from '../edits/reorder.ts';
import { editInRounds } from '../edits/rounds.ts';
import type { Node } from '../node.ts';
import type { TextEdit } from '../problem.ts';
import type { Located } from '../schema/catalog.ts';
import { propertiesOf, rootSchemas, schemasBelow } from '../schema/schema-at.ts';
import type { ObjectNode } from '../tree.ts';
import type { Offer } from './offer.ts';

/** Puts properties in the order in which the standard describes them; those of one's own follow, in their order. */
export function offerOrganised(document: MetadataDocument): Offer[] {
  return document.root?.kind === 'object' && document.syntax.length === 0
    ? [
        {
          id: 'organise',
          title: 'Put properties in the order of the standard',
          kind: 'source.organizeProperties.waybill',
          change: () => {
            const { edits } = editInRounds(document, outermost);
            return edits.length > 0 ? { edits } : undefined;
          },
        },
      ]
    : [];
}

/** Objects that are not in order yet. What lies within one of them waits for the next round. */
function* outermost(document: MetadataDocument): Generator<readonly TextEdit[]> {
  if (document.root) {
    yield* below(document, document.root, rootSchemas(document));
  }
}

function* below(
  document: MetadataDocument,
  node: Node,
  schemas: readonly Located[],
): Generator<readonly TextEdit[]> {
  if (schemas.length === 0) {
    return; // data, or an extension: nobody says how it is ordered
  }
  if (node.kind === 'object') {
    const edits = inOrderOf(document, node, [...propertiesOf(schemas.map(({ schema }) => schema)).keys()]);
    if (edits && edits.length > 0) {
      yield edits;
    }
    for (const { key, value } of node.members) {
      if (value) {
        yield* below(document, value, schemasBelow(schemas, key, value));
      }
    }
  } else if (node.kind === 'array') {
    for (const [index, item] of node.items.entries()) {
      yield* below(document, item, schemasBelow(schemas, index, item));
    }
  }
}

function inOrderOf(document: MetadataDocument, node: ObjectNode, known: readonly string[]) {
  const places = new Map(known.map((name, index) => [name, index]));
  const placeOf = (index: number): number => places.get(node.members[index]?.key ?? '') ?? known.length;
  const order = node.members.map((_, index) => index).sort((a, b) => placeOf(a) - placeOf(b) || a - b);
  return order.every((from, to) => from === to) ? undefined : reorderEntries(document, node, order);
}
