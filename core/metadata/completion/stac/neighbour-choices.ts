import { hrefTo } from '../../stac/graph/href.ts';
import type { StacSurroundings } from '../../stac/graph/stac-surroundings.ts';
import { nameOf, type StacSummary } from '../../stac/graph/summary.ts';
import { itemsOf, memberValue, textOf } from '../../tree.ts';
import { type At, type Choice, namesOfList, valueAt } from '../choice.ts';
import { textStop } from '../draft.ts';
import { type NearObject, nearestAbove, neighboursFor } from './href-choices.ts';

/** More siblings are not looked at for what they have. */
const MAX_SIBLINGS = 300;
/** No more values of siblings are shown. */
const MAX_VALUES = 20;

/** Ids of collections: of the one that the item links to, then of the nearest ones. */
export function* collectionIds(at: At): Generator<Choice> {
  const { stac } = at.surroundings;
  if (!stac) {
    return;
  }
  const linked = stac.graph.related(stac.file, 'collection');
  const own = linked === undefined ? undefined : stac.graph.get(linked);
  if (own?.id) {
    yield { ...idChoice(own.id.value, own), detail: 'the collection that the item links to', first: true };
  }
  for (const { summary } of neighboursFor({ ...at, typed: '' }, stac, ['collection'])) {
    if (summary.id) {
      yield idChoice(summary.id.value, summary);
    }
  }
}

function idChoice(id: string, summary: StacSummary): Choice {
  const title = nameOf(summary);
  return {
    label: id,
    kind: 'name',
    value: id,
    ...(title !== id && title !== undefined && { detail: title }),
  };
}

/** The same object stands for the same surroundings: in a collection of many items they are looked for once. */
const SIBLINGS = new WeakMap<StacSurroundings, readonly StacSummary[]>();

/** Items of the same collection, and for a collection its own. */
function siblingsOf(stac: StacSurroundings): readonly StacSummary[] {
  const found = SIBLINGS.get(stac) ?? lookForSiblings(stac);
  SIBLINGS.set(stac, found);
  return found;
}

function lookForSiblings({ file, graph }: StacSurroundings): readonly StacSummary[] {
  const parent = graph.get(file)?.kind === 'item' ? graph.parentOf(file) : file;
  const files = parent === undefined ? [] : graph.itemsOf(parent);
  return files
    .filter((each) => each !== file)
    .slice(0, MAX_SIBLINGS)
    .flatMap((each) => graph.get(each) ?? []);
}

/** What the items beside this one have in the same property; for a summary, what the items of the collection have. */
export function* neighbourValues(at: At): Generator<Choice> {
  const { stac } = at.surroundings;
  const name = at.path.findLast((segment) => typeof segment === 'string');
  const isSummary = at.place.stac?.part === 'summaries';
  if (!stac || name === undefined || at.place.stac?.object.length !== 0) {
    return;
  }
  const named = namesOfList(at);
  const counts = new Map<string | number, number>();
  for (const { values } of siblingsOf(stac)) {
    const value = values.get(name);
    const all = isSummary && Array.isArray(value) ? value : [value];
    for (const each of all) {
      if ((typeof each === 'string' || typeof each === 'number') && !named.has(String(each))) {
        counts.set(each, (counts.get(each) ?? 0) + 1);
      }
    }
  }
  // What differs from item to item, as times do, is no suggestion for an item.
  const least = isSummary ? 1 : 2;
  const shared = [...counts].filter(([, count]) => count >= least).sort(([, a], [, b]) => b - a);
  for (const [value, count] of shared.slice(0, MAX_VALUES)) {
    yield {
      label: String(value),
      kind: 'value',
      value,
      detail: isSummary ? `in ${count} ${count === 1 ? 'item' : 'items'}` : `as ${count} items beside it`,
      first: true,
    };
  }
}

/** Keys that the items beside this one, or those of the collection, have for their assets. */
export function* assetKeys(at: At, present: ReadonlySet<string>): Generator<Choice> {
  const { stac } = at.surroundings;
  const counts = new Map<string, number>();
  for (const { assets } of stac && at.place.stac?.object.length === 0 ? siblingsOf(stac) : []) {
    for (const key of assets) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const isForItems = at.place.pattern === 'collection/item_assets';
  for (const [key, count] of [...counts].sort(([, a], [, b]) => b - a).slice(0, MAX_VALUES)) {
    if (!present.has(key)) {
      yield {
        label: key,
        kind: 'property',
        value: isForItems ? { title: textStop(), type: textStop() } : { href: textStop() },
        detail: `asset of ${count} ${count === 1 ? 'item' : 'items'} of the collection`,
        documentation: 'A key that items of the collection have for this asset: tools find it by that.',
      };
    }
  }
}

/** The links that an object lacks to the objects around it. */
export function linksToAdd(at: At): readonly { readonly rel: string; readonly to: NearObject }[] {
  const { stac } = at.surroundings;
  const { scope, object } = at.place.stac ?? {};
  if (!stac || scope === undefined || object?.length !== 0) {
    return [];
  }
  const links = itemsOf(memberValue(valueAt(at, object), 'links'));
  const has = new Set(links.map((link) => textOf(memberValue(link, 'rel'))));
  const upwards =
    scope === 'item' ? (['collection', 'parent', 'root'] as const) : (['parent', 'root'] as const);
  const above = upwards.flatMap((rel) => {
    const kinds = rel === 'collection' ? (['collection'] as const) : (['collection', 'catalog'] as const);
    const near = has.has(rel) ? undefined : rel === 'root' ? topOf(stac) : nearestAbove(stac, kinds);
    return near ? { rel, to: near } : [];
  });
  const below = scope === 'item' ? [] : unlisted(at, stac);
  return [...above, ...below];
}

function topOf(stac: StacSurroundings): NearObject | undefined {
  const parent = nearestAbove(stac, ['collection', 'catalog']);
  const root = parent && stac.graph.rootOf(parent.file);
  const summary = root === undefined ? undefined : stac.graph.get(root);
  return root !== undefined && summary ? { file: root, href: hrefTo(stac.file, root), summary } : undefined;
}

/** More are listed by the tree and its fixes, not by hand. */
const MAX_BELOW = 20;

/** Items and children in folders below that nobody links to as theirs. */
function unlisted(at: At, stac: StacSurroundings): { readonly rel: string; readonly to: NearObject }[] {
  const folder = stac.file.slice(0, stac.file.lastIndexOf('/') + 1);
  const found = neighboursFor(at, stac, ['item', 'collection', 'catalog']).filter(
    ({ file }) => file.startsWith(folder) && stac.graph.listersOf(file).length === 0,
  );
  return found.slice(0, MAX_BELOW).map((to) => ({ rel: to.summary.kind === 'item' ? 'item' : 'child', to }));
}
