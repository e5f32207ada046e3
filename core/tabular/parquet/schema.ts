import type { Column, ColumnType } from '../table.ts';
import { uniqueNames } from '../unique-names.ts';
import { type Leaf, leafType } from './leaf-type.ts';
import type { SchemaElement } from './schema-element.ts';

/**
 * How cells are put together from the leaves' levels (Dremel encoding, LogicalTypes.md "Nested Types"). `def` is the
 * definition level from which on the value is there; `rep` the repetition level of a further item.
 */
export type Shape =
  | { readonly kind: 'leaf'; readonly leaf: number }
  | { readonly kind: 'optional'; readonly def: number; readonly inner: Shape; readonly leaves: LeafRange }
  | { readonly kind: 'struct'; readonly fields: readonly { readonly name: string; readonly shape: Shape }[] }
  | {
      readonly kind: 'list';
      readonly def: number;
      readonly rep: number;
      readonly item: Shape;
      readonly leaves: LeafRange;
    }
  | {
      readonly kind: 'map';
      readonly def: number;
      readonly rep: number;
      readonly key: Shape;
      readonly value: Shape;
      readonly leaves: LeafRange;
    }
  /** A struct that is shown as JSON text: a variant. */
  | { readonly kind: 'json'; readonly type: ColumnType; readonly inner: Shape };

/** Leaves from `first` up to, not including, `end`. */
export interface LeafRange {
  readonly first: number;
  readonly end: number;
}

export interface ParquetColumn {
  readonly column: Column;
  readonly shape: Shape;
  readonly leaves: LeafRange;
}

export interface ParquetSchema {
  readonly columns: readonly ParquetColumn[];
  /** Columns as stored, in the order of the chunks of each row group. */
  readonly leaves: readonly Leaf[];
}

const REPETITION = { required: 0, optional: 1, repeated: 2 } as const;
const CONVERTED = { map: 1, mapKeyValue: 2, list: 3 } as const;
const LOGICAL = { map: 2, list: 3, variant: 16 } as const;
const DEEPEST = 64;

interface Node {
  readonly element: SchemaElement;
  readonly children: readonly Node[];
}

interface Levels {
  readonly def: number;
  readonly rep: number;
}

interface Built {
  readonly type: ColumnType;
  readonly shape: Shape;
  readonly leaves: LeafRange;
}

/** Builds columns and leaves from the footer's flat list. Throws `RangeError` when the list is not a tree. */
export function buildSchema(elements: readonly SchemaElement[]): ParquetSchema {
  let next = 0;
  const readNode = (depth: number): Node => {
    const element = elements[next];
    if (element === undefined || depth > DEEPEST) {
      throw new RangeError('the schema is not a tree of at most 64 levels');
    }
    next += 1;
    const children: Node[] = [];
    for (let child = 0; child < element.numChildren; child += 1) {
      children.push(readNode(depth + 1));
    }
    return { element, children };
  };
  const root = readNode(0);
  if (next !== elements.length) {
    throw new RangeError(`the schema lists ${elements.length} elements and its tree has ${next}`);
  }
  const leaves: Leaf[] = [];
  const columns = root.children.map((node): ParquetColumn => {
    const built = buildField(node, { def: 0, rep: 0 }, leaves);
    const nullable = node.element.repetition === REPETITION.optional;
    return {
      column: { name: node.element.name, type: built.type, nullable },
      shape: built.shape,
      leaves: built.leaves,
    };
  });
  return { columns, leaves };
}

function buildField(node: Node, outer: Levels, leaves: Leaf[]): Built {
  switch (node.element.repetition) {
    case REPETITION.optional: {
      const levels = { ...outer, def: outer.def + 1 };
      const inner = buildValue(node, levels, leaves);
      return {
        ...inner,
        shape: { kind: 'optional', def: levels.def, inner: inner.shape, leaves: inner.leaves },
      };
    }
    case REPETITION.repeated: {
      // A repeated field that is not part of a LIST or MAP is a list of required values.
      const levels = { def: outer.def + 1, rep: outer.rep + 1 };
      return listOf(buildValue(node, levels, leaves), levels);
    }
    default:
      return buildValue(node, outer, leaves);
  }
}

function listOf(item: Built, levels: Levels): Built {
  return {
    type: { kind: 'list', item: item.type },
    shape: { kind: 'list', ...levels, item: item.shape, leaves: item.leaves },
    leaves: item.leaves,
  };
}

function buildValue(node: Node, levels: Levels, leaves: Leaf[]): Built {
  const { element, children } = node;
  const [only] = children;
  if (only === undefined && element.physical !== undefined) {
    const at = leaves.length;
    const type = leafType(element);
    leaves.push({ ...type, maxDef: levels.def, maxRep: levels.rep, name: element.name });
    return { type: type.type, shape: { kind: 'leaf', leaf: at }, leaves: { first: at, end: at + 1 } };
  }
  const repeated =
    children.length === 1 && only?.element.repetition === REPETITION.repeated ? only : undefined;
  if (repeated !== undefined && isMap(element)) {
    return buildMap(repeated, levels, leaves);
  }
  if (repeated !== undefined && isList(element)) {
    return buildList(element.name, repeated, levels, leaves);
  }
  const struct = buildStruct(children, levels, leaves);
  return element.logical?.id === LOGICAL.variant
    ? {
        type: { kind: 'other', name: 'variant' },
        shape: { kind: 'json', type: struct.type, inner: struct.shape },
        leaves: struct.leaves,
      }
    : struct;
}

function isMap({ logical, converted }: SchemaElement): boolean {
  return logical?.id === LOGICAL.map || converted === CONVERTED.map || converted === CONVERTED.mapKeyValue;
}

function isList({ logical, converted }: SchemaElement): boolean {
  return logical?.id === LOGICAL.list || converted === CONVERTED.list;
}

// LogicalTypes.md, "Lists": the repeated level is the element itself when it is not a group, has several fields, has
// one repeated field, or is named `array` or `<list>_tuple`; else its only field is the element.
function buildList(listName: string, repeated: Node, outer: Levels, leaves: Leaf[]): Built {
  const levels = { def: outer.def + 1, rep: outer.rep + 1 };
  const [only] = repeated.children;
  const { name } = repeated.element;
  const isElement =
    only === undefined ||
    repeated.children.length !== 1 ||
    only.element.repetition === REPETITION.repeated ||
    name === 'array' ||
    name === `${listName}_tuple`;
  return listOf(isElement ? buildValue(repeated, levels, leaves) : buildField(only, levels, leaves), levels);
}

function buildMap(repeated: Node, outer: Levels, leaves: Leaf[]): Built {
  const levels = { def: outer.def + 1, rep: outer.rep + 1 };
  const [key, value] = repeated.children;
  if (key === undefined || value === undefined || repeated.children.length !== 2) {
    // Without values a map is a set of keys.
    return buildList('', repeated, outer, leaves);
  }
  const first = leaves.length;
  const keys = buildField(key, levels, leaves);
  const values = buildField(value, levels, leaves);
  const range = { first, end: leaves.length };
  return {
    type: { kind: 'map', key: keys.type, value: values.type },
    shape: { kind: 'map', ...levels, key: keys.shape, value: values.shape, leaves: range },
    leaves: range,
  };
}

function buildStruct(children: readonly Node[], levels: Levels, leaves: Leaf[]): Built {
  const first = leaves.length;
  const names = uniqueNames(children.map(({ element }) => element.name));
  const fields = children.map((child, index) => ({
    name: names[index] ?? child.element.name,
    nullable: child.element.repetition === REPETITION.optional,
    ...buildField(child, levels, leaves),
  }));
  if (leaves.length === first) {
    throw new RangeError('a group of the schema has no columns');
  }
  return {
    type: { kind: 'struct', fields: fields.map(({ name, type, nullable }) => ({ name, type, nullable })) },
    shape: { kind: 'struct', fields: fields.map(({ name, shape }) => ({ name, shape })) },
    leaves: { first, end: leaves.length },
  };
}
