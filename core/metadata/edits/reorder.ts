import type { MetadataDocument } from '../document.ts';
import type { TextEdit } from '../problem.ts';
import type { ArrayNode, ObjectNode } from '../tree.ts';
import { gapOf, keepsBlankLines, layoutOf, mayHoldAnchors } from './layout.ts';
import { lineEnd } from './lines.ts';

/**
 * Puts the entries of an object or a list in another order: entry number `order[i]` becomes number `i`. Each keeps
 * its text and the comment behind it. Undefined where a comment stands between entries: nobody knows to which of
 * them it belongs.
 */
export function reorderEntries(
  document: MetadataDocument,
  node: ObjectNode | ArrayNode,
  order: readonly number[],
): TextEdit[] | undefined {
  const layout = layoutOf(document, node);
  const end = layout?.entries.at(-1)?.end ?? node.offset;
  if (
    !layout ||
    mayHoldAnchors(document, node.offset, end) ||
    order.length !== layout.entries.length ||
    new Set(order).size !== order.length
  ) {
    return undefined;
  }
  const { text } = document;
  const slots = layout.entries.map((entry) => ({
    start: entry.start,
    end: layout.flow ? entry.end : lineEnd(document, entry.end),
  }));
  for (const [index, slot] of slots.entries()) {
    const next = slots[index + 1]?.start ?? (layout.flow ? node.offset + node.length - 1 : slot.end);
    const entry = layout.entries[index];
    if (!entry || keepsBlankLines(document, entry) || gapOf(document, slot.end, next)?.hasComment !== false) {
      return undefined;
    }
  }
  return slots.flatMap((slot, index) => {
    const source = slots[order[index] ?? -1];
    return source && source !== slot
      ? [{ offset: slot.start, length: slot.end - slot.start, text: text.slice(source.start, source.end) }]
      : [];
  });
}
