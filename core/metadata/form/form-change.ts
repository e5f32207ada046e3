import type { PathSegment } from '#core/base/json-pointer.ts';

/** A change to the value of a descriptor, as a form makes it. Paths lead from the root. */
export type FormChange =
  /** Writes a value, with the objects that lead to it where they are missing. */
  | { readonly kind: 'set'; readonly path: readonly PathSegment[]; readonly value: unknown }
  /** Takes a member away, and objects that it leaves empty; nothing where there is none. */
  | { readonly kind: 'remove'; readonly path: readonly PathSegment[] }
  /** Adds an item to a list, which is made where it is missing. `index` may be one behind the last. */
  | {
      readonly kind: 'insert';
      readonly path: readonly PathSegment[];
      readonly index: number;
      readonly value: unknown;
    }
  | {
      readonly kind: 'move';
      readonly path: readonly PathSegment[];
      readonly from: number;
      readonly to: number;
    };

/** Deeper than any form goes. */
const MAX_PATH = 32;

/** A change from a webview, or undefined when it is none. */
export function decodeFormChange(data: unknown): FormChange | undefined {
  if (typeof data !== 'object' || data === null) {
    return undefined;
  }
  const { kind, path, value, index, from, to } = data as Readonly<Record<string, unknown>>;
  if (!isPath(path)) {
    return undefined;
  }
  switch (kind) {
    case 'set':
      return path.length > 0 && value !== undefined ? { kind, path, value } : undefined;
    case 'remove':
      return path.length > 0 ? { kind, path } : undefined;
    case 'insert':
      return isIndex(index) && value !== undefined ? { kind, path, index, value } : undefined;
    case 'move':
      return isIndex(from) && isIndex(to) ? { kind, path, from, to } : undefined;
    default:
      return undefined;
  }
}

function isPath(data: unknown): data is PathSegment[] {
  return (
    Array.isArray(data) &&
    data.length <= MAX_PATH &&
    data.every((segment) => typeof segment === 'string' || isIndex(segment))
  );
}

function isIndex(data: unknown): data is number {
  return typeof data === 'number' && Number.isSafeInteger(data) && data >= 0;
}
