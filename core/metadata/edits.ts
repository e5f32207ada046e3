import type { MetadataDocument } from './document.ts';
import { columnOf, insertBlockEntry, removeBlockEntry } from './edits/block.ts';
import { insertFlowEntry, removeFlowEntry } from './edits/flow.ts';
import { type Entry, type Layout, layoutOf, mayHoldAnchors } from './edits/layout.ts';
import { indentAt } from './edits/lines.ts';
import { mannerIn } from './edits/manner.ts';
import { replaceNode } from './edits/replace.ts';
import {
  type Quotes,
  Verbatim,
  writeBlock,
  writeBlockValue,
  writeFlow,
  writeText,
  yamlScalar,
} from './edits/write-value.ts';
import type { Member, Node } from './node.ts';
import type { TextEdit } from './problem.ts';
import type { ArrayNode, ObjectNode } from './tree.ts';

// Every function gives undefined where the change cannot be made without losing something: behind aliases, merge
// keys and block scalars, and where a comment or an anchor would go.

/** Replaces a text value in the quotes that it has. Undefined for block scalars (`|`, `>`), which we leave alone. */
export function replaceText(document: MetadataDocument, node: Node, text: string): TextEdit[] | undefined {
  return replaceQuoted(document, node.offset, node.length, text);
}

/** Renames a property, keeping its quotes. */
export function renameKey(document: MetadataDocument, member: Member, name: string): TextEdit[] | undefined {
  return replaceQuoted(document, member.keyOffset, member.keyLength, name);
}

/** Replaces a value by JSON, which is YAML too. */
export function replaceValue(node: Node, json: string): TextEdit[] {
  return [{ offset: node.offset, length: node.length, text: json }];
}

function replaceQuoted(document: MetadataDocument, offset: number, length: number, text: string) {
  const written = quoteLike(document, offset, text);
  return written === undefined ? undefined : [{ offset, length, text: written }];
}

/** Writes a text with the quotes that stand at an offset. */
function quoteLike(document: MetadataDocument, offset: number, text: string): string | undefined {
  const first = document.text.charAt(offset);
  if (document.language === 'json' || first === '"') {
    return JSON.stringify(text);
  }
  if (first === "'") {
    return `'${text.replaceAll("'", "''")}'`;
  }
  // An alias, anchor, tag or block scalar: what is written here is not the text itself.
  return '|>*&!'.includes(first) ? undefined : yamlScalar(text);
}

/** Puts another value in the place of one: any plain JSON value, in the style of what stands around it. */
export function replaceWith(document: MetadataDocument, node: Node, value: unknown): TextEdit[] | undefined {
  return replaceNode(document, node, value);
}

/** Where among its members an object gets a new one; at its end unless told otherwise. */
export interface MemberPlace {
  readonly after?: Member | undefined;
  readonly first?: boolean;
}

/** Adds a member that an object does not have yet. `value` is any plain JSON value. */
export function insertMember(
  document: MetadataDocument,
  owner: ObjectNode,
  key: string,
  value: unknown,
  { after, first }: MemberPlace = {},
): TextEdit[] | undefined {
  const layout = layoutOf(document, owner);
  if (!layout || layout.entries.some(({ member }) => member?.key === key)) {
    return undefined;
  }
  const neighbour = after
    ? layout.entries.findIndex(({ member }) => member?.keyOffset === after.keyOffset)
    : -1;
  const index = first ? 0 : neighbour >= 0 ? neighbour + 1 : layout.entries.length;
  const beside = layout.entries[index - 1] ?? layout.entries[index];
  if (!beside) {
    return replaceWith(document, owner, { [key]: value });
  }
  const manner = { ...mannerIn(document, owner, layout), literalTexts: true };
  const name = writeText(key, document.language, keyQuotes(document, beside));
  if (!layout.flow) {
    const written = `${name}:${writeBlockValue(value, manner, columnOf(document, beside))}`;
    return insertBlockEntry(document, layout, index, written);
  }
  const colon = manner.style.minified ? ':' : ': ';
  const written = `${name}${colon}${writeFlow(value, manner, indentAt(document, beside.start))}`;
  return insertFlowEntry(document, owner, layout, index, written);
}

function keyQuotes({ text }: MetadataDocument, { start }: Entry): Quotes {
  const first = text.charAt(start);
  return first === '"' || first === "'" ? first : 'plain';
}

/** Adds an item to a list, as number `index` of the list that results. `value` is any plain JSON value. */
export function insertItem(
  document: MetadataDocument,
  array: ArrayNode,
  index: number,
  value: unknown,
): TextEdit[] | undefined {
  const layout = layoutOf(document, array);
  const beside = layout?.entries[index - 1] ?? layout?.entries[index];
  if (!layout || index < 0 || index > layout.entries.length) {
    return undefined;
  }
  if (!beside) {
    return replaceWith(document, array, [value]);
  }
  const manner = { ...mannerIn(document, array, layout), literalTexts: true };
  return layout.flow
    ? insertFlowEntry(
        document,
        array,
        layout,
        index,
        writeFlow(value, manner, indentAt(document, beside.start)),
      )
    : insertBlockEntry(
        document,
        layout,
        index,
        `- ${writeBlock(value, manner, columnOf(document, beside) + 2)}`,
      );
}

/** Removes an item of a list with its comma or its lines. */
export function removeItem(
  document: MetadataDocument,
  array: ArrayNode,
  index: number,
): TextEdit[] | undefined {
  return removeEntry(document, array, layoutOf(document, array), index);
}

/** Moves an item of a list, text and all, so that its number becomes `to`. */
export function moveItem(
  document: MetadataDocument,
  array: ArrayNode,
  from: number,
  to: number,
): TextEdit[] | undefined {
  const layout = layoutOf(document, array);
  const entry = layout?.entries[from];
  if (!layout || !entry || to < 0 || to >= layout.entries.length) {
    return undefined;
  }
  if (from === to) {
    return [];
  }
  const [first, last] = [
    layout.entries[Math.min(from, to)] ?? entry,
    layout.entries[Math.max(from, to)] ?? entry,
  ];
  if (mayHoldAnchors(document, first.start, last.end)) {
    return undefined;
  }
  const written = document.text.slice(entry.start, entry.end);
  const index = to > from ? to + 1 : to;
  const removed = removeEntry(document, array, layout, from);
  const inserted = layout.flow
    ? insertFlowEntry(document, array, layout, index, written)
    : insertBlockEntry(document, layout, index, written);
  return removed && inserted && [...removed, ...inserted];
}

/** Removes a member with its comma or its lines. */
export function removeMember(
  document: MetadataDocument,
  owner: ObjectNode,
  member: Member,
): TextEdit[] | undefined {
  const layout = layoutOf(document, owner);
  return removeEntry(
    document,
    owner,
    layout,
    layout?.entries.findIndex((entry) => entry.member?.keyOffset === member.keyOffset) ?? -1,
  );
}

function removeEntry(
  document: MetadataDocument,
  node: ObjectNode | ArrayNode,
  layout: Layout | undefined,
  index: number,
): TextEdit[] | undefined {
  if (!layout?.entries[index]) {
    return undefined;
  }
  if (layout.flow) {
    return removeFlowEntry(document, node, layout, index);
  }
  return layout.entries.length > 1
    ? removeBlockEntry(document, layout, index)
    : replaceWith(document, node, node.kind === 'object' ? {} : []);
}

/** Adds a member behind another one, in the style of the lines around it. `json` is the value, on one line. */
export function insertAfter(
  document: MetadataDocument,
  owner: ObjectNode,
  after: Member,
  key: string,
  json: string,
): TextEdit[] | undefined {
  return insertMember(document, owner, key, new Verbatim(json), { after });
}
