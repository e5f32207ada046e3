import { expect, test } from 'vitest';
import { boxAround, mapBoxFrom, turned } from '#core/metadata/stac/map/map-box.ts';
import { areaOf, distance, lengthOf } from '#core/metadata/stac/map/measure.ts';

const box = (west: number, south: number, east: number, north: number) => ({ west, south, east, north });

test.each([
  [[10, 46, 11, 47], box(10, 46, 11, 47)],
  [[170, -20, -170, -10], box(170, -20, 190, -10)],
  [[10, 46, 0, 11, 47, 900], box(10, 46, 11, 47)],
  [[-180, -90.5, 180, 90.5], box(-180, -90, 180, 90)],
  [[10, 47, 11, 46], undefined],
  [[10, 46, 11], undefined],
  [[500000, 46, 600000, 47], undefined],
])('%j is the box %j', (numbers, expected) => {
  expect(mapBoxFrom(numbers)).toEqual(expected);
});

test.each([
  ['side by side', [box(10, 0, 11, 1), box(20, 5, 21, 6)], box(10, 0, 21, 6)],
  ['over the antimeridian', [box(179, 0, 179.5, 1), box(-179, 0, -178, 1)], box(179, 0, 182, 1)],
  ['one that goes on behind 180', [box(170, 0, 190, 1), box(-175, 0, -160, 1)], box(170, 0, 200, 1)],
  ['inside one another', [box(0, 0, 50, 1), box(10, 0, 20, 1), box(60, 0, 61, 1)], box(0, 0, 61, 1)],
  ['all round', [box(-180, -90, 180, 90), box(5, 0, 6, 1)], box(-180, -90, 180, 90)],
  ['none', [], undefined],
])('the box around boxes %s', (_, boxes, expected) => {
  expect(boxAround(boxes)).toEqual(expected);
});

test('longitudes are the same each 360 degrees', () => {
  expect([190, -190, 540, 180, -180].map(turned)).toEqual([-170, 170, -180, -180, -180]);
});

test('a degree on the equator', () => {
  expect(distance(0, 0, 1, 0)).toBeCloseTo(111.195, 2);
  expect(lengthOf({ lines: [[0, 0, 1, 0, 1, 1]] })).toBeCloseTo(222.39, 1);
  expect(areaOf({ polygons: [[[0, 0, 1, 0, 1, 1, 0, 1, 0, 0]]] })).toBeCloseTo(12364, -1);
});

test('a hole is no area', () => {
  const outer = [0, 0, 2, 0, 2, 2, 0, 2, 0, 0];
  const whole = areaOf({ polygons: [[outer]] });
  expect(areaOf({ polygons: [[outer, [0.5, 0.5, 0.5, 1.5, 1.5, 1.5, 1.5, 0.5, 0.5, 0.5]]] })).toBeLessThan(
    whole * 0.76,
  );
});
