import { describe, expect, test } from 'vitest';
import { displayWidth, fitWidth } from '#cli/display-width.ts';
import { TextTable } from '#cli/text-table.ts';

describe('displayWidth', () => {
  test.each([
    ['abc', 3],
    ['東京', 4],
    ['e\u0301', 1],
    ['👩‍🚀', 2],
    ['ｱ', 1],
    ['Ａ', 2],
    ['한', 2],
    ['\u0301', 0],
  ])('%s takes %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('fitWidth', () => {
  test.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abcde…'],
    ['東京都', 5, '東京…'],
    ['東京都', 4, '東…'],
    ['x'.repeat(1_000_000), 4, 'xxx…'],
  ])('cuts %.10s to %i columns', (text, width, expected) => {
    expect(fitWidth(text, width)).toBe(expected);
  });
});

test('a table aligns wide characters and cuts what later rows have too much', () => {
  const table = new TextTable(
    [
      { heading: ['city', 'string'], align: 'left' },
      { heading: ['people', 'int64'], align: 'right' },
    ],
    [['東京', '14000000']],
  );
  expect([
    ...table.headingLines(),
    table.rowLine(['東京', '14000000']),
    table.rowLine(['Rotterdam', '5']),
  ]).toEqual(['city      people', 'string     int64', '東京    14000000', 'Rotte…         5']);
});
