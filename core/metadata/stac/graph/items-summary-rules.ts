import { replaceWith } from '../../edits.ts';
import { finding, keyPlace, safeFix } from '../../finding.ts';
import type { Member, Node } from '../../node.ts';
import type { Problem } from '../../problem.ts';
import { memberOf, memberValue, type ObjectNode, plainValue } from '../../tree.ts';
import { inWords, shownShort } from '../../wording.ts';
import type { StacObject } from '../stac-rule.ts';
import type { KnownItem } from './items-extent.ts';
import { called, elsewhere, type PlacedObject, placed, placedItems } from './placed-links.ts';
import type { PlainValue } from './summary.ts';

/** Of many values or keys, so many are named. */
const NAMED = 4;
/** A summary of more values says nothing any more. */
const MOST_VALUES = 100;

type Scalar = string | number | boolean;

/** What a collection says of its items together is so of each (collection-spec.md, Summaries, Item Assets). */
export function* checkItemsSummaries(object: StacObject): Generator<Problem> {
  const here = placed(object);
  if (here?.scope !== 'collection') {
    return;
  }
  const items = placedItems(object);
  const summaries = memberValue(here.object, 'summaries');
  if (items.length > 0 && summaries?.kind === 'object') {
    for (const member of summaries.members) {
      yield* checkSummary(here, { owner: summaries, member }, items);
    }
  }
  yield* checkItemAssets(here, items);
}

interface Summary {
  readonly owner: ObjectNode;
  readonly member: Member;
}

function* checkSummary(
  here: PlacedObject,
  summary: Summary,
  items: readonly KnownItem[],
): Generator<Problem> {
  const { value } = summary.member;
  if (value?.kind === 'array' && value.items.every(isScalar)) {
    yield* checkValues(here, summary, value, items);
  } else if (value?.kind === 'object') {
    yield* checkRange(here, summary, value, items);
  }
}

function isScalar(node: Node): boolean {
  return node.kind === 'string' || node.kind === 'number' || node.kind === 'boolean';
}

function* checkValues(
  here: PlacedObject,
  { owner, member }: Summary,
  list: Node,
  items: readonly KnownItem[],
): Generator<Problem> {
  const plain = plainValue(list);
  const listed: readonly unknown[] = Array.isArray(plain) ? plain : [];
  const known = new Set(listed);
  const missing = new Map<Scalar, KnownItem>();
  for (const item of items) {
    for (const each of scalars(item.summary.values.get(member.key))) {
      if (!known.has(each) && !missing.has(each) && missing.size < MOST_VALUES) {
        missing.set(each, item);
      }
    }
  }
  const [first] = missing;
  if (first) {
    const message = `Items have values that the summary leaves out: ${named([...missing.keys()].map(written))}.`;
    const all = [...listed, ...missing.keys()];
    const fixes =
      missing.size < MOST_VALUES
        ? safeFix('Add the values of the items', replaceWith(here.document, list, all))
        : [];
    yield finding('info', 'stac/summary-without-value', keyPlace(owner, member), message, {
      related: [elsewhere(here.stac, first[1], `This item has ${written(first[0])}`)],
      fixes,
    });
  }
}

/** A range of numbers, or of times that are written alike. */
function* checkRange(
  here: PlacedObject,
  { owner, member }: Summary,
  range: ObjectNode,
  items: readonly KnownItem[],
): Generator<Problem> {
  const [least, greatest] = ['minimum', 'maximum'].map((key) => comparable(memberValue(range, key)));
  if (least === undefined || greatest === undefined || least.kind !== greatest.kind) {
    return;
  }
  let [low, high]: ({ key: number; value: Scalar; item: KnownItem } | undefined)[] = [];
  for (const item of items) {
    for (const value of scalars(item.summary.values.get(member.key))) {
      const key = keyOf(value, least.kind);
      if (key !== undefined && key < least.key && (!low || key < low.key)) {
        low = { key, value, item };
      }
      if (key !== undefined && key > greatest.key && (!high || key > high.key)) {
        high = { key, value, item };
      }
    }
  }
  const found = [
    { what: 'least', bound: 'minimum', at: low },
    { what: 'greatest', bound: 'maximum', at: high },
  ].flatMap(({ what, bound, at }) => (at ? [{ what, bound, ...at }] : []));
  if (found.length > 0) {
    const parts = found.map(({ what, value, item }) => `the ${what} is ${written(value)} in ${called(item)}`);
    const edits = found.map(({ bound, value }) => {
      const node = memberValue(range, bound);
      return node && replaceWith(here.document, node, value);
    });
    const made = edits.every((each) => each !== undefined) ? edits.flat() : undefined;
    const message = `Items have values outside of the range: ${inWords(parts)}.`;
    yield finding('info', 'stac/summary-range', keyPlace(owner, member), message, {
      related: found.map(({ item, value }) => elsewhere(here.stac, item, `This item has ${written(value)}`)),
      fixes: safeFix('Widen the range to that of the items', made),
    });
  }
}

interface Comparable {
  readonly kind: 'number' | 'time';
  readonly key: number;
}

function comparable(node: Node | undefined): Comparable | undefined {
  if (node?.kind !== 'number' && node?.kind !== 'string') {
    return undefined;
  }
  const kind = node.kind === 'number' ? 'number' : 'time';
  const key = keyOf(node.value, kind);
  return key === undefined ? undefined : { kind, key };
}

function keyOf(value: Scalar, kind: Comparable['kind']): number | undefined {
  if (kind === 'number') {
    return typeof value === 'number' ? value : undefined;
  }
  const isTime =
    typeof value === 'string' && /^\d{4}-\d\d-\d\d(?:[Tt ][\d:.]{5,18}(?:[Zz]|[+-]\d\d:\d\d))?$/.test(value);
  const time = isTime ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** `item_assets` has the keys of the assets of the items (collection-spec.md, Item Assets). */
function* checkItemAssets(here: PlacedObject, items: readonly KnownItem[]): Generator<Problem> {
  const member = memberOf(here.object, 'item_assets');
  if (member?.value?.kind !== 'object' || items.length === 0) {
    return;
  }
  const described = new Set(member.value.members.map(({ key }) => key));
  const used = new Map<string, KnownItem>();
  for (const item of items) {
    for (const key of item.summary.assets) {
      if (!used.has(key)) {
        used.set(key, item);
      }
    }
  }
  const missing = [...used].filter(([key]) => !described.has(key));
  const [first] = missing;
  if (first) {
    const message = `Items have assets that are not described here: ${named(missing.map(([key]) => shownShort(key)))}.`;
    yield finding('info', 'stac/asset-not-in-item-assets', keyPlace(here.object, member), message, {
      related: [elsewhere(here.stac, first[1], `This item has ${shownShort(first[0])}`)],
    });
  }
  if (isWhole(here)) {
    yield* checkUnused(member.value, used, items.length);
  }
}

/** All items that the collection lists are known. */
function isWhole({ stac: { file, graph } }: PlacedObject): boolean {
  const summary = graph.get(file);
  const links = summary?.links.filter(({ rel }) => rel === 'item') ?? [];
  const isDynamic = summary?.firstLinks.has('items') || summary?.hasMoreLinks;
  return !isDynamic && links.every((link) => graph.targetOf(file, link) !== undefined);
}

function* checkUnused(
  itemAssets: ObjectNode,
  used: ReadonlyMap<string, KnownItem>,
  count: number,
): Generator<Problem> {
  for (const each of itemAssets.members) {
    if (!used.has(each.key)) {
      const message = `None of the ${count === 1 ? 'items' : `${count} items`} has an asset ${shownShort(each.key)}.`;
      yield finding('info', 'stac/unused-item-asset', keyPlace(itemAssets, each), message);
    }
  }
}

function scalars(value: PlainValue | undefined): readonly Scalar[] {
  return value === undefined ? [] : typeof value === 'object' ? value : [value];
}

function written(value: Scalar): string {
  return typeof value === 'string' ? shownShort(value) : String(value);
}

function named(texts: readonly string[]): string {
  const more = texts.length - NAMED;
  return inWords(more > 0 ? [...texts.slice(0, NAMED), `${more} more`] : texts);
}
