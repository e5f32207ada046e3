import { replaceText } from '../edits.ts';
import { finding, headOf, proposedFix, shortPlace } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { memberOf, memberValue, numberOf, type ObjectNode, textOf } from '../tree.ts';
import { shown } from '../wording.ts';
import { numbersOf } from './box.ts';
import { fieldOwners, type StacObject } from './stac-rule.ts';

/** What the projection extension says of one raster fits together (its README.md). */
export function* checkProjection(stac: StacObject): Generator<Problem> {
  for (const { owner } of fieldOwners(stac)) {
    yield* checkCode(stac, owner);
    yield* checkSameSystem(stac, owner);
    yield* checkGrid(stac, owner);
  }
}

/** A code is that of an authority: `EPSG:32633`. */
function* checkCode({ document }: StacObject, owner: ObjectNode): Generator<Problem> {
  const code = memberValue(owner, 'proj:code');
  if (code?.kind !== 'string' || /^[A-Za-z][\w-]*:[\w.-]+$/.test(code.value)) {
    return;
  }
  const number = /^(?:urn:ogc:def:crs:)?(?:EPSG:{1,2}[\d.]*:?)?(\d{3,6})$/i.exec(code.value.trim())?.[1];
  const better = number === undefined ? undefined : `EPSG:${number}`;
  const message = `${shown(code.value)} is no code of a reference system: it has the authority before a colon, such as "EPSG:32633".`;
  yield finding('warning', 'stac/projection-code', code, message, {
    fixes:
      better === undefined ? [] : proposedFix(`Change to "${better}"`, replaceText(document, code, better)),
  });
}

interface Stated {
  readonly node: Node;
  /** `EPSG:32633`, in capitals. */
  readonly code: string;
}

/** Code, number, PROJJSON and WKT2 of one object say one reference system. */
function* checkSameSystem({ document }: StacObject, owner: ObjectNode): Generator<Problem> {
  const stated = [ofCode(owner), ofNumber(owner), ofProjjson(owner), ofWkt(owner)].flatMap(
    (each) => each ?? [],
  );
  const [first, ...others] = stated;
  const other = others.find(({ code }) => code !== first?.code);
  if (first && other) {
    const message = `This is the reference system ${other.code}, but the one beside it is ${first.code}: both have to be the same.`;
    yield finding('warning', 'stac/projection-mismatch', shortPlace(document, other.node), message, {
      related: [{ message: 'The other one', at: shortPlace(document, first.node) }],
    });
  }
}

function ofCode(owner: ObjectNode): Stated | undefined {
  const node = memberValue(owner, 'proj:code');
  const code = /^(\w+):([\w.-]+)$/.exec(textOf(node) ?? '');
  return node && code ? { node, code: `${code[1]}:${code[2]}`.toUpperCase() } : undefined;
}

function ofNumber(owner: ObjectNode): Stated | undefined {
  const node = memberValue(owner, 'proj:epsg');
  return node && numberOf(node) !== undefined ? { node, code: `EPSG:${numberOf(node)}` } : undefined;
}

function ofProjjson(owner: ObjectNode): Stated | undefined {
  const node = memberValue(owner, 'proj:projjson');
  const id = memberValue(node, 'id');
  const [authority, number] = [textOf(memberValue(id, 'authority')), memberValue(id, 'code')];
  const code = numberOf(number) ?? textOf(number);
  return node && authority !== undefined && code !== undefined
    ? { node, code: `${authority}:${code}`.toUpperCase() }
    : undefined;
}

/** The last `ID[…]` (or `AUTHORITY[…]` of older WKT) is that of the whole. */
function ofWkt(owner: ObjectNode): Stated | undefined {
  const node = memberValue(owner, 'proj:wkt2');
  const end = (textOf(node) ?? '').trimEnd().slice(-80);
  const id = /(?:ID|AUTHORITY)\["(\w{1,20})",\s*"?(\w{1,20})"?\]\]$/.exec(end);
  return node && id ? { node, code: `${id[1]}:${id[2]}`.toUpperCase() } : undefined;
}

/**
 * Rows and columns times the size of a cell are the box. What stands elsewhere is not taken: assets of other cell sizes
 * or reference systems have boxes of their own.
 */
function* checkGrid({ document }: StacObject, owner: ObjectNode): Generator<Problem> {
  const transform = memberValue(owner, 'proj:transform');
  const [shape, box] = ['proj:shape', 'proj:bbox'].map((key) => numbersOf(memberValue(owner, key)));
  const grid = numbersOf(transform);
  if (
    !transform ||
    !shape ||
    !box ||
    (grid.length !== 6 && grid.length !== 9) ||
    box.length < 4 ||
    shape.length !== 2
  ) {
    return;
  }
  const [xScale = 0, xSkew = 0, left = 0, ySkew = 0, yScale = 0, top = 0] = grid;
  const bounds = [box[0], box[1], box[box.length / 2], box[box.length / 2 + 1]].map((each) => each ?? 0);
  if (fitsGrid([xScale, xSkew, left, ySkew, yScale, top], shape, bounds)) {
    return;
  }
  // GDAL has the corner first: x, x scale, x skew, y, y skew, y scale.
  const isOfGdal = fitsGrid([xSkew, left, xScale, yScale, top, ySkew], shape, bounds);
  const isTurned = fitsGrid([xScale, xSkew, left, ySkew, yScale, top], [...shape].reverse(), bounds);
  if (isOfGdal) {
    const message =
      'The numbers are in the order of GDAL (corner first): here it is x scale, x skew, x of the corner, y skew, y scale, y of the corner.';
    yield finding('warning', 'stac/transform-order', headOf(document, transform), message);
    return;
  }
  const place = isTurned ? memberOf(owner, 'proj:shape')?.value : undefined;
  const message = isTurned
    ? '"proj:shape" has rows before columns: with these the other way round, the box is that of the transform.'
    : '"proj:shape" cells of "proj:transform" do not make "proj:bbox".';
  yield finding('warning', 'stac/grid-mismatch', headOf(document, place ?? transform), message);
}

/** Within one cell: some count from the middle of cells. */
function fitsGrid(
  [xScale = 0, xSkew = 0, left = 0, ySkew = 0, yScale = 0, top = 0]: readonly number[],
  [rows = 0, columns = 0]: readonly number[],
  [west = 0, south = 0, east = 0, north = 0]: readonly number[],
): boolean {
  const corners = [
    [0, 0],
    [columns, 0],
    [0, rows],
    [columns, rows],
  ] as const;
  const xs = corners.map(([column, row]) => left + column * xScale + row * xSkew);
  const ys = corners.map(([column, row]) => top + column * ySkew + row * yScale);
  const [cellX, cellY] = [Math.abs(xScale) + Math.abs(xSkew), Math.abs(yScale) + Math.abs(ySkew)];
  const near = (one: number, other: number, slack: number) => Math.abs(one - other) <= slack * 1.01;
  return (
    near(Math.min(...xs), west, cellX) &&
    near(Math.max(...xs), east, cellX) &&
    near(Math.min(...ys), south, cellY) &&
    near(Math.max(...ys), north, cellY)
  );
}
