import { type Outline, outlineOf } from './paths.ts';

/** A TopoJSON topology of one MultiPolygon, as `world-atlas` has the land: arcs in steps, rings as lists of arcs. */
export interface LandTopology {
  readonly arcs: readonly (readonly (readonly number[])[])[];
  readonly transform: { readonly scale: readonly number[]; readonly translate: readonly number[] };
  readonly objects: {
    readonly land: {
      readonly geometries: readonly { readonly arcs: readonly (readonly (readonly number[])[])[] }[];
    };
  };
}

/** The rings of all land. A negative arc number is that arc backwards (TopoJSON 1.0 section 2.1.4). */
export function landOutlines({ arcs, transform, objects }: LandTopology): Outline[] {
  const decoded = arcs.map((arc) => decodeArc(arc, transform));
  return objects.land.geometries.flatMap((geometry) =>
    geometry.arcs.flatMap((polygon) => polygon.map((ring) => outlineOf(joined(ring, decoded)))),
  );
}

function decodeArc(
  arc: readonly (readonly number[])[],
  { scale, translate }: LandTopology['transform'],
): number[] {
  const [scaleX = 1, scaleY = 1] = scale;
  const [left = 0, bottom = 0] = translate;
  let [x, y] = [0, 0];
  return arc.flatMap(([stepX = 0, stepY = 0]) => {
    x += stepX;
    y += stepY;
    return [x * scaleX + left, y * scaleY + bottom];
  });
}

/** Arcs one behind the other; each begins where the one before ends. */
function joined(ring: readonly number[], arcs: readonly (readonly number[])[]): number[] {
  const positions: number[] = [];
  for (const number of ring) {
    const arc = arcs[number < 0 ? -1 - number : number] ?? [];
    const length = arc.length / 2;
    for (let index = positions.length > 0 ? 1 : 0; index < length; index++) {
      const at = 2 * (number < 0 ? length - 1 - index : index);
      positions.push(arc[at] ?? 0, arc[at + 1] ?? 0);
    }
  }
  return positions;
}
