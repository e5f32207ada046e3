import type { MetadataDocument } from '../../document.ts';
import type { Problem } from '../../problem.ts';
import type { Surroundings } from '../../surroundings.ts';
import { itemsOf, memberValue, type ObjectNode, textOf } from '../../tree.ts';
import { counted, edges } from './describe-geometry.ts';
import { mapAssets, thumbnailOf } from './map-assets.ts';
import { boxAround, mapBoxAt } from './map-box.ts';
import { collectionFacts, itemFacts } from './map-facts.ts';
import { type DrawnItem, drawItem } from './map-feature.ts';
import { type Neighbourhood, neighbourhoodOf } from './map-neighbours.ts';
import type { MapBox, MapStatus, MapView } from './map-view.ts';
import { statusOf } from './status.ts';

/** What one picture holds at most. What is beyond is told of in a notice. */
const MOST = { positions: 20_000, features: 5_000, boxes: 500, assets: 1_000 };

const NOBODY: Neighbourhood = { neighbours: [], extents: [], more: 0 };

/**
 * The picture of a STAC document, from its tree alone and what is known around it. Undefined for documents that are
 * none.
 */
export function mapViewOf(
  document: MetadataDocument,
  problems: readonly Problem[],
  surroundings: Surroundings,
): MapView | undefined {
  const { root, kind } = document;
  if (root?.kind !== 'object') {
    return undefined;
  }
  switch (kind) {
    case 'stac-item':
      return itemView(root, problems, surroundings);
    case 'stac-itemcollection':
      return itemsView(root, problems);
    case 'stac-collection':
    case 'stac-catalog':
      return collectionView(root, kind === 'stac-collection' ? 'collection' : 'catalog', surroundings);
    case 'datapackage':
    case 'dataresource':
    case 'tableschema':
    case 'tabledialect':
    case 'waybill-config':
    case 'unknown':
      return undefined;
  }
}

function itemView(item: ObjectNode, problems: readonly Problem[], surroundings: Surroundings): MapView {
  const { feature, bounds, notices } = drawItem(item, statusOf(problems), MOST.positions);
  const around = surroundings.stac ? neighbourhoodOf(surroundings.stac, true) : NOBODY;
  const assets = mapAssets(item, surroundings, MOST.assets);
  return {
    kind: 'item',
    title: feature.name,
    facts: itemFacts(item),
    features: [feature],
    extents: around.extents,
    neighbours: around.neighbours,
    ...focusOn(bounds, around),
    notices: [...notices, ...leftOut(around.more)],
    assets,
    ...thumbnail(assets),
  };
}

function itemsView(root: ObjectNode, problems: readonly Problem[]): MapView {
  const all = itemsOf(memberValue(root, 'features'));
  const items = all.slice(0, MOST.features).filter((each) => each.kind === 'object');
  const statuses = statusByFeature(problems);
  const share = Math.max(16, Math.floor(MOST.positions / Math.max(1, items.length)));
  const drawn: DrawnItem[] = items.map((item) =>
    drawItem(item, statuses.get(String(item.path.at(-1))) ?? 'fine', share),
  );
  const undrawn = drawn.filter(({ bounds }) => bounds.length === 0).length;
  return {
    kind: 'items',
    title: textOf(memberValue(root, 'title')) ?? textOf(memberValue(root, 'id')) ?? 'Collection of items',
    facts: [{ label: 'Items', value: all.length.toLocaleString('en') }],
    features: drawn.map(({ feature }) => feature),
    extents: [],
    neighbours: [],
    ...focusOn(
      drawn.flatMap(({ bounds }) => bounds),
      NOBODY,
    ),
    notices: [
      ...(undrawn > 0
        ? [`${counted(undrawn, 'item')} cannot be drawn: no place is given on the globe.`]
        : []),
      ...leftOut(all.length - Math.min(all.length, MOST.features)),
    ],
    assets: [],
  };
}

function collectionView(
  root: ObjectNode,
  kind: 'collection' | 'catalog',
  surroundings: Surroundings,
): MapView {
  const list = itemsOf(memberValue(memberValue(memberValue(root, 'extent'), 'spatial'), 'bbox'));
  const extents = list.slice(0, MOST.boxes).flatMap((box) => mapBoxAt(box) ?? []);
  const around = surroundings.stac ? neighbourhoodOf(surroundings.stac, false) : NOBODY;
  const assets = mapAssets(root, surroundings, MOST.assets);
  const wrong = Math.min(list.length, MOST.boxes) - extents.length;
  return {
    kind,
    title: textOf(memberValue(root, 'title')) ?? textOf(memberValue(root, 'id')) ?? 'Without an id',
    facts: [
      ...collectionFacts(root),
      ...extents.slice(0, 1).map((box) => ({ label: 'Extent', value: edges(box) })),
    ],
    features: [],
    extents,
    neighbours: around.neighbours,
    ...focusOn(extents.slice(0, 1), around),
    notices: [
      ...(wrong > 0 ? [`${counted(wrong, 'box', 'boxes')} of the extent cannot be drawn.`] : []),
      ...leftOut(around.more),
    ],
    assets,
    ...thumbnail(assets),
  };
}

function thumbnail(assets: MapView['assets']): Pick<MapView, 'thumbnail'> {
  const found = thumbnailOf(assets);
  return found === undefined ? {} : { thumbnail: found };
}

/** The boxes themselves; where there are none, what lies around. */
function focusOn(boxes: readonly MapBox[], { neighbours, extents }: Neighbourhood): Pick<MapView, 'focus'> {
  const focus =
    boxAround(boxes) ?? boxAround(extents.slice(0, 1)) ?? boxAround(neighbours.map(({ box }) => box));
  return focus ? { focus } : {};
}

function leftOut(more: number): string[] {
  return more > 0 ? [`${counted(more, 'more item is', 'more items are')} not drawn.`] : [];
}

/** The worst finding of each item of a collection of items, by its number. */
function statusByFeature(problems: readonly Problem[]): ReadonlyMap<string, MapStatus> {
  const statuses = new Map<string, MapStatus>();
  for (const { pointer, severity } of problems) {
    const [, list, number] = pointer.split('/', 3);
    if (list === 'features' && number !== undefined && (severity === 'error' || severity === 'warning')) {
      statuses.set(number, statuses.get(number) === 'error' ? 'error' : severity);
    }
  }
  return statuses;
}
