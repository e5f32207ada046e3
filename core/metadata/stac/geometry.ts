import type { Node } from '../node.ts';
import { type ArrayNode, memberValue, type ObjectNode, textOf } from '../tree.ts';

/** Positions that belong together: a line, a ring, or points. Longitudes, latitudes and heights lie side by side. */
export interface Line {
  readonly node: ArrayNode;
  /** `ring` is one of a polygon, of which the first is the outer one. */
  readonly kind: 'points' | 'line' | 'ring';
  /** The number of the ring in its polygon; 0 is the outer one. */
  readonly number: number;
  readonly longitudes: readonly number[];
  readonly latitudes: readonly number[];
  /** As many as positions, or none where some position has none. */
  readonly heights: readonly number[];
}

/** A geometry whose coordinates are nested as its type wants it (RFC 7946 section 3.1). */
export interface Shape {
  readonly type: string;
  readonly lines: readonly Line[];
  /** The first position of more than three numbers. */
  readonly long: Node | undefined;
}

/** The place where coordinates are not nested as the type wants it. */
export interface Misfit {
  readonly type: string;
  readonly coordinates: ArrayNode;
  readonly node: Node;
  /** What had to stand there: 0 a position, 1 a list of them, 2 a list of such lists, and so on. */
  readonly depth: number;
}

interface Form {
  readonly depth: number;
  readonly kind: Line['kind'];
}

const FORMS: Readonly<Record<string, Form>> = {
  Point: { depth: 0, kind: 'points' },
  MultiPoint: { depth: 1, kind: 'points' },
  LineString: { depth: 1, kind: 'line' },
  MultiLineString: { depth: 2, kind: 'line' },
  Polygon: { depth: 2, kind: 'ring' },
  MultiPolygon: { depth: 3, kind: 'ring' },
};

/** How deep the coordinates of a type of geometry are nested: 0 for a position; undefined for other types. */
export function depthOf(type: string): number | undefined {
  return Object.hasOwn(FORMS, type) ? FORMS[type]?.depth : undefined;
}

/**
 * Reads a geometry, once through all its positions. Undefined where the type is none of GeoJSON's with coordinates or
 * there are no coordinates, which the schema tells.
 */
export function readGeometry(geometry: Node | undefined): Shape | Misfit | undefined {
  const type = textOf(memberValue(geometry, 'type'));
  const coordinates = memberValue(geometry, 'coordinates');
  const form = type !== undefined && Object.hasOwn(FORMS, type) ? FORMS[type] : undefined;
  if (type === undefined || !form || coordinates?.kind !== 'array') {
    return undefined;
  }
  const reader = new Reader(form.kind);
  const fault =
    form.depth === 0
      ? coordinates.items.length > 0 && !reader.addPoint(coordinates)
        ? { node: coordinates, depth: 0 }
        : undefined
      : reader.readList(coordinates, form.depth, 0);
  return fault ? { type, coordinates, ...fault } : { type, lines: reader.lines, long: reader.long };
}

export function isMisfit(read: Shape | Misfit): read is Misfit {
  return 'depth' in read;
}

type Fault = Pick<Misfit, 'node' | 'depth'>;

class Reader {
  readonly lines: Line[] = [];
  long: Node | undefined;
  private readonly kind: Line['kind'];

  constructor(kind: Line['kind']) {
    this.kind = kind;
  }

  /** A list of positions (`depth` 1), or of lists. */
  readList(list: ArrayNode, depth: number, number: number): Fault | undefined {
    if (list.items[0]?.kind === 'number') {
      return { node: list, depth }; // a position, where lists of them have to be
    }
    if (depth === 1) {
      return this.readLine(list, number);
    }
    for (const [index, item] of list.items.entries()) {
      const fault =
        item.kind === 'array' ? this.readList(item, depth - 1, index) : { node: item, depth: depth - 1 };
      if (fault) {
        return fault;
      }
    }
    return undefined;
  }

  private readLine(list: ArrayNode, number: number): Fault | undefined {
    const longitudes: number[] = [];
    const latitudes: number[] = [];
    let heights: number[] | undefined = [];
    for (const item of list.items) {
      if (!this.isPosition(item)) {
        return { node: item, depth: 0 };
      }
      const [x, y, z] = item.items;
      longitudes.push(x?.kind === 'number' ? x.value : 0);
      latitudes.push(y?.kind === 'number' ? y.value : 0);
      if (z?.kind === 'number') {
        heights?.push(z.value);
      } else {
        heights = undefined;
      }
    }
    this.lines.push({ node: list, kind: this.kind, number, longitudes, latitudes, heights: heights ?? [] });
    return undefined;
  }

  /** The one position of a point. */
  addPoint(position: ArrayNode): boolean {
    if (!this.isPosition(position)) {
      return false;
    }
    const [x, y, z] = position.items;
    this.lines.push({
      node: position,
      kind: 'points',
      number: 0,
      longitudes: x?.kind === 'number' ? [x.value] : [],
      latitudes: y?.kind === 'number' ? [y.value] : [],
      heights: z?.kind === 'number' ? [z.value] : [],
    });
    return true;
  }

  private isPosition(node: Node): node is ArrayNode {
    if (node.kind !== 'array' || node.items.length < 2) {
      return false;
    }
    for (const each of node.items) {
      if (each.kind !== 'number') {
        return false;
      }
    }
    if (node.items.length > 3) {
      this.long ??= node;
    }
    return true;
  }
}

/** The node of a position of a line: that of a point is the line itself. */
export function positionNode({ node, longitudes }: Line, index: number): Node {
  const first = node.items[0];
  return longitudes.length === 1 && first?.kind === 'number' ? node : (node.items[index] ?? node);
}

/** The geometry of an item, where it has one. */
export function geometryOf(item: ObjectNode): ObjectNode | undefined {
  const geometry = memberValue(item, 'geometry');
  return geometry?.kind === 'object' ? geometry : undefined;
}
