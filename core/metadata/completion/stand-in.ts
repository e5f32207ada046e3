import type { PathSegment } from '#core/base/json-pointer.ts';
import type { MetadataDocument } from '../document.ts';
import { parseJson } from '../json-text.ts';
import type { Member, Node } from '../node.ts';
import { childOf, childrenOf, type ObjectNode } from '../tree.ts';
import { parseYaml } from '../yaml-text.ts';

/** Stands for what is being typed; no descriptor holds it. */
export const STAND_IN = 'waybill-cursor-7d1f';

const MAX_LOST_ITEMS = 10_000;

/** A piece of a text around the cursor that can be read by itself. */
export interface Region {
  /** The piece with the stand-in in it. */
  readonly text: string;
  /** The path of the value that the piece is. */
  readonly path: readonly PathSegment[];
  /** Where in the tree of the piece that value is: YAML is read together with the key or dash before it. */
  readonly inner: readonly PathSegment[];
}

/** The document with a piece read anew. Undefined when the piece gives no value. */
export function withRegion(document: MetadataDocument, region: Region): MetadataDocument | undefined {
  const { root: read } = document.language === 'yaml' ? parseYaml(region.text) : parseJson(region.text);
  let node = read;
  for (const segment of region.inner) {
    node = childOf(node, segment);
  }
  return node && { ...document, root: grafted(document.root, region.path, rebased(node, region.path)) };
}

/** The object that has the stand-in as a key, below a value. */
export function ownerOfStandIn(node: Node): ObjectNode | undefined {
  if (node.kind === 'object' && node.members.some(({ key }) => key === STAND_IN)) {
    return node;
  }
  return firstBelow(node, ownerOfStandIn);
}

/** The text value that is the stand-in, below a value. */
export function standInValue(node: Node): Node | undefined {
  if (node.kind === 'string' && node.value === STAND_IN) {
    return node;
  }
  return firstBelow(node, standInValue);
}

function firstBelow<Found>(node: Node, find: (child: Node) => Found | undefined): Found | undefined {
  for (const child of childrenOf(node)) {
    const found = find(child);
    if (found) {
      return found;
    }
  }
  return undefined;
}

/** A value as it is at another path. */
function rebased(node: Node, path: readonly PathSegment[]): Node {
  const { offset, length } = node;
  switch (node.kind) {
    case 'object':
      return {
        kind: 'object',
        offset,
        length,
        path,
        members: node.members.map((each) => rebasedMember(each, path)),
      };
    case 'array': {
      const items = node.items.map((item, index) => rebased(item, [...path, index]));
      return { kind: 'array', offset, length, path, items };
    }
    case 'string':
      return { kind: 'string', offset, length, path, value: node.value };
    case 'number':
      return { kind: 'number', offset, length, path, value: node.value };
    case 'boolean':
      return { kind: 'boolean', offset, length, path, value: node.value };
    case 'null':
      return { kind: 'null', offset, length, path };
  }
}

function rebasedMember({ key, keyOffset, keyLength, value }: Member, path: readonly PathSegment[]): Member {
  return { key, keyOffset, keyLength, ...(value && { value: rebased(value, [...path, key]) }) };
}

/** The tree with another value at a path; what is missing on the way is made. */
export function grafted(node: Node | undefined, path: readonly PathSegment[], value: Node, depth = 0): Node {
  const segment = path[depth];
  if (segment === undefined) {
    return value;
  }
  const base = { offset: node?.offset ?? 0, length: node?.length ?? 0, path: path.slice(0, depth) };
  const child = grafted(childOf(node, segment), path, value, depth + 1);
  if (typeof segment === 'number') {
    const items = node?.kind === 'array' ? [...node.items] : [];
    // In a broken list fewer items may have been read than there are.
    while (items.length < segment && items.length < MAX_LOST_ITEMS) {
      items.push({ kind: 'null', offset: base.offset, length: 0, path: [...base.path, items.length] });
    }
    items[Math.min(segment, items.length)] = child;
    return { ...base, kind: 'array', items };
  }
  const members = node?.kind === 'object' ? [...node.members] : [];
  const index = members.findLastIndex(({ key }) => key === segment);
  const { keyOffset = 0, keyLength = 0 } = members[index] ?? {};
  members[index < 0 ? members.length : index] = { key: segment, keyOffset, keyLength, value: child };
  return { ...base, kind: 'object', members };
}
