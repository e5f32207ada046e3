import type { MetadataDocument } from '../document.ts';
import { insertAfter, removeMember, replaceValue } from '../edits.ts';
import { finding, headOf, keyPlace, proposedFix, safeFix } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Fix, Problem } from '../problem.ts';
import { type ArrayNode, itemsOf, memberOf, memberValue, numberOf, type ObjectNode } from '../tree.ts';
import { type Bounds, boundsFromBox, boundsOf, type Extent, swapped, toBox } from './bounds.ts';
import { EDGE, numbersOf, sameBounds, TOLERANCE } from './box.ts';
import type { Whereabouts } from './geometry-rules.ts';
import type { StacObject } from './stac-rule.ts';

/** The box of an item fits its geometry (item-spec.md, `bbox`; RFC 7946 section 5). */
export function* checkBox(
  { document, object: item }: StacObject,
  whereabouts: Whereabouts,
): Generator<Problem> {
  const geometry = memberValue(item, 'geometry');
  const member = memberOf(item, 'bbox');
  if (geometry?.kind === 'null' && member) {
    yield finding(
      'error',
      'stac/bbox-without-geometry',
      keyPlace(item, member),
      'An item whose geometry is null has no "bbox": remove it, or give the geometry.',
      { fixes: proposedFix('Remove "bbox"', removeMember(document, item, member)) },
    );
    return;
  }
  const extent = typeof whereabouts === 'object' ? whereabouts.extent : undefined;
  if (geometry?.kind === 'object' && !member) {
    yield missingBox(document, item, extent);
  }
  const box = member?.value;
  if (box?.kind !== 'array' || (box.items.length > 0 && numbersOf(box).length === 0)) {
    return; // the schema tells
  }
  const fits = yield* checkBoxNumbers(document, box, {
    extent,
    isToldOf: whereabouts === 'lost' || (extent !== undefined && outsideOf(extent.plain, 2) !== undefined),
  });
  if (fits && typeof whereabouts === 'object') {
    yield* checkAgainstGeometry(document, box, fits, whereabouts);
  }
}

function missingBox(document: MetadataDocument, item: ObjectNode, extent: Extent | undefined): Problem {
  const after = memberOf(item, 'geometry');
  const fixes =
    extent && after
      ? safeFix(COMPUTE, insertAfter(document, item, after, 'bbox', written(extent.proper)))
      : [];
  const place = { ...headOf(document, item), path: item.path };
  return finding('error', 'stac/missing-property', place, 'An item with a geometry needs "bbox".', { fixes });
}

const COMPUTE = 'Compute "bbox" from the geometry';

interface BoxCircumstances {
  /** That of the geometry that the box is for. */
  readonly extent?: Extent | undefined;
  /** Whether coordinates off the globe are told of where the geometry is. */
  readonly isToldOf?: boolean;
}

/**
 * A box has four or six numbers in the right order, all of them on the globe. The result is the box, where there is
 * nothing to say of it.
 */
export function* checkBoxNumbers(
  document: MetadataDocument,
  box: ArrayNode,
  { extent, isToldOf = false }: BoxCircumstances = {},
): Generator<Problem, Bounds | undefined> {
  const numbers = numbersOf(box);
  const bounds = boundsFromBox(numbers);
  const fixes = extent ? computeFix(box, bounds, extent.proper) : [];
  if (!bounds) {
    const message = `A bounding box has four numbers (west, south, east, north) or six (west, south, low, east, north, high), but here are ${numbers.length}.`;
    yield finding('error', 'stac/bbox-length', headOf(document, box), message, { fixes });
    return undefined;
  }
  const { items } = box;
  const half = numbers.length / 2;
  const pairs = [
    [1, 'south', 'north', bounds.south, bounds.north],
    [2, 'low', 'high', bounds.low ?? 0, bounds.high ?? 0],
  ] as const;
  for (const [index, lesser, greater, from, to] of pairs) {
    if (from > to) {
      const order = half === 2 ? 'west, south, east, north' : 'west, south, low, east, north, high';
      const message = `The bounding box has ${lesser} ${from} above ${greater} ${to}: the order is ${order}.`;
      yield finding('error', 'stac/bbox-order', items[index] ?? box, message, {
        fixes: fixes.length > 0 ? fixes : exchanged(document, items[index], items[index + half]),
      });
      return undefined;
    }
  }
  const outside = isToldOf ? undefined : outsideOf(bounds, half);
  if (outside) {
    const { index, what, value, limit, hint } = outside;
    const message = `The ${what} ${value} is not between -${limit} and ${limit}.${hint}`;
    const isNear = Math.abs(value) <= limit + EDGE;
    const severity = isNear ? 'warning' : 'error';
    yield finding(severity, 'stac/coordinate-out-of-range', items[index] ?? box, message, { fixes });
    return isNear ? bounds : undefined;
  }
  return bounds;
}

/** Exchanges two numbers, as they are written. */
function exchanged(
  document: MetadataDocument,
  one: Node | undefined,
  other: Node | undefined,
): readonly Fix[] {
  const text = (node: Node) => document.text.slice(node.offset, node.offset + node.length);
  return one && other
    ? proposedFix('Exchange the two numbers', [
        ...replaceValue(one, text(other)),
        ...replaceValue(other, text(one)),
      ])
    : [];
}

function outsideOf({ west, south, east, north }: Bounds, half: number) {
  const latitude = south < -90 ? 1 : north > 90 ? half + 1 : undefined;
  const longitude = Math.abs(west) > 180 ? 0 : Math.abs(east) > 180 ? half : undefined;
  if (latitude !== undefined) {
    const value = south < -90 ? south : north;
    const isSwapped =
      Math.abs(value) > 90 + EDGE &&
      Math.max(Math.abs(west), Math.abs(east)) <= 90 &&
      south >= -180 &&
      north <= 180;
    const hint = isSwapped ? ' Longitude and latitude seem to be swapped: longitude is first.' : '';
    return { index: latitude, what: 'latitude', value, limit: 90, hint };
  }
  if (longitude === undefined) {
    return undefined;
  }
  const value = longitude === 0 ? west : east;
  const hint =
    Math.abs(value) <= 180 + EDGE
      ? ' Cut what goes beyond.'
      : ' A box that crosses the antimeridian has a west above its east (RFC 7946 section 5.2).';
  return { index: longitude, what: 'longitude', value, limit: 180, hint };
}

function* checkAgainstGeometry(
  document: MetadataDocument,
  box: ArrayNode,
  bounds: Bounds,
  { shape, extent }: Exclude<Whereabouts, string | undefined>,
): Generator<Problem> {
  const { items } = box;
  const fits = (target: Bounds) => differences(document, items, bounds, target).length === 0;
  const across = bounds.west > bounds.east ? boundsOf(shape, true) : undefined;
  if (fits(extent.proper) || (across && fits(across))) {
    return;
  }
  const isRoundGlobe =
    bounds.west <= bounds.east && (fits(extent.plain) || bounds.east - bounds.west === 360);
  if (isRoundGlobe && (extent.crossing === 'cut' || extent.crossing === 'uncut')) {
    const { west, east } = extent.proper;
    const message = `The geometry crosses the antimeridian and "bbox" goes round the globe: west is ${west} and east ${east} (RFC 7946 section 5.2).`;
    yield finding('warning', 'stac/bbox-around-globe', headOf(document, box), message, {
      fixes: computeFix(box, bounds, extent.proper),
    });
    return;
  }
  const wrong = differences(document, items, bounds, extent.proper);
  const [first] = wrong;
  if (first) {
    const list = wrong.map(({ side, is, should }) => `${side} is ${is} and should be ${should}`).join(', ');
    const place = wrong.length === 1 ? (items[first.index] ?? box) : headOf(document, box);
    const hint = sameBounds(bounds, swapped(extent.plain)) ? ' It lists latitude before longitude.' : '';
    const message = `"bbox" is not the bounds of the geometry: ${list}.${hint}`;
    const severity = isWide(bounds, extent.proper) ? 'info' : 'warning';
    yield finding(severity, 'stac/bbox-mismatch', place, message, {
      fixes: computeFix(box, bounds, extent.proper),
    });
  }
}

/**
 * Whether a box is that of a geometry with a little more around it: some providers take the box of the image, and the
 * geometry of its data.
 */
function isWide(box: Bounds, actual: Bounds): boolean {
  const [width, height] = [box.east - box.west, box.north - box.south];
  const margins = [
    [actual.west - box.west, width],
    [box.east - actual.east, width],
    [actual.south - box.south, height],
    [box.north - actual.north, height],
  ] as const;
  return width >= 0 && margins.every(([margin, size]) => margin >= -TOLERANCE && margin <= size / 10);
}

interface Difference {
  readonly index: number;
  readonly side: string;
  readonly is: number;
  readonly should: number;
}

function differences(
  document: MetadataDocument,
  items: readonly Node[],
  box: Bounds,
  actual: Bounds,
): Difference[] {
  const sides: (keyof Bounds)[] =
    items.length === 4
      ? ['west', 'south', 'east', 'north']
      : ['west', 'south', 'low', 'east', 'north', 'high'];
  return sides.flatMap((side, index) => {
    const [is, should] = [box[side], actual[side]];
    const node = items[index];
    if (is === undefined || should === undefined || !node) {
      return []; // a geometry without heights says nothing about those of its box
    }
    const far = Math.abs(is - should);
    const turned = side === 'west' || side === 'east' ? Math.abs(far - 360) : far;
    return Math.min(far, turned) <= tolerance(document, node) ? [] : [{ index, side, is, should }];
  });
}

/** Boxes are often written with fewer decimals than geometries: with three or more, one in the last place is fine. */
function tolerance(document: MetadataDocument, node: Node): number {
  const written = document.text.slice(node.offset, node.offset + node.length);
  const decimals = /\.(\d{3,20})$/.exec(written)?.[1]?.length;
  return decimals === undefined ? TOLERANCE : Math.max(TOLERANCE, 1.01 * 10 ** -decimals);
}

/** Replaces only the numbers that are wrong, so that the layout stays; all of them where the count is wrong. */
function computeFix(box: Node, bounds: Bounds | undefined, actual: Bounds): readonly Fix[] {
  const title = COMPUTE;
  const items = itemsOf(box);
  const target =
    items.length === 6 && bounds && actual.low === undefined ? withHeights(actual, bounds) : actual;
  const numbers = items.length === 4 ? toBox(withoutHeights(target)) : toBox(target);
  if (numbers.length !== items.length) {
    return safeFix(title, replaceValue(box, written(actual)));
  }
  const edits = items.flatMap((item, index) => {
    const number = numbers[index];
    return number === undefined || numberOf(item) === number ? [] : replaceValue(item, String(number));
  });
  return safeFix(title, edits.length > 0 ? edits : undefined);
}

function withoutHeights({ west, south, east, north }: Bounds): Bounds {
  return { west, south, east, north };
}

function withHeights(flat: Bounds, { low, high }: Bounds): Bounds {
  return low === undefined || high === undefined
    ? flat
    : { ...flat, low: Math.min(low, high), high: Math.max(low, high) };
}

/** A box as JSON. */
export function written(bounds: Bounds): string {
  return `[${toBox(bounds).join(', ')}]`;
}
