import type { MetadataDocument } from '../document.ts';
import type { Member, Node } from '../node.ts';
import { type ArrayNode, nodeAtPath, type ObjectNode } from '../tree.ts';
import { afterLineBreak, lineEnd, lineStart } from './lines.ts';

/** A member or an item as it stands in the text: with the dash of a YAML list, without the comma behind it. */
export interface Entry {
  readonly start: number;
  readonly end: number;
  readonly member?: Member;
  readonly value?: Node;
  /** In brackets: where the comma behind it is. */
  readonly comma?: number;
  /** Set where somebody has looked already, and found neither comments nor anchors in it. */
  readonly isPlain?: true;
}

/** How the entries of an object or a list lie in the text. */
export interface Layout {
  /** In brackets (JSON, flow YAML), or on lines of their own (block YAML). */
  readonly flow: boolean;
  readonly entries: readonly Entry[];
}

type Collection = ObjectNode | ArrayNode;

const known = new WeakMap<MetadataDocument, WeakMap<Collection, Layout | 'unclear'>>();

/**
 * The layout of an object or a list. Undefined where the text holds more than the tree tells (aliases, merge keys,
 * tags between entries, explicit keys), or is broken: nothing is changed there.
 */
export function layoutOf(document: MetadataDocument, node: Collection): Layout | undefined {
  const ofDocument = known.get(document) ?? new WeakMap<Collection, Layout | 'unclear'>();
  known.set(document, ofDocument);
  const layout =
    ofDocument.get(node) ?? (isAlias(document, node) ? 'unclear' : (layOut(document, node) ?? 'unclear'));
  ofDocument.set(node, layout);
  return layout === 'unclear' ? undefined : layout;
}

/** True when an alias of YAML stands there: what it stands for is written elsewhere. */
export function isAlias({ text, language }: MetadataDocument, { offset }: Node): boolean {
  return language === 'yaml' && text.startsWith('*', offset);
}

/** True for objects and lists in brackets. */
export function isFlow({ text, language }: MetadataDocument, { offset }: Node): boolean {
  return language === 'json' || '{['.includes(text.charAt(offset) || ' ');
}

function layOut(document: MetadataDocument, node: Collection): Layout | undefined {
  const pieces = node.kind === 'object' ? ownMembers(node) : node.items;
  return isFlow(document, node) ? flowLayout(document, node, pieces) : blockLayout(document, node, pieces);
}

/** The members that are written in an object itself; those of a merge key are written elsewhere. */
function ownMembers(node: ObjectNode): readonly Member[] {
  const end = node.offset + node.length;
  return node.members.filter(({ keyOffset }) => keyOffset >= node.offset && keyOffset < end);
}

function isMember(piece: Member | Node): piece is Member {
  return 'keyOffset' in piece;
}

function flowLayout(
  document: MetadataDocument,
  node: Collection,
  pieces: readonly (Member | Node)[],
): Layout | undefined {
  const { text } = document;
  const close = node.offset + node.length - 1;
  if (node.length < 2 || text.charAt(close) !== (node.kind === 'object' ? '}' : ']')) {
    return undefined;
  }
  const entries: Entry[] = [];
  let from = node.offset + 1;
  for (const piece of [...pieces, undefined]) {
    const start = piece === undefined ? close : isMember(piece) ? piece.keyOffset : piece.offset;
    const gap = gapOf(document, from, start);
    const last = entries.at(-1);
    // Exactly one comma between two entries, none before the first, perhaps one behind the last.
    const commas = gap?.commas.length ?? 0;
    if (!gap || commas > 1 || (commas === 1 && !last) || (commas === 0 && last && piece)) {
      return undefined;
    }
    const [comma] = gap.commas;
    if (last && comma !== undefined) {
      entries[entries.length - 1] = { ...last, comma };
    }
    if (piece) {
      const entry = toEntry(document, piece, start);
      entries.push(entry);
      from = entry.end;
    }
  }
  return { flow: true, entries };
}

function blockLayout(
  document: MetadataDocument,
  node: Collection,
  pieces: readonly (Member | Node)[],
): Layout | undefined {
  const { text } = document;
  const entries: Entry[] = [];
  let from = node.offset;
  for (const piece of pieces) {
    const start = isMember(piece) ? piece.keyOffset : dashAfter(document, from, piece.offset);
    const last = entries.at(-1);
    const gap = start !== undefined && (last ? gapOf(document, from, start) : { commas: [] });
    if (start === undefined || !gap || gap.commas.length > 0 || (!last && start !== node.offset)) {
      return undefined;
    }
    const before = text.slice(lineStart(document, start), start);
    if (/[^ -]/.test(before) || (last && before.trim() !== '')) {
      return undefined;
    }
    const entry = toEntry(document, piece, start);
    entries.push(entry);
    from = entry.end;
  }
  // Behind the last entry a merge key may stand, which the tree does not show.
  const end = node.offset + node.length;
  return entries.length > 0 && (end <= from || gapOf(document, from, end)?.commas.length === 0)
    ? { flow: false, entries }
    : undefined;
}

/** The dash of the next item of a block list. */
function dashAfter(document: MetadataDocument, from: number, to: number): number | undefined {
  const { text } = document;
  let offset = from;
  while (offset <= to && offset < text.length) {
    const char = text.charAt(offset);
    if (char === '-') {
      return offset;
    }
    if (char === '#') {
      offset = lineEnd(document, offset);
    } else if (/\s/.test(char)) {
      offset++;
    } else {
      return undefined;
    }
  }
  return undefined;
}

function toEntry(document: MetadataDocument, piece: Member | Node, start: number): Entry {
  return isMember(piece)
    ? { start, end: memberEnd(document, piece), member: piece, ...(piece.value && { value: piece.value }) }
    : { start, end: Math.max(start + 1, nodeEnd(document, piece)), value: piece };
}

/** Where a member ends, its colon included when no value follows. */
function memberEnd(document: MetadataDocument, { keyOffset, keyLength, value }: Member): number {
  const own = keyOffset + keyLength;
  if (value && value.length > 0) {
    return Math.max(own, nodeEnd(document, value));
  }
  const colon = /^[ \t]*:/.exec(document.text.slice(own, own + 100));
  return own + (colon?.[0].length ?? 0);
}

/** Where a value ends in the text, without the comments that follow it. */
export function nodeEnd(document: MetadataDocument, node: Node): number {
  const own = node.offset + node.length;
  if (
    (node.kind !== 'object' && node.kind !== 'array') ||
    isAlias(document, node) ||
    isFlow(document, node)
  ) {
    return own;
  }
  if (node.kind === 'array') {
    const last = node.items.at(-1);
    return last ? (last.length === 0 ? Math.min(own, last.offset) : nodeEnd(document, last)) : own;
  }
  const last = ownMembers(node).at(-1);
  return last ? memberEnd(document, last) : own;
}

/** Blanks, comments and commas between two offsets. Undefined when anything else is there. */
export function gapOf(
  document: MetadataDocument,
  from: number,
  to: number,
): { readonly commas: readonly number[]; readonly hasComment: boolean } | undefined {
  const { text, language } = document;
  const commas: number[] = [];
  let hasComment = false;
  let offset = from;
  while (offset < to) {
    const char = text.charAt(offset);
    if (char === ',') {
      commas.push(offset);
      offset++;
    } else if (/\s/.test(char)) {
      offset++;
    } else if (language === 'yaml' ? char === '#' : text.startsWith('//', offset)) {
      hasComment = true;
      offset = lineEnd(document, offset);
    } else if (language === 'json' && text.startsWith('/*', offset)) {
      hasComment = true;
      const end = text.indexOf('*/', offset);
      offset = end < 0 ? to : end + 2;
    } else {
      return undefined;
    }
  }
  return { commas, hasComment };
}

/** What is written in a stretch of the text apart from scalars: brackets, dashes, comments, anchors. */
function structureOf(document: MetadataDocument, node: Node, from: number, to: number): string {
  const { text } = document;
  let structure = '';
  let offset = from;
  for (const [start, end] of scalars(document, node)) {
    structure += text.slice(offset, Math.max(offset, start));
    offset = Math.max(offset, end);
  }
  return structure + text.slice(offset, Math.max(offset, to));
}

function* scalars(document: MetadataDocument, node: Node): Generator<readonly [number, number]> {
  if (isAlias(document, node)) {
    yield [node.offset, node.offset + node.length];
  } else if (node.kind === 'object') {
    for (const { keyOffset, keyLength, value } of ownMembers(node)) {
      yield [keyOffset, keyOffset + keyLength];
      if (value) {
        yield* scalars(document, value);
      }
    }
  } else if (node.kind === 'array') {
    for (const item of node.items) {
      yield* scalars(document, item);
    }
  } else {
    yield [node.offset, node.offset + node.length];
  }
}

/** True when taking a stretch of text with a value in it away would lose a comment or the anchor of an alias. */
export function holdsMore(
  document: MetadataDocument,
  node: Node | undefined,
  from: number,
  to: number,
): boolean {
  const structure = node ? structureOf(document, node, from, to) : document.text.slice(from, to);
  return document.language === 'yaml' ? /[#&]/.test(structure) : /\/[/*]/.test(structure);
}

/** The object or list that a value stands in, with its entry; undefined for the root. */
export function parentOf(
  document: MetadataDocument,
  node: Node,
):
  | { readonly parent: Collection; readonly layout: Layout; readonly entry: Entry; readonly index: number }
  | undefined {
  const parent = nodeAtPath(document.root, node.path.slice(0, -1));
  const layout =
    node.path.length > 0 && (parent?.kind === 'object' || parent?.kind === 'array')
      ? layoutOf(document, parent)
      : undefined;
  const index =
    layout?.entries.findIndex(({ value }) => value?.offset === node.offset && value.length === node.length) ??
    -1;
  const entry = layout?.entries[index];
  return layout && entry && (parent?.kind === 'object' || parent?.kind === 'array')
    ? { parent, layout, entry, index }
    : undefined;
}

/** A block scalar (`|`, `>`): its text depends on the lines around it. */
export function isBlockScalar({ text, language }: MetadataDocument, node: Node | undefined): boolean {
  return language === 'yaml' && node?.kind === 'string' && '|>'.includes(text.charAt(node.offset) || ' ');
}

/** True when lines must not be added or removed behind an entry: blank lines there belong to its text. */
export function keepsBlankLines(document: MetadataDocument, entry: Entry): boolean {
  let last = entry.value;
  while (last && !isFlow(document, last) && !isAlias(document, last)) {
    const next: Node | undefined =
      last.kind === 'object'
        ? ownMembers(last).at(-1)?.value
        : last.kind === 'array'
          ? last.items.at(-1)
          : undefined;
    if (!next) {
      break;
    }
    last = next;
  }
  if (!last || !isBlockScalar(document, last)) {
    return false;
  }
  const { text } = document;
  const header = text.slice(last.offset, lineEnd(document, last.offset));
  const next = afterLineBreak(text, lineEnd(document, entry.end));
  return header.includes('+') || /^[ \t]+$/.test(text.slice(next, lineEnd(document, next)));
}

/**
 * True when a stretch of YAML seems to hold an anchor or an alias, which has to stay behind its anchor: then nothing
 * in it may change its place. A text that only looks like one counts, too.
 */
export function mayHoldAnchors({ text, language }: MetadataDocument, from: number, to: number): boolean {
  return language === 'yaml' && /(?:^|[\s[{,])[&*][^\s&*]/.test(text.slice(from, to));
}
