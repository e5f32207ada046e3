import { expect, test } from 'vitest';
import { oneLine } from '#webviews/ui/one-line.ts';
import { toTsv } from '#webviews/ui/tsv.ts';

test.each([
  ['one cell as it is', [['a\t"b"\nc']], 'a\t"b"\nc'],
  [
    'rows and columns',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
    'a\tb\n1\t2',
  ],
  ['nulls as nothing', [['', 'b']], '\tb'],
  ['a tab in quotes', [['a\tb', 'c']], '"a\tb"\tc'],
  ['a line break in quotes', [['a\r\nb', 'c']], '"a\r\nb"\tc'],
  ['quotes doubled where it is quoted', [['say "x"\n', 'c']], '"say ""x""\n"\tc'],
  ['a leading quote, which would open a quoted cell', [['"a', 'c']], '"""a"\tc'],
  ['a quote inside as it is', [['5" disk', 'c']], '5" disk\tc'],
])('%s', (_, rows, expected) => {
  expect(toTsv(rows)).toBe(expected);
});

test('a cell is drawn on one line, with signs for what breaks it', () => {
  expect(oneLine('a\r\nb\nc\rd\te')).toBe('a⏎b⏎c⏎d⇥e');
});

test('a very long cell is cut before it is drawn', () => {
  expect(oneLine('x'.repeat(10_000_000))).toHaveLength(401);
});
