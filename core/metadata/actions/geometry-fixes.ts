import type { MetadataDocument } from '../document.ts';
import { Verbatim } from '../edits/write-value.ts';
import { insertItem, replaceValue } from '../edits.ts';
import { proposedFix, safeFix } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Fix, TextEdit } from '../problem.ts';
import { written } from '../stac/bbox-rules.ts';
import { boundsFromBox, boundsOf, extentOf } from '../stac/bounds.ts';
import { numbersOf, sameBounds } from '../stac/box.ts';
import { isMisfit, type Line, positionNode, readGeometry } from '../stac/geometry.ts';
import { isWrongWay } from '../stac/geometry-rules.ts';
import { memberValue, nodeAtPath, plainValue } from '../tree.ts';
import type { Subject } from './subject.ts';

/** Geometries of more positions are for programs to mend. */
const MAX_POSITIONS = 100_000;

/** Turns the rings of a geometry that run the wrong way. */
export function orientFixes({ document, node }: Subject): readonly Fix[] {
  const wrong = linesAround(document, node).filter((line) => line.kind === 'ring' && isWrongWay(line));
  const edits = wrong.every(({ node: ring }) => isPlain(document, ring))
    ? wrong.flatMap((line) => reversed(document, line))
    : undefined;
  return safeFix(wrong.length > 1 ? 'Turn the rings' : 'Turn the ring', edits);
}

/** Puts the first position of a ring behind its last. */
export function closeFixes({ document, owner }: Subject): readonly Fix[] {
  const first = owner?.kind === 'array' ? owner.items[0] : undefined;
  if (owner?.kind !== 'array' || !first || owner.items.length > MAX_POSITIONS) {
    return [];
  }
  const text = textOf(document, first);
  const value = text.startsWith('[') && !text.includes('\n') ? new Verbatim(text) : plainValue(first);
  return safeFix('Close the ring', insertItem(document, owner, owner.items.length, value));
}

/** Exchanges longitude and latitude of a geometry, of the box around it, or of both. */
export function swapFixes({ document, node, problem }: Subject): readonly Fix[] {
  const lines = linesAround(document, node);
  const path = node?.path ?? [];
  const item = nodeAtPath(document.root, path.slice(0, path.lastIndexOf('geometry')));
  const box = memberValue(item, 'bbox');
  const numbers = numbersOf(box);
  const bounds = boundsFromBox(numbers);
  const plain = boundsOf({ type: '', lines, long: undefined }, false);
  if (lines.length === 0 || !plain) {
    return [];
  }
  const ofGeometry = lines.flatMap((line) =>
    line.longitudes.flatMap((_, index) => exchangedAxes(document, positionNode(line, index), 0)),
  );
  const ofBox =
    box && bounds ? [0, numbers.length / 2].flatMap((at) => exchangedAxes(document, box, at)) : [];
  const areAlike = bounds !== undefined && sameBounds(bounds, plain);
  const all = areAlike ? [...ofGeometry, ...ofBox] : ofGeometry;
  return [
    ...proposedFix('Exchange longitude and latitude of the geometry', all),
    ...(problem.severity === 'warning' && ofBox.length > 0
      ? proposedFix('Exchange longitude and latitude of "bbox"', ofBox)
      : []),
  ];
}

/** The lines of the geometry that a value belongs to. */
function linesAround(document: MetadataDocument, node: Node | undefined): readonly Line[] {
  const path = node?.path ?? [];
  const at = path.lastIndexOf('coordinates');
  const read = at < 0 ? undefined : readGeometry(nodeAtPath(document.root, path.slice(0, at)));
  const lines = read && !isMisfit(read) ? read.lines : [];
  const count = lines.reduce((sum, { longitudes }) => sum + longitudes.length, 0);
  return count <= MAX_POSITIONS ? lines : [];
}

function textOf({ text }: MetadataDocument, { offset, length }: Node): string {
  return text.slice(offset, offset + length);
}

/** Whether no comment, anchor or alias lies in a value, which would come to lie elsewhere. */
function isPlain(document: MetadataDocument, node: Node): boolean {
  return document.language === 'json' || !/[#&*]/.test(textOf(document, node));
}

function reversed(document: MetadataDocument, { node: { items } }: Line): readonly TextEdit[] {
  return items.flatMap((item, index) => {
    const other = items[items.length - 1 - index];
    const [is, should] = [textOf(document, item), other && textOf(document, other)];
    return should === undefined || is === should
      ? []
      : { offset: item.offset, length: item.length, text: should };
  });
}

function exchangedAxes(document: MetadataDocument, list: Node, at: number): readonly TextEdit[] {
  const [x, y] = list.kind === 'array' ? list.items.slice(at, at + 2) : [];
  return x && y
    ? [
        { offset: x.offset, length: x.length, text: textOf(document, y) },
        { offset: y.offset, length: y.length, text: textOf(document, x) },
      ]
    : [];
}

/** Computes a "bbox" that is null. */
export function nullBoxFixes({ node, owner }: Subject): readonly Fix[] {
  const read = readGeometry(memberValue(owner, 'geometry'));
  const extent = read && !isMisfit(read) ? extentOf(read) : undefined;
  const isBox = node?.kind === 'null' && node.path.at(-1) === 'bbox' && node.length > 0;
  return isBox && extent
    ? safeFix('Compute "bbox" from the geometry', replaceValue(node, written(extent.proper)))
    : [];
}
