import type { MetadataDocument } from '../document.ts';
import { finding, headOf, keyPlace } from '../finding.ts';
import type { Problem } from '../problem.ts';
import { itemsOf, memberOf, memberValue, type ObjectNode, textOf } from '../tree.ts';
import { checkBox } from './bbox-rules.ts';

/** What the schema of an item cannot say, or would say so that nobody understands it. */
export function* checkItem(document: MetadataDocument, item: ObjectNode): Generator<Problem> {
  yield* checkBox(document, item);
  yield* checkTime(item);
  yield* checkCollection(document, item);
}

/** `datetime` may only be null when the item has a start and an end (item-spec.md, `datetime`). */
function* checkTime(item: ObjectNode): Generator<Problem> {
  const properties = memberValue(item, 'properties');
  const datetime = memberOf(properties, 'datetime');
  if (datetime?.value?.kind !== 'null' || !properties) {
    return;
  }
  const missing = ['start_datetime', 'end_datetime'].filter((key) => !memberOf(properties, key));
  if (missing.length > 0) {
    const names = missing.map((key) => `"${key}"`).join(' and ');
    yield finding(
      'error',
      'stac/null-datetime',
      datetime.value.length > 0 ? datetime.value : keyPlace(properties, datetime),
      `"datetime" may only be null together with "start_datetime" and "end_datetime": add ${names}, or a time.`,
    );
  }
}

/** The `collection` member and the link to the collection come together (item-spec.md, Collections). */
function* checkCollection(document: MetadataDocument, item: ObjectNode): Generator<Problem> {
  const member = memberOf(item, 'collection');
  const links = itemsOf(memberValue(item, 'links'));
  const link = links.find((each) => textOf(memberValue(each, 'rel')) === 'collection');
  if (link && !member) {
    yield finding(
      'error',
      'stac/missing-property',
      { ...headOf(document, item), path: item.path },
      'An item with a link to its collection needs "collection", the id of that collection.',
      { related: [{ message: 'The link to the collection', at: headOf(document, link) }] },
    );
  } else if (member && !link) {
    yield finding(
      'error',
      'stac/collection-link',
      keyPlace(item, member),
      'An item with "collection" needs a link to that collection: { "rel": "collection", "href": … }.',
    );
  }
}
