import type { MetadataDocument } from '../document.ts';
import { insertAfter, removeMember, replaceValue } from '../edits.ts';
import { finding, headOf, keyPlace, proposedFix, safeFix } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Fix, Problem } from '../problem.ts';
import { itemsOf, memberOf, memberValue, numberOf, type ObjectNode } from '../tree.ts';
import { type Bounds, boundsFromBox, boundsOf, toBox } from './bounds.ts';

/** Two coordinates are the same when they differ by less than this: about 10 cm. */
const TOLERANCE = 1e-6;

/** The box of an item fits its geometry (item-spec.md, `bbox`; RFC 7946 section 5). */
export function* checkBox(document: MetadataDocument, item: ObjectNode): Generator<Problem> {
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
  if (geometry?.kind === 'object' && !member) {
    yield missingBox(document, item, geometry);
  }
  const box = member?.value;
  const numbers = itemsOf(box).flatMap((each) => numberOf(each) ?? []);
  if (box?.kind === 'array' && numbers.length === box.items.length) {
    yield* checkNumbers(document, box, numbers, geometry);
  }
}

function missingBox(document: MetadataDocument, item: ObjectNode, geometry: Node): Problem {
  const bounds = likelyBounds(geometry);
  const after = memberOf(item, 'geometry');
  const fixes =
    bounds && after
      ? safeFix(
          'Compute "bbox" from the geometry',
          insertAfter(document, item, after, 'bbox', written(bounds)),
        )
      : [];
  const place = { ...headOf(document, item), path: item.path };
  return finding('error', 'stac/missing-property', place, 'An item with a geometry needs "bbox".', { fixes });
}

function* checkNumbers(
  document: MetadataDocument,
  box: Node,
  numbers: readonly number[],
  geometry: Node | undefined,
): Generator<Problem> {
  const bounds = boundsFromBox(numbers);
  const actual = geometry?.kind === 'object' ? boundsFor(geometry, bounds) : undefined;
  const fixes = actual ? computeFix(box, bounds, actual) : [];
  if (!bounds) {
    const message = `"bbox" has four numbers (west, south, east, north) or six (west, south, low, east, north, high), but here are ${numbers.length}.`;
    yield finding('error', 'stac/bbox-length', headOf(document, box), message, { fixes });
    return;
  }
  const items = itemsOf(box);
  const half = numbers.length / 2;
  const pairs = [
    [1, 'south', 'north', bounds.south, bounds.north],
    [2, 'low', 'high', bounds.low ?? 0, bounds.high ?? 0],
  ] as const;
  for (const [index, lesser, greater, from, to] of pairs) {
    if (from > to) {
      const message = `"bbox" has ${lesser} ${from} above ${greater} ${to}: the order is ${half === 2 ? 'west, south, east, north' : 'west, south, low, east, north, high'}.`;
      yield finding('error', 'stac/bbox-order', items[index] ?? box, message, { fixes });
      return;
    }
  }
  yield* checkAgainstGeometry(document, box, bounds, actual, fixes);
}

function* checkAgainstGeometry(
  document: MetadataDocument,
  box: Node,
  bounds: Bounds,
  actual: Bounds | undefined,
  fixes: readonly Fix[],
): Generator<Problem> {
  if (!actual) {
    return;
  }
  const items = itemsOf(box);
  const wrong = differences(document, items, bounds, actual);
  const [first] = wrong;
  if (first) {
    const list = wrong.map(({ side, is, should }) => `${side} is ${is} and should be ${should}`).join(', ');
    const place = wrong.length === 1 ? (items[first.index] ?? box) : headOf(document, box);
    yield finding(
      'warning',
      'stac/bbox-mismatch',
      place,
      `"bbox" is not the bounds of the geometry: ${list}.`,
      { fixes },
    );
  }
}

/** The bounds to compare a box with: a box with west > east says that it crosses the antimeridian. */
function boundsFor(geometry: Node, box: Bounds | undefined): Bounds | undefined {
  return box && box.west > box.east
    ? boundsOf(geometry, true)
    : box
      ? boundsOf(geometry, false)
      : likelyBounds(geometry);
}

/** Without a box to go by: a geometry cut at ±180° crosses, if that makes its box narrower. */
function likelyBounds(geometry: Node): Bounds | undefined {
  const plain = boundsOf(geometry, false);
  const across = boundsOf(geometry, true);
  if (!plain || !across || plain.west !== -180 || plain.east !== 180 || across.west <= across.east) {
    return plain;
  }
  const width = across.east + 360 - across.west;
  return width < 180 ? across : plain;
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
  const title = 'Compute "bbox" from the geometry';
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

function written(bounds: Bounds): string {
  return `[${toBox(bounds).join(', ')}]`;
}
