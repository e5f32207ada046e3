import { expect, test } from 'vitest';
import { graticule, scaleBar } from '#webviews/map/graticule.ts';
import { landOf } from '#webviews/map/land.ts';
import { boxesOnScreen, outlineOf, type PathSink, tracePositions } from '#webviews/map/paths.ts';
import { fitted, WORLD } from '#webviews/map/viewport.ts';

/** Writes a path as SVG does, in whole pixels. */
function traced(trace: (sink: PathSink) => void): string {
  const parts: string[] = [];
  const at = (letter: string) => (x: number, y: number) =>
    void parts.push(`${letter}${Math.round(x)},${Math.round(y)}`);
  trace({ moveTo: at('M'), lineTo: at('L'), closePath: () => void parts.push('Z') });
  return parts.join(' ');
}

/** Two pixels for a degree, 0/0 in the middle. */
const world = { longitude: 0, latitude: 0, scale: 2, stretch: 1, width: 720, height: 360 };
const pacific = { ...world, longitude: 180 };

test('a ring is closed, a line is not', () => {
  const outline = outlineOf([0, 0, 10, 0, 10, 10, 0, 0]);
  expect(traced((sink) => tracePositions(world, outline, sink, true))).toBe(
    'M360,180 L380,180 L380,160 L360,180 Z',
  );
  expect(traced((sink) => tracePositions(world, outline, sink, false))).toBe(
    'M360,180 L380,180 L380,160 L360,180',
  );
});

test('what goes on behind 180 is drawn at both edges of the world, and once over the Pacific', () => {
  const outline = outlineOf([170, 0, 190, 0, 190, 10, 170, 0]);
  expect(traced((sink) => tracePositions(world, outline, sink, true))).toBe(
    'M-20,180 L20,180 L20,160 L-20,180 Z M700,180 L740,180 L740,160 L700,180 Z',
  );
  expect(traced((sink) => tracePositions(pacific, outline, sink, true))).toBe(
    'M340,180 L380,180 L380,160 L340,180 Z',
  );
});

test('what is out of sight costs nothing, what lies within a pixel is one', () => {
  const near = { ...world, scale: 100 };
  expect(traced((sink) => tracePositions(near, outlineOf([90, 0, 91, 0, 91, 1]), sink, true))).toBe('');
  expect(traced((sink) => tracePositions(near, outlineOf([0, 50, 1, 50, 1, 51]), sink, true))).toBe('');
  const dense = outlineOf([0, 0, 0.01, 0, 0.02, 0.01, 30, 0]);
  expect(traced((sink) => tracePositions(world, dense, sink, false))).toBe('M360,180 L420,180');
});

test('a box over the antimeridian is one box', () => {
  const around = { west: 177, south: -19, east: 182, north: -16 };
  expect(boxesOnScreen(pacific, around)).toEqual([{ x: 354, y: 212, width: 10, height: 6 }]);
  expect(boxesOnScreen(world, around).map(({ x }) => x)).toEqual([-6, 714]);
});

test('the grid has round numbers, far enough apart', () => {
  const { meridians, parallels } = graticule(
    fitted({ west: 14.8, south: 37.6, east: 15.2, north: 37.9 }, 640, 400),
  );
  const texts = meridians.map(({ text }) => text);
  expect(texts).toContain('15° E');
  expect(parallels.map(({ text }) => text)).toContain('37.7° N');
  const [first, second] = meridians;
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(89);
  expect(graticule(fitted(WORLD, 640, 320)).meridians.map(({ text }) => text)).toContain('90° W');
});

test.each([
  [2, '5,000 km'],
  [800, '10 km'],
  [100_000, '100 m'],
])('with %d pixels for a degree the bar is %s', (scale, text) => {
  const bar = scaleBar({ ...world, scale });
  expect(bar.text).toBe(text);
  expect(bar.length).toBeGreaterThan(49);
  expect(bar.length).toBeLessThan(126);
});

test('land is decoded: steps, arcs that are shared, and arcs backwards', () => {
  const topology = {
    transform: { scale: [10, 10], translate: [-180, -90] },
    arcs: [
      [
        [18, 9],
        [1, 0],
        [0, 1],
      ],
      [
        [18, 9],
        [0, 1],
        [1, 0],
      ],
    ],
    objects: { land: { geometries: [{ arcs: [[[0, -2]]] }] } },
  };
  const square = {
    positions: [0, 0, 10, 0, 10, 10, 0, 10, 0, 0],
    box: { west: 0, south: 0, east: 10, north: 10 },
  };
  expect(landOf(topology)).toEqual([{ inside: square, shore: square }]);
});

/** One ring of land, in degrees. */
function ring(...positions: [number, number][]) {
  const steps = positions.map(([x, y], index) => {
    const [fromX, fromY] = positions[index - 1] ?? [0, 0];
    return [x - fromX, y - fromY];
  });
  const transform = { scale: [1, 1], translate: [0, 0] };
  return landOf({ transform, arcs: [steps], objects: { land: { geometries: [{ arcs: [[[0]]] }] } } })[0];
}

test('land goes on behind 180', () => {
  expect(ring([170, 60], [180, 65], [-170, 66], [170, 60])?.inside.positions).toEqual([
    170, 60, 180, 65, 190, 66, 170, 60,
  ]);
});

test('land round the pole is closed over it, and has no shore there', () => {
  const antarctica = ring([-180, -80], [-60, -70], [60, -72], [180, -80]);
  expect(antarctica?.shore.positions).toEqual([-180, -80, -60, -70, 60, -72, 180, -80]);
  expect(antarctica?.inside.positions.slice(8)).toEqual([180, -90, -180, -90]);
});
