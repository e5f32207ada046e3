import type { MetadataDocument } from '../document.ts';
import type { TextEdit } from '../problem.ts';
import type { ObjectNode } from '../tree.ts';
import { removeBlockEntry } from './block.ts';
import { removeFlowEntry } from './flow.ts';
import { type Entry, gapOf, holdsMore, layoutOf } from './layout.ts';
import { lineEnd } from './lines.ts';

/**
 * Removes several members of an object at once, neighbours together, so that the edits do not touch each other.
 * Undefined where a comment or an anchor would go, and where nothing would be left of a block.
 */
export function removeMembers(
  document: MetadataDocument,
  owner: ObjectNode,
  keys: ReadonlySet<string>,
): TextEdit[] | undefined {
  const layout = layoutOf(document, owner);
  if (!layout) {
    return undefined;
  }
  // In a block, what stands behind an entry on its line goes with it.
  const isPlain = (entry: Entry): boolean =>
    entry.isPlain === true ||
    !holdsMore(document, entry.value, entry.start, layout.flow ? entry.end : lineEnd(document, entry.end));
  const runs: { entry: Entry; goes: boolean }[] = [];
  for (const entry of layout.entries) {
    const goes = entry.member !== undefined && keys.has(entry.member.key);
    const last = runs.at(-1);
    if (!goes || !last?.goes) {
      runs.push({ entry, goes });
    } else if (isPlain(last.entry) && isPlain(entry) && isClear(document, last.entry, entry)) {
      last.entry = joined(last.entry, entry);
    } else {
      return undefined;
    }
  }
  const merged = { flow: layout.flow, entries: runs.map(({ entry }) => entry) };
  const removals = runs.flatMap(({ goes }, index) =>
    goes
      ? [
          layout.flow
            ? removeFlowEntry(document, owner, merged, index)
            : removeBlockEntry(document, merged, index),
        ]
      : [],
  );
  const edits = removals.flatMap((each) => each ?? []);
  return removals.includes(undefined) ? undefined : edits;
}

function isClear(document: MetadataDocument, one: Entry, next: Entry): boolean {
  return gapOf(document, one.end, next.start)?.hasComment === false;
}

function joined(one: Entry, other: Entry): Entry {
  return {
    start: one.start,
    end: other.end,
    ...(other.comma !== undefined && { comma: other.comma }),
    isPlain: true,
  };
}
