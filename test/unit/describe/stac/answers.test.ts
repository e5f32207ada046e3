import { expect, test } from 'vitest';
import { faultOfId, readBoxAnswer, readTimeAnswer } from '#core/describe/stac/answers.ts';

test.each([
  ['2024-05-01', { datetime: '2024-05-01T00:00:00Z' }],
  [' 2024-05-01 12:30 ', { datetime: '2024-05-01T12:30:00Z' }],
  ['2024-05-01T12:30:15.5Z', { datetime: '2024-05-01T12:30:15.5Z' }],
  [
    '2024-05-01/2024-05-02',
    { datetime: null, range: { start: '2024-05-01T00:00:00Z', end: '2024-05-02T23:59:59Z' } },
  ],
  ['2024-05-02/2024-05-01', undefined],
  ['2024-02-31', undefined],
  ['2024-05-01T12:00:00+02:00', undefined],
  ['2024-05-01/2024-05-02/2024-05-03', undefined],
  ['yesterday', undefined],
  ['', undefined],
])('the time %j is %j', (text, time) => {
  expect(readTimeAnswer(text)).toEqual(time);
});

test.each([
  ['10, 45, 20, 50', [10, 45, 20, 50]],
  ['[179 -5 -179 5]', [179, -5, -179, 5]],
  ['10 45 0 20 50 900', [10, 45, 0, 20, 50, 900]],
  ['10 50 20 45', undefined],
  ['190 45 200 50', undefined],
  ['10 45 20', undefined],
  ['a b c d', undefined],
  ['', undefined],
])('the box %j is %j', (text, box) => {
  expect(readBoxAnswer(text)).toEqual(box);
});

test.each([
  ['S2A_20240501', undefined],
  [' ', 'empty'],
  ['a:b', 'reserved'],
  ['a/b', 'reserved'],
] as const)('%j has the fault %j as an id', (text, fault) => {
  expect(faultOfId(text)).toBe(fault);
});
