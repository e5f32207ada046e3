import { expect, test } from 'vitest';
import { decodePlace, encodePlace } from '#webviews/preview/saved-place.ts';

const place = {
  top: 1_999_999_990.5,
  left: 40,
  active: { row: 1_999_999_999, column: 3 },
  widths: [100, 48],
};

test('a place comes back as it was kept', () => {
  expect(decodePlace(JSON.parse(JSON.stringify(encodePlace(place))))).toEqual(place);
});

test('the widths of very many columns are not kept', () => {
  expect(encodePlace({ ...place, widths: new Array(1001).fill(100) }).widths).toEqual([]);
});

test.each([
  ['nothing', undefined],
  ['text', 'top'],
  ['no active cell', { ...place, active: null }],
  ['a negative row', { ...place, active: { row: -1, column: 0 } }],
  ['a top that is no number', { ...place, top: '0' }],
  ['NaN', { ...place, left: Number.NaN }],
  ['widths that are no numbers', { ...place, widths: ['100'] }],
])('%s is no place', (_, state) => {
  expect(decodePlace(state)).toBeUndefined();
});
