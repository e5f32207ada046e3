import type { MetadataDocument } from './document.ts';
import { describeProperty, describeValue } from './schema/describe.ts';
import { requiredOf, schemasAt } from './schema/schema-at.ts';
import { innermostAt } from './tree.ts';

/** What to show about a place, and the range that it is about. */
export interface PlaceDescription {
  readonly markdown: string;
  readonly offset: number;
  readonly length: number;
}

/** Explains the property or the value at an offset. Undefined when the standards say nothing about it. */
export function describeAt(document: MetadataDocument, offset: number): PlaceDescription | undefined {
  const position = innermostAt(document.root, offset);
  if (!position) {
    return undefined;
  }
  const { node, member } = position;
  if (member) {
    return describe(document, [...node.path, member.key], member.keyOffset, member.keyLength);
  }
  if (node.kind === 'object' || node.kind === 'array') {
    return undefined;
  }
  const value =
    node.kind === 'string' ? describeValue(node.value, schemasAt(document, node.path)) : undefined;
  return value
    ? { markdown: value.markdown, offset: node.offset, length: node.length }
    : describe(document, node.path, node.offset, node.length);
}

function describe(
  document: MetadataDocument,
  path: readonly (string | number)[],
  offset: number,
  length: number,
): PlaceDescription | undefined {
  const name = path.at(-1);
  if (typeof name !== 'string') {
    return undefined;
  }
  const isRequired = requiredOf(schemasAt(document, path.slice(0, -1))).has(name);
  const description = describeProperty(name, schemasAt(document, path), isRequired);
  return description && { markdown: description.markdown, offset, length };
}
