import { describe, expect, test } from 'vitest';
import {
  fitted,
  panned,
  resized,
  shownBox,
  shows,
  toPlace,
  toScreen,
  turnsInView,
  WORLD,
  zoomed,
} from '#webviews/map/viewport.ts';

const box = (west: number, south: number, east: number, north: number) => ({ west, south, east, north });

describe('fitting', () => {
  test.each([
    ['a scene', box(14.83, 37.62, 15.16, 37.86)],
    ['a wide one', box(-20, 40, 60, 45)],
    ['one over the antimeridian', box(177, -19, 182, -16)],
    ['one near a pole', box(-40, 82, 40, 84)],
    ['the world', WORLD],
  ])('%s is seen as a whole, as large as can be', (_, wanted) => {
    const view = fitted(wanted, 640, 400);
    const from = toScreen(view, wanted.west, wanted.north);
    const to = toScreen(view, wanted.east, wanted.south);
    expect(from.x).toBeGreaterThanOrEqual(0);
    expect(from.y).toBeGreaterThanOrEqual(-1e-6);
    expect(to.x).toBeLessThanOrEqual(640);
    expect(to.y).toBeLessThanOrEqual(400 + 1e-6);
    const share = Math.max((to.x - from.x) / 640, (to.y - from.y) / 400);
    expect(share).toBeGreaterThan(0.75);
    expect(shows(view, wanted)).toBe(true);
  });

  test('is true to shape in its middle', () => {
    const view = fitted(box(13, 67, 15, 69), 600, 600);
    const [west, east, north] = [toScreen(view, 13, 68), toScreen(view, 15, 68), toScreen(view, 13, 69)];
    const kilometresWide = 2 * 111.195 * Math.cos((68 * Math.PI) / 180);
    expect((east.x - west.x) / (west.y - north.y)).toBeCloseTo(kilometresWide / 111.195, 5);
  });

  test('a point has something around it', () => {
    const shown = shownBox(fitted(box(7, 50, 7, 50), 600, 400));
    expect(shown.north - shown.south).toBeGreaterThan(0.01);
    expect(shown.north - shown.south).toBeLessThan(0.1);
  });
});

describe('moving', () => {
  const view = fitted(box(10, 46, 11, 47), 600, 400);

  test('a place and its pixel belong together', () => {
    const { x, y } = toScreen(view, 10.25, 46.5);
    expect(toPlace(view, x, y)).toEqual({
      longitude: expect.closeTo(10.25, 9),
      latitude: expect.closeTo(46.5, 9),
    });
  });

  test('what is dragged follows the hand', () => {
    const before = toPlace(view, 100, 100);
    const after = toScreen(panned(view, 30, -20), before.longitude, before.latitude);
    expect(after).toEqual({ x: expect.closeTo(130, 6), y: expect.closeTo(80, 6) });
  });

  test('what is under the pointer stays there while it grows', () => {
    const before = toPlace(view, 150, 90);
    const after = toScreen(zoomed(view, 2, 150, 90), before.longitude, before.latitude);
    expect(after).toEqual({ x: expect.closeTo(150, 6), y: expect.closeTo(90, 6) });
  });

  test('nobody gets lost: not beyond the poles, not endlessly near or far', () => {
    expect(panned(view, 0, 1e9).latitude).toBeLessThanOrEqual(90);
    expect(zoomed(view, 1e-9).scale * 180).toBeGreaterThan(200);
    expect(zoomed(view, 1e9).scale).toBe(200_000);
  });

  test('longitudes come round', () => {
    const far = panned(fitted(WORLD, 600, 300), -6_000, 0);
    expect(Math.abs(far.longitude)).toBeLessThanOrEqual(180);
  });

  test('another size keeps the middle and the scale', () => {
    expect(resized(view, 300, 300)).toMatchObject({
      longitude: view.longitude,
      latitude: view.latitude,
      scale: view.scale,
    });
  });
});

test('a box that went out of sight is not shown, nor one that is a speck', () => {
  const view = fitted(box(10, 46, 11, 47), 600, 400);
  expect(shows(view, box(10.2, 46.2, 10.6, 46.6))).toBe(true);
  expect(shows(view, box(12, 46, 13, 47))).toBe(false);
  expect(shows(view, box(370.2, 46.2, 370.6, 46.6))).toBe(true);
  expect(shows(fitted(WORLD, 600, 300), box(10, 46, 11, 47))).toBe(false);
});

test.each([
  [box(-10, 0, 10, 1), -5, 5, [0]],
  [box(170, 0, 190, 1), -180, -175, [360]],
  [box(-190, 0, -170, 1), 175, 179, [-360]],
  [box(-400, 0, 400, 1), 0, 1, [-360, 0, 360]],
  [box(0, 0, 10, 1), 20, 30, []],
])('in the window %j what lies from %d to %d is moved by %j', (shown, from, to, turns) => {
  expect(turnsInView(shown, from, to).map((turn) => turn + 0)).toEqual(turns);
});
