import type { MetadataDocument } from '../document.ts';
import type { Node } from '../node.ts';
import type { TextEdit } from '../problem.ts';
import { columnOf } from './block.ts';
import {
  type Entry,
  holdsMore,
  isAlias,
  isBlockScalar,
  isFlow,
  layoutOf,
  nodeEnd,
  parentOf,
} from './layout.ts';
import { indentAt, lineEnd } from './lines.ts';
import { mannerIn, quotesOf } from './manner.ts';
import {
  isCollection,
  isEmptyCollection,
  writeBlock,
  writeBlockValue,
  writeFlow,
  writeScalar,
} from './write-value.ts';

/**
 * Puts another value in the place of one, in the style of what stands around it. Comments in the old value keep it
 * where it is, unless they are kept elsewhere.
 */
export function replaceNode(
  document: MetadataDocument,
  node: Node,
  value: unknown,
  { commentsAreKept = false } = {},
): TextEdit[] | undefined {
  const end = nodeEnd(document, node);
  if (
    isAlias(document, node) ||
    isBlockScalar(document, node) ||
    (!commentsAreKept && holdsMore(document, node, node.offset, end))
  ) {
    return undefined;
  }
  const isRoot = node.path.length === 0;
  if (isFilledBlock(document, node) && !layoutOwn(document, node)) {
    return undefined; // a merge key, say, which the tree does not show
  }
  const around = parentOf(document, node);
  if (!around && !isRoot) {
    return undefined;
  }
  const own = layoutOwn(document, node);
  const manner = mannerIn(document, around?.parent ?? node, around?.layout ?? own, node);
  if (!isCollection(value) && around && !(node.kind === 'object' || node.kind === 'array')) {
    const written = writeScalar(value, { ...manner, quotes: quotesOf(document, node) ?? manner.quotes });
    return gapIsPlain(document, around.entry, node)
      ? [{ offset: node.offset, length: node.length, text: node.length === 0 ? ` ${written}` : written }]
      : undefined;
  }
  if (around ? around.layout.flow : isFlow(document, node)) {
    if (around && !gapIsPlain(document, around.entry, node)) {
      return undefined;
    }
    const spread = isRoot && document.text.slice(node.offset, end).includes('\n');
    const indent = around ? indentAt(document, around.entry.start) : '';
    const inLine = isRoot && !spread && !document.text.trim().includes('\n');
    const written = writeFlow(value, { ...manner, oneLine: inLine || (!isRoot && manner.oneLine) }, indent);
    return [{ offset: node.offset, length: end - node.offset, text: written }];
  }
  return around
    ? replaceInBlock(document, node, around.entry, value, end, commentsAreKept)
    : [{ offset: node.offset, length: end - node.offset, text: writeBlock(value, manner, 0) }];
}

function isFilledBlock(document: MetadataDocument, node: Node): boolean {
  return (node.kind === 'object' || node.kind === 'array') && !isFlow(document, node);
}

function layoutOwn(document: MetadataDocument, node: Node) {
  return node.kind === 'object' || node.kind === 'array' ? layoutOf(document, node) : undefined;
}

function replaceInBlock(
  document: MetadataDocument,
  node: Node,
  entry: Entry,
  value: unknown,
  end: number,
  commentsAreKept: boolean,
): TextEdit[] | undefined {
  const { text } = document;
  const manner = mannerIn(document, undefined, undefined, node);
  const column = columnOf(document, entry);
  const start = entry.member ? entry.member.keyOffset + entry.member.keyLength : entry.start + 1;
  const gap = text.slice(start, node.offset);
  const colon = /^[ \t]*:/.exec(gap)?.[0].length ?? 0;
  // Comments on lines of their own above a value are about it, and kept where it is.
  const isClear = commentsAreKept
    ? /^[ \t]*:?[ \t]*(?:\r?\n[ \t]*(?:#[^\n]*)?)*$/.test(gap)
    : gapIsPlain(document, entry, node);
  if (!isClear) {
    return undefined;
  }
  // A comment behind the value ends up behind the last line of the new one.
  const inBrackets = isFlow(document, node) && end <= lineEnd(document, node.offset);
  const inner =
    inBrackets &&
    isCollection(value) &&
    !isEmptyCollection(value) &&
    layoutOwn(document, node)?.entries.length
      ? ` ${writeFlow(value, { ...manner, inBrackets: true, oneLine: true }, '')}`
      : undefined;
  if (entry.member) {
    const from = start + colon;
    const written = inner ?? writeBlockValue(value, manner, column);
    return [{ offset: from, length: end - from, text: written }];
  }
  const written = inner ?? ` ${writeBlock(value, manner, column + 2)}`;
  return [{ offset: start, length: end - start, text: written }];
}

/** True when only blanks and a colon stand between a key or a dash and its value: no tag, anchor or comment. */
function gapIsPlain({ text }: MetadataDocument, entry: Entry, node: Node): boolean {
  if (entry.member) {
    const end = entry.member.keyOffset + entry.member.keyLength;
    return /^\s*:\s*$/.test(text.slice(end, Math.max(end, node.offset))) || node.length === 0;
  }
  return /^-?\s*$/.test(text.slice(entry.start, node.offset));
}
