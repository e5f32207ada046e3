import { expect, test } from 'vitest';
import { nearest } from '#core/base/nearest.ts';

const TYPES = ['string', 'integer', 'number', 'date', 'datetime', 'primaryKey', 'id'];

test.each([
  ['sting', 'string'],
  ['strign', 'string'],
  ['Integer', 'integer'],
  ['primary_key', 'primaryKey'],
  ['PRIMARY KEY', 'primaryKey'],
  ['dat', 'date'],
  ['idd', 'id'],
  ['float', undefined],
  ['', undefined],
  ['x', undefined],
  ['i'.repeat(100_000), undefined],
])('%.20s is meant as %s', (name, expected) => {
  expect(nearest(name, TYPES)).toBe(expected);
});
