import type { PathSegment } from '#core/base/json-pointer.ts';
import type { Member, Node } from './node.ts';

export type ObjectNode = Extract<Node, { kind: 'object' }>;
export type ArrayNode = Extract<Node, { kind: 'array' }>;
export type TextNode = Extract<Node, { kind: 'string' }>;

/** The member of an object by its key. With a repeated key the last one counts, as for `JSON.parse`. */
export function memberOf(node: Node | undefined, key: string): Member | undefined {
  // A plain loop: rules ask this many thousand times for one key that is pressed.
  const members = node?.kind === 'object' ? node.members : [];
  for (let index = members.length - 1; index >= 0; index--) {
    const member = members[index];
    if (member?.key === key) {
      return member;
    }
  }
  return undefined;
}

/** The value of a member, or undefined where there is none (yet). */
export function memberValue(node: Node | undefined, key: string): Node | undefined {
  return memberOf(node, key)?.value;
}

/** The text of a string node, otherwise undefined. */
export function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'string' ? node.value : undefined;
}

/** The number of a number node, otherwise undefined. */
export function numberOf(node: Node | undefined): number | undefined {
  return node?.kind === 'number' ? node.value : undefined;
}

/** The items of an array, none for anything else. */
export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.kind === 'array' ? node.items : [];
}

/** The items of an array, or the value itself: for properties that take one or a list. */
export function oneOrMany(node: Node | undefined): readonly Node[] {
  return node?.kind === 'array' ? node.items : node ? [node] : [];
}

/** The value one step further, or undefined. */
export function childOf(node: Node | undefined, segment: PathSegment): Node | undefined {
  return typeof segment === 'number' ? itemsOf(node)[segment] : memberValue(node, segment);
}

/** The value at a path from the root, or undefined. */
export function nodeAtPath(root: Node | undefined, path: readonly PathSegment[]): Node | undefined {
  let node = root;
  for (const segment of path) {
    node = childOf(node, segment);
  }
  return node;
}

/** A node that stands in an object under a key, as `innermostAt` finds it. */
export interface Position {
  /** The innermost value that covers the offset. */
  readonly node: Node;
  /** Set when the offset is on the key of this member of `node`. */
  readonly member?: Member;
}

function covers(offset: number, start: number, length: number): boolean {
  return offset >= start && offset <= start + length;
}

/** What covers an offset: the innermost value, and the member whose key is there. */
export function innermostAt(root: Node | undefined, offset: number): Position | undefined {
  if (!root || !covers(offset, root.offset, root.length)) {
    return undefined;
  }
  let node = root;
  for (;;) {
    if (node.kind === 'object') {
      const member = node.members.find((each) => covers(offset, each.keyOffset, each.keyLength));
      if (member) {
        return { node, member };
      }
    }
    const next: Node | undefined = childrenOf(node).find((child) =>
      covers(offset, child.offset, child.length),
    );
    if (!next) {
      return { node };
    }
    node = next;
  }
}

/** The values right below a value, in the order of the text. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'object':
      return node.members.flatMap((member) => member.value ?? []);
    case 'array':
      return node.items;
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return [];
  }
}

/** A value and all below it, parents first. Nesting is bounded by the parser. */
export function* descendants(node: Node): Generator<Node> {
  yield node;
  for (const child of childrenOf(node)) {
    yield* descendants(child);
  }
}

/** The plain JSON value of a tree. Objects have no prototype, so that a key `__proto__` is a key like any other. */
export function plainValue(node: Node): unknown {
  switch (node.kind) {
    case 'object': {
      const object: Record<string, unknown> = Object.create(null);
      for (const { key, value } of node.members) {
        if (value) {
          object[key] = plainValue(value);
        }
      }
      return object;
    }
    case 'array':
      return node.items.map(plainValue);
    case 'null':
      return null;
    case 'string':
    case 'number':
    case 'boolean':
      return node.value;
  }
}
