import { describe, expect, test } from 'vitest';
import { parseStrptime } from '#core/tableschema/strptime.ts';
import { guessStrptime } from '#core/tableschema/strptime-guess.ts';

test.each([
  ['%Y-%m-%d', true, false],
  ['%H:%M', false, true],
  ['%d/%m/%Y %H:%M:%S', true, true],
  ['YYYY', false, false],
  ['%%Y', false, false],
])('%s reads a date: %s, a time: %s', (pattern, hasDate, hasTime) => {
  expect(parseStrptime(pattern)).toMatchObject({ hasDate, hasTime, problems: [] });
});

test.each([
  ['%Y-%i', 3, 2, '%i', '%M', false],
  ['%-d.%m', 0, 3, '%-d', '%d', false],
  ['%F', 0, 2, '%F', '%Y-%m-%d', true],
  ['%Y%', 2, 1, '%', undefined, false],
  ['%ü', 0, 2, '%ü', undefined, false],
])('%s has a problem at %i', (pattern, offset, length, directive, suggestion, isC) => {
  expect(parseStrptime(pattern).problems).toEqual([
    { offset, length, directive, isC, ...(suggestion !== undefined && { suggestion }) },
  ]);
});

describe('patterns of other tools', () => {
  test.each([
    ['YYYY-MM-DD', 'date', 'default'],
    ['yyyy-mm-dd', 'date', 'default'],
    ['ISO8601', 'datetime', 'default'],
    ['YYYY-MM-DDThh:mm:ssZ', 'datetime', 'default'],
    ['HH:mm:ss', 'time', 'default'],
    ['DD/MM/YYYY', 'date', '%d/%m/%Y'],
    ['dd.mm.yy', 'date', '%d.%m.%y'],
    ['dd/mm/yyyy hh:mm', 'datetime', '%d/%m/%Y %H:%M'],
    ['MMM d yyyy h:mm a', 'datetime', '%b %d %Y %I:%M %p'],
    ['HH:mm:ss.SSS', 'time', '%H:%M:%S.%f'],
    ['YYYY', 'date', '%Y'],
    ['day/month', 'date', undefined],
    ['2024-01-01', 'date', undefined],
    ['%Y', 'date', undefined],
  ] as const)('%s of a %s is %s', (pattern, type, format) => {
    expect(guessStrptime(pattern, type)).toBe(format);
  });
});
