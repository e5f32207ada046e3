import type { MetadataDocument } from '../document.ts';
import { Verbatim } from '../edits/write-value.ts';
import type { Node } from '../node.ts';

/** A number as JSON writes it. YAML knows others: `0x1F`, `+1`, `.5`. */
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * The value of a tree, to be written elsewhere: numbers keep all their digits and objects the order of their keys;
 * of a key that stands twice the last value counts. Undefined for what JSON has no word for (`.inf`, `.nan`).
 */
export function writableValue(document: MetadataDocument, node: Node): unknown {
  switch (node.kind) {
    case 'object': {
      const members = new Map<string, unknown>();
      for (const { key, value } of node.members) {
        const written = value ? writableValue(document, value) : null;
        if (written === undefined) {
          return undefined;
        }
        members.set(key, written);
      }
      return members;
    }
    case 'array': {
      const items = node.items.map((item) => writableValue(document, item));
      return items.includes(undefined) ? undefined : items;
    }
    case 'number': {
      const written = document.text.slice(node.offset, node.offset + node.length);
      return JSON_NUMBER.test(written)
        ? new Verbatim(written)
        : Number.isFinite(node.value)
          ? node.value
          : undefined;
    }
    case 'string':
    case 'boolean':
      return node.value;
    case 'null':
      return null;
  }
}
