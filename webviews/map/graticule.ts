import { latitudeText, longitudeText } from '#core/metadata/stac/map/describe-geometry.ts';
import { shownBox, type Viewport } from './viewport.ts';

/** A meridian or a parallel, where it crosses the screen, with its name. */
export interface GridLine {
  readonly at: number;
  readonly text: string;
}

const STEPS = [45, 30, 15, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];
/** Pixels between two lines, so that their names have room. */
const LEAST_APART = 90;

/** The lines of the grid that are seen: `x` of meridians, `y` of parallels. */
export function graticule(view: Viewport): { meridians: GridLine[]; parallels: GridLine[] } {
  const shown = shownBox(view);
  const across = view.scale * view.stretch;
  const wide = stepFor(across);
  const high = stepFor(view.scale);
  const meridians = multiples(shown.west, shown.east, wide).map((longitude) => ({
    at: view.width / 2 + (longitude - view.longitude) * across,
    text: longitudeText(longitude),
  }));
  const parallels = multiples(Math.max(-90, shown.south), Math.min(90, shown.north), high).map(
    (latitude) => ({
      at: view.height / 2 - (latitude - view.latitude) * view.scale,
      text: latitudeText(latitude),
    }),
  );
  return { meridians, parallels };
}

/** The length of the bar that says how far things are: pixels, and its words. */
export function scaleBar({ scale }: Viewport): { readonly length: number; readonly text: string } {
  const kilometre = scale / 111.195;
  let best = { length: 10_000 * kilometre, text: '10,000 km' };
  for (let power = 3; power >= -3; power--) {
    for (const digit of [5, 2, 1]) {
      const length = digit * 10 ** power * kilometre;
      const kilometres = digit * 10 ** power;
      if (length >= 50 || length >= best.length) {
        best = {
          length,
          text:
            kilometres >= 1 ? `${kilometres.toLocaleString('en')} km` : `${Math.round(kilometres * 1000)} m`,
        };
      }
    }
  }
  return best;
}

/** The least step whose lines are far enough apart. */
function stepFor(pixelsPerDegree: number): number {
  return STEPS.findLast((step) => step * pixelsPerDegree >= LEAST_APART) ?? 45;
}

function multiples(from: number, to: number, step: number): number[] {
  const found: number[] = [];
  for (let number = Math.ceil(from / step); number * step <= to; number++) {
    found.push(Number((number * step).toFixed(6)));
  }
  return found;
}
