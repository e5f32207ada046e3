import type { PathSegment } from '#core/base/json-pointer.ts';

interface NodeBase {
  /** Where the value starts, in UTF-16 code units, and how long it is. */
  readonly offset: number;
  readonly length: number;
  readonly path: readonly PathSegment[];
}

/** A member of an object: its key's place and its value. `value` is absent while someone is still typing it. */
export interface Member {
  readonly key: string;
  readonly keyOffset: number;
  readonly keyLength: number;
  readonly value?: Node;
}

/** A value of a descriptor with its place in the text; JSON and YAML give the same tree. */
export type Node =
  | (NodeBase & { readonly kind: 'object'; readonly members: readonly Member[] })
  | (NodeBase & { readonly kind: 'array'; readonly items: readonly Node[] })
  | (NodeBase & { readonly kind: 'string'; readonly value: string })
  | (NodeBase & { readonly kind: 'number'; readonly value: number })
  | (NodeBase & { readonly kind: 'boolean'; readonly value: boolean })
  | (NodeBase & { readonly kind: 'null' });
