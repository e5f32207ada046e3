import { replaceText, replaceWith } from '../../edits.ts';
import { finding, headOf, proposedFix, safeFix } from '../../finding.ts';
import type { Node } from '../../node.ts';
import type { Fix, Problem } from '../../problem.ts';
import { itemsOf, memberValue } from '../../tree.ts';
import { inWords } from '../../wording.ts';
import { boundsFromBox } from '../bounds.ts';
import { numbersOf } from '../box.ts';
import type { StacObject } from '../stac-rule.ts';
import { timeOf } from '../time.ts';
import {
  boundsOfItem,
  boxAround,
  coversBox,
  type KnownItem,
  timeAround,
  writtenTime,
} from './items-extent.ts';
import { called, elsewhere, type PlacedObject, placed, placedItems } from './placed-links.ts';

/** Of many items, so many are named. */
const NAMED = 3;

/** The extent of a collection covers its items (collection-spec.md, Extent Object). */
export function* checkItemsExtent(object: StacObject): Generator<Problem> {
  const here = placed(object);
  if (here?.scope === 'collection') {
    const items = placedItems(object);
    const extent = memberValue(here.object, 'extent');
    yield* checkBoxes(here, items, memberValue(memberValue(extent, 'spatial'), 'bbox'));
    yield* checkIntervals(here, items, memberValue(memberValue(extent, 'temporal'), 'interval'));
  }
}

function* checkBoxes(
  here: PlacedObject,
  items: readonly KnownItem[],
  list: Node | undefined,
): Generator<Problem> {
  const box = itemsOf(list)[0];
  const outer = boundsFromBox(numbersOf(box));
  if (!box || !outer || outer.south > outer.north) {
    return;
  }
  const outside = items.filter(({ summary }) => {
    const bounds = boundsOfItem(summary);
    return bounds !== undefined && !coversBox(outer, bounds);
  });
  if (outside.length > 0) {
    const { document } = here;
    const message = `The first bounding box covers all items, but ${whichItems(outside, items)} outside of it.`;
    const flat = { west: outer.west, south: outer.south, east: outer.east, north: outer.north };
    const boxes = outside.flatMap(({ summary }) => boundsOfItem(summary) ?? []);
    const wider = boxAround([itemsOf(box).length === 6 ? outer : flat, ...boxes]);
    const fixes =
      wider === undefined
        ? []
        : proposedFix('Widen the box to cover the items', replaceWith(document, box, wider));
    yield finding('warning', 'stac/items-outside-box', headOf(document, box), message, {
      related: related(here, outside),
      fixes,
    });
  }
}

function* checkIntervals(
  here: PlacedObject,
  items: readonly KnownItem[],
  list: Node | undefined,
): Generator<Problem> {
  const interval = itemsOf(list)[0];
  const [start, end] = itemsOf(interval);
  const [from, to] = [timeOf(start), timeOf(end)];
  if (!interval || !start || !end || (from !== undefined && to !== undefined && from > to)) {
    return;
  }
  const isEarly = ({ summary: { time } }: KnownItem) =>
    from !== undefined && time?.from !== undefined && time.from < from;
  const isLate = ({ summary: { time } }: KnownItem) =>
    to !== undefined && time?.to !== undefined && time.to > to;
  const outside = items.filter((item) => isEarly(item) || isLate(item));
  if (outside.length > 0) {
    const found = timeAround(outside);
    const fixes = widened(here, [
      { node: start, time: outside.some(isEarly) ? found.from : undefined },
      { node: end, time: outside.some(isLate) ? found.to : undefined },
    ]);
    const message = `The first interval covers all items, but ${whichItems(outside, items)} outside of it.`;
    yield finding('warning', 'stac/items-outside-interval', headOf(here.document, interval), message, {
      related: related(here, outside),
      fixes,
    });
  }
}

function widened(
  { document }: PlacedObject,
  ends: readonly { readonly node: Node; readonly time: number | undefined }[],
): readonly Fix[] {
  const edits = ends.flatMap(({ node, time }) =>
    time === undefined ? [] : [replaceText(document, node, writtenTime(time))],
  );
  const made = edits.every((each) => each !== undefined) ? edits.flat() : undefined;
  return safeFix('Widen the interval to cover the items', made);
}

function whichItems(outside: readonly KnownItem[], all: readonly KnownItem[]): string {
  const names = outside.slice(0, NAMED).map(called);
  const more = outside.length - names.length;
  const list = inWords(more > 0 ? [...names, `${more} more`] : names);
  return `${list} (${outside.length} of ${all.length}) ${outside.length === 1 ? 'lies' : 'lie'}`;
}

function related({ stac }: PlacedObject, items: readonly KnownItem[]) {
  return items.slice(0, NAMED).map((item) => elsewhere(stac, item, 'An item outside'));
}
