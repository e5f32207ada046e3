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

/** A ring of land, or of water in it. */
export interface Land {
  readonly inside: Outline;
  /** The same without what closes it over a pole, where no shore is. */
  readonly shore: Outline;
}

/** The rings of all land. A negative arc number is that arc backwards (TopoJSON 1.0 section 2.1.4). */
export function landOf({ arcs, transform, objects }: LandTopology): Land[] {
  const decoded = arcs.map((arc) => decodeArc(arc, transform));
  return objects.land.geometries.flatMap((geometry) =>
    geometry.arcs.flatMap((polygon) => polygon.map((ring) => landInside(goingOn(joined(ring, decoded))))),
  );
}

/** The land is not cut at 180°: longitudes go on there, as everything that is drawn does. */
function goingOn(positions: number[]): number[] {
  let [turn, before] = [0, positions[0] ?? 0];
  for (let at = 0; at < positions.length; at += 2) {
    const longitude = positions[at] ?? 0;
    const step = longitude - before;
    turn += step > 180 ? -360 : step < -180 ? 360 : 0;
    before = longitude;
    positions[at] = longitude + turn;
  }
  return positions;
}

/** Land that goes once round the globe is that around the south pole. */
function landInside(ring: number[]): Land {
  const shore = outlineOf(ring);
  const [first = 0, last = 0] = [ring[0], ring.at(-2)];
  const isPolar = Math.abs(last - first) > 359;
  return { shore, inside: isPolar ? outlineOf([...ring, last, -90, first, -90]) : shore };
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
