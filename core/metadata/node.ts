import type { PathSegment } from '#core/base/json-pointer.ts';

/**
 * What all values have. `path` is an accessor of a class: it is worked out when somebody asks, and the compiler
 * refuses `{ ...node }` where a path is wanted, since a copy has none.
 */
declare abstract class NodeBase {
  /** Where the value starts, in UTF-16 code units, and how long it is. */
  readonly offset: number;
  readonly length: number;
  abstract get path(): readonly PathSegment[];
}

/** Members and items are accessors: of a value that an edit only moved, they are made when somebody asks. */
declare abstract class ObjectBase extends NodeBase {
  readonly kind: 'object';
  abstract get members(): readonly Member[];
}

declare abstract class ArrayBase extends NodeBase {
  readonly kind: 'array';
  abstract get items(): readonly Node[];
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
  | ObjectBase
  | ArrayBase
  | (NodeBase & { readonly kind: 'string'; readonly value: string })
  | (NodeBase & { readonly kind: 'number'; readonly value: number })
  | (NodeBase & { readonly kind: 'boolean'; readonly value: boolean })
  | (NodeBase & { readonly kind: 'null' });
