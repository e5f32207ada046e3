import type { MetadataDocument } from '../document.ts';
import { insertItem } from '../edits.ts';
import { finding, headOf, type Place, proposedFix } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { type ArrayNode, itemsOf, memberValue, textOf } from '../tree.ts';
import { checkBoxNumbers } from './bbox-rules.ts';
import type { Bounds } from './bounds.ts';
import { TOLERANCE } from './box.ts';
import type { StacObject } from './stac-rule.ts';
import { timeOf } from './time.ts';

/** The boxes of a collection (collection-spec.md, Spatial Extent Object). */
export function* checkSpatialExtent({ document, object, version }: StacObject): Generator<Problem> {
  const list = memberValue(memberValue(memberValue(object, 'extent'), 'spatial'), 'bbox');
  if (list?.kind !== 'array') {
    return;
  }
  const boxes: { readonly node: ArrayNode; readonly bounds: Bounds }[] = [];
  for (const node of list.items) {
    if (node.kind === 'array' && node.items.every(({ kind }) => kind === 'number')) {
      const bounds = yield* checkBoxNumbers(document, node);
      if (bounds) {
        boxes.push({ node, bounds });
      }
    }
  }
  if (boxes.length !== list.items.length) {
    return; // what is wrong already is not compared
  }
  const [first, ...others] = boxes;
  if (list.items.length === 2 && version === '1.1.0') {
    yield twoBoxes(document, list);
    return;
  }
  const outside = first && others.filter(({ bounds }) => !covers(first.bounds, bounds));
  const [one, ...more] = outside ?? [];
  if (first && one) {
    const message = `The first bounding box covers all others, but ${otherThan('box', one.node, more.length)} is not in it.`;
    yield finding('warning', 'stac/extent-first-box', shortNode(document, first.node), message, {
      related: [{ message: 'Not covered', at: shortNode(document, one.node) }],
    });
  }
}

function otherThan(what: string, node: Node, more: number): string {
  const number = Number(node.path.at(-1)) + 1;
  return `${what} ${number}${more > 0 ? ` (and ${more} more)` : ''}`;
}

function twoBoxes(document: MetadataDocument, list: ArrayNode): Problem {
  const message =
    'Two bounding boxes say nothing that one does not: the first has to cover all data and the others the parts of it. Write one, or the whole and at least two parts.';
  const [first, second] = list.items.map((item) =>
    itemsOf(item).map((each) => (each.kind === 'number' ? each.value : 0)),
  );
  const union = first && second && first.length === second.length ? unionOf(first, second) : undefined;
  const fixes = union
    ? proposedFix('Put the box around both first', insertItem(document, list, 0, union))
    : [];
  return finding('error', 'stac/two-boxes', headOf(document, list), message, { fixes });
}

/** Undefined where one crosses the antimeridian: then there is more than one way to put a box around both. */
function unionOf(one: readonly number[], other: readonly number[]): number[] | undefined {
  const half = one.length / 2;
  const isPlain = (box: readonly number[]) => (box[0] ?? 0) <= (box[half] ?? 0);
  return isPlain(one) && isPlain(other)
    ? one.map((value, index) => (index < half ? Math.min : Math.max)(value, other[index] ?? value))
    : undefined;
}

/** Whether one box lies in another, either of which may cross the antimeridian. */
export function covers(outer: Bounds, inner: Bounds): boolean {
  const isTall = outer.south <= inner.south + TOLERANCE && outer.north >= inner.north - TOLERANCE;
  return isTall && coversLongitudes(outer, inner);
}

function coversLongitudes(outer: Bounds, inner: Bounds): boolean {
  const width = turn(outer.east - outer.west);
  if (width >= 360 - TOLERANCE) {
    return true;
  }
  const start = turn(inner.west - outer.west);
  return (start > 360 - TOLERANCE ? 0 : start) + turn(inner.east - inner.west) <= width + TOLERANCE;
}

/** Degrees to go eastwards: 0 to 360, where once round the globe is 360. */
function turn(degrees: number): number {
  return degrees < 0 ? degrees + 360 : degrees;
}

/** The intervals of a collection (collection-spec.md, Temporal Extent Object). */
export function* checkTemporalExtent({ document, object }: StacObject): Generator<Problem> {
  const list = memberValue(memberValue(memberValue(object, 'extent'), 'temporal'), 'interval');
  const intervals = itemsOf(list).flatMap((node) => (node.kind === 'array' ? [intervalOf(node)] : []));
  let isSound = intervals.length > 0;
  for (const { node, items, from, to } of intervals) {
    const [start, end] = items;
    if (start && end && from !== undefined && to !== undefined && from > to) {
      isSound = false;
      const message = `The interval ends before it starts: ${textOf(start)} is after ${textOf(end)}.`;
      yield finding('error', 'stac/interval-order', start, message, {
        related: [{ message: 'The end', at: end }],
      });
    } else if (start?.kind === 'null' && end?.kind === 'null' && intervals.length === 1) {
      const message =
        'The interval is open at both ends and says nothing of the time of the data: give at least the year in which they begin.';
      yield finding('info', 'stac/open-interval', shortNode(document, node), message);
    }
  }
  const [first, ...others] = intervals;
  const outside = isSound && first ? others.filter((each) => !isWithin(first, each)) : [];
  const [one, ...more] = outside;
  if (first && one) {
    const message = `The first interval covers all others, but ${otherThan('interval', one.node, more.length)} is not in it.`;
    yield finding('warning', 'stac/extent-first-interval', shortNode(document, first.node), message, {
      related: [{ message: 'Not covered', at: shortNode(document, one.node) }],
    });
  }
}

interface Interval {
  readonly node: ArrayNode;
  readonly items: readonly Node[];
  readonly from: number | undefined;
  readonly to: number | undefined;
}

function intervalOf(node: ArrayNode): Interval {
  const [start, end] = node.items;
  return { node, items: node.items, from: timeOf(start), to: timeOf(end) };
}

/** An end that is null is open; one that is no time is not judged. */
function isWithin(outer: Interval, inner: Interval): boolean {
  const [start, end] = outer.items;
  const [innerStart, innerEnd] = inner.items;
  const startsBefore = start?.kind === 'null' || isNotAfter(outer.from, inner.from, innerStart);
  const endsAfter = end?.kind === 'null' || isNotAfter(inner.to, outer.to, innerEnd);
  return startsBefore && endsAfter;
}

function isNotAfter(one: number | undefined, other: number | undefined, inner: Node | undefined): boolean {
  return inner?.kind === 'null' ? false : one === undefined || other === undefined || one <= other;
}

/** An item of a list of lists: its opening bracket. */
function shortNode(document: MetadataDocument, node: Node): Place {
  return headOf(document, node);
}
