import { finding, headOf, keyPlace } from '../finding.ts';
import type { Problem } from '../problem.ts';
import { memberOf, memberValue, textOf } from '../tree.ts';
import { checkBox } from './bbox-rules.ts';
import { geometryOf } from './geometry.ts';
import { checkGeometry } from './geometry-rules.ts';
import { linksOf, type StacObject } from './stac-rule.ts';

/** More properties than this are hardly all for searching (best-practices.md, Field selection). */
const MANY_PROPERTIES = 20;

/** The footprint and its box. */
export function* checkFootprint(stac: StacObject): Generator<Problem> {
  const geometry = geometryOf(stac.object);
  const whereabouts = geometry ? yield* checkGeometry(stac, geometry) : undefined;
  yield* checkBox(stac, whereabouts);
}

/** The `collection` member and the link to the collection come together (item-spec.md, Collections). */
export function* checkCollection(stac: StacObject): Generator<Problem> {
  const { document, object: item } = stac;
  const member = memberOf(item, 'collection');
  const link = linksOf(stac).find((each) => textOf(memberValue(each, 'rel')) === 'collection');
  if (link && !member) {
    yield finding(
      'error',
      'stac/missing-property',
      { ...headOf(document, item), path: item.path },
      'The item needs "collection", the id of its collection, because it has a link with "rel": "collection".',
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

/** Fields that nobody searches by belong in a file that the item links to. */
export function* checkPropertyCount({ document, object }: StacObject): Generator<Problem> {
  const properties = memberValue(object, 'properties');
  const count = properties?.kind === 'object' ? properties.members.length : 0;
  if (properties && count > MANY_PROPERTIES) {
    const message = `The item has ${count} properties; more than ${MANY_PROPERTIES} make an API slow and costly. What nobody searches by can stand in the assets or in a file of its own.`;
    yield finding('info', 'stac/many-properties', headOf(document, properties), message);
  }
}
