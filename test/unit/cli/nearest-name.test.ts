import { expect, test } from 'vitest';
import { nearestName } from '#cli/nearest-name.ts';

const names = ['validate', 'head', 'push', 'pull', 'ls', 'keygen', 'sign', 'verify', 'lsp'];

test.each([
  ['valdiate', 'validate'],
  ['Validate', 'validate'],
  ['pul', 'pull'],
  ['pushh', 'push'],
  ['sing', 'sign'],
  ['verfy', 'verify'],
  ['frobnicate', undefined],
  ['x'.repeat(100_000), undefined],
])('%.20s → %s', (written, expected) => {
  expect(nearestName(written, names)).toBe(expected);
});
