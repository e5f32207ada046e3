import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { isCollection, isMap, isNode, isScalar, isSeq, parseDocument } from 'yaml';
import type { Path } from './draft.ts';

/** Which part of the text a finding has to be on. */
export type Where =
  | { readonly on: 'value'; readonly path: Path }
  | { readonly on: 'key'; readonly path: Path }
  /** The key of an object or a list; in a list, its opening bracket, or its first key or dash in YAML. */
  | { readonly on: 'head'; readonly path: Path }
  /** Some characters of a text, which has no escapes. */
  | { readonly on: 'part'; readonly path: Path; readonly from: number; readonly to: number };

export interface Range {
  readonly offset: number;
  readonly length: number;
}

/** Where something stands in a JSON text, found by jsonc-parser. */
export function placeInJson(text: string, where: Where): Range | undefined {
  const root = parseTree(text);
  const node = root && findNodeAtLocation(root, [...where.path]);
  if (!node) {
    return undefined;
  }
  const key = keyOf(node);
  switch (where.on) {
    case 'value':
      return node;
    case 'key':
      return key;
    case 'head':
      return key ?? { offset: node.offset, length: 1 };
    case 'part':
      return { offset: node.offset + 1 + where.from, length: where.to - where.from };
  }
}

function keyOf(node: Node): Node | undefined {
  return node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
}

/** Where something stands in a YAML text, found by the CST ranges of the package `yaml`. */
export function placeInYaml(text: string, where: Where): Range | undefined {
  const document = parseDocument(text);
  const node: unknown = where.path.length === 0 ? document.contents : document.getIn(where.path, true);
  const range = isNode(node) ? rangeOf(node.range) : undefined;
  // The range of a block goes on to the next line.
  const value = range && isCollection(node) ? trimmed(text, range) : range;
  if (!value) {
    return undefined;
  }
  const last = where.path.at(-1);
  const owner: unknown =
    where.path.length < 2 ? document.contents : document.getIn(where.path.slice(0, -1), true);
  const pair = isMap(owner) ? owner.items.find(({ key }) => isScalar(key) && key.value === last) : undefined;
  const key = isScalar(pair?.key) ? rangeOf(pair.key.range) : undefined;
  switch (where.on) {
    case 'value':
      return value;
    case 'key':
      return key;
    case 'head':
      return where.path.length > 0 && key ? key : startOf(node, text, value);
    case 'part': {
      const quote = /["']/.test(text.charAt(value.offset)) ? 1 : 0;
      return { offset: value.offset + quote + where.from, length: where.to - where.from };
    }
  }
}

function rangeOf(range: readonly number[] | null | undefined): Range | undefined {
  const [offset, end] = range ?? [];
  return offset === undefined || end === undefined ? undefined : { offset, length: end - offset };
}

function trimmed(text: string, { offset, length }: Range): Range {
  return { offset, length: text.slice(offset, offset + length).trimEnd().length };
}

function startOf(node: unknown, text: string, { offset }: Range): Range | undefined {
  const [first] = isMap(node) ? node.items : [];
  const isFlow = /[[{]/.test(text.charAt(offset));
  return isFlow || isSeq(node) || !first || !isScalar(first.key)
    ? { offset, length: 1 }
    : rangeOf(first.key.range);
}
