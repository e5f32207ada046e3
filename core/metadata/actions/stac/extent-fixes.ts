import { replaceWith } from '../../edits.ts';
import { proposedFix, safeFix } from '../../finding.ts';
import type { Node } from '../../node.ts';
import type { Fix } from '../../problem.ts';
import { toBox } from '../../stac/bounds.ts';
import { numbersOf } from '../../stac/box.ts';
import { unionBox } from '../../stac/box-union.ts';
import { boundsOfItem, knownItems, timeAround, writtenTime } from '../../stac/graph/items-extent.ts';
import { timeOf } from '../../stac/time.ts';
import { itemsOf, nodeAtPath, textOf } from '../../tree.ts';
import type { Subject } from '../subject.ts';
import { together } from './merge-bands.ts';

/** The first box of a collection, around all that follow. */
export function firstBoxFixes({ document, node, owner }: Subject): readonly Fix[] {
  const union = unionBox(itemsOf(owner).map(numbersOf));
  return node && union ? safeFix('Let it cover the others', replaceWith(document, node, union)) : [];
}

/** The first interval of a collection, around all that follow. An end that is open in one is open in all. */
export function firstIntervalFixes({ document, node, owner }: Subject): readonly Fix[] {
  const intervals = itemsOf(owner).map(itemsOf);
  const [start, end] = itemsOf(node);
  const from = outermost(
    intervals.map(([each]) => each),
    (one, other) => one < other,
  );
  const to = outermost(
    intervals.map(([, each]) => each),
    (one, other) => one > other,
  );
  if (!start || !end || from === undefined || to === undefined) {
    return [];
  }
  const written = (is: Node, should: string | null) =>
    (textOf(is) ?? null) === should ? [] : replaceWith(document, is, should);
  return safeFix('Let it cover the others', together([written(start, from), written(end, to)]));
}

/** The text of the time that comes first; null where one is open, and undefined where one is no time. */
function outermost(
  ends: readonly (Node | undefined)[],
  isFurther: (one: number, other: number) => boolean,
): string | null | undefined {
  let best: { readonly text: string; readonly time: number } | undefined;
  for (const end of ends) {
    const [text, time] = [textOf(end), timeOf(end)];
    if (end?.kind === 'null') {
      return null;
    }
    if (text === undefined || time === undefined) {
      return undefined;
    }
    best = !best || isFurther(time, best.time) ? { text, time } : best;
  }
  return best?.text;
}

/** The extent of a collection, as its items in the workspace have it. */
export function itemsExtent({ surroundings: { stac } }: Pick<Subject, 'surroundings'>): {
  readonly count: number;
  readonly box: readonly number[] | undefined;
  readonly interval: readonly [string | null, string | null] | undefined;
} {
  const items = stac ? knownItems(stac.graph, stac.file) : [];
  const boxes = items.flatMap(({ summary }) => {
    const bounds = boundsOfItem(summary);
    return bounds ? [toBox(bounds)] : [];
  });
  const { from, to } = timeAround(items);
  const written = (time: number | undefined) => (time === undefined ? null : writtenTime(time));
  return {
    count: items.length,
    box: unionBox(boxes),
    interval: from === undefined && to === undefined ? undefined : [written(from), written(to)],
  };
}

/** An interval that says nothing: that of the items. */
export function openIntervalFixes(subject: Subject): readonly Fix[] {
  const { document } = subject;
  const { interval } = itemsExtent(subject);
  const node = nodeAtPath(document.root, ['extent', 'temporal', 'interval', 0]);
  return node && interval
    ? proposedFix('Take the times of the items', replaceWith(document, node, interval))
    : [];
}
