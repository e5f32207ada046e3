import { describe, expect, test } from 'vitest';
import { memorySource } from '#core/base/byte-source.ts';
import { isFailure } from '#core/base/failure.ts';
import { openTable } from '#core/tabular/open.ts';
import type { Batch } from '#core/tabular/table.ts';
import { typeName } from '#core/tabular/type-name.ts';
import { countedSource, textSource } from './counted-source.ts';

const all = { start: 0, end: 1_000_000 };

async function open(text: string, options: { name?: string; infer?: boolean } = {}) {
  return openTable(textSource(text), { name: options.name ?? 'a.csv', infer: options.infer ?? true });
}

function rowsOf(batch: Batch): unknown[][] {
  return Array.from({ length: batch.numRows }, (_, row) => batch.columns.map(({ cells }) => cells[row]));
}

async function textRows(text: string, name = 'a.csv'): Promise<unknown[][]> {
  return rowsOf(await (await open(text, { name, infer: false })).read(all));
}

describe('the rows of a CSV file', () => {
  test.each<[string, string, unknown[][]]>([
    [
      'LF',
      'a,b\n1,2\n3,4\n',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'CRLF',
      'a,b\r\n1,2\r\n3,4\r\n',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'CR alone',
      'a,b\r1,2\r3,4\r',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    ['no line end after the last row', 'a,b\n1,2', [['1', '2']]],
    ['a header alone', 'a,b\n', []],
    ['a byte order mark', '\ufeffa,b\n1,2\n', [['1', '2']]],
    ['a delimiter in quotes', 'a,b\n"1,1",2\n', [['1,1', '2']]],
    ['doubled quotes', 'a,b\n"say ""hi""",2\n', [['say "hi"', '2']]],
    [
      'a line end in quotes',
      'a,b\n"1\r\n1",2\n3,4\n',
      [
        ['1\r\n1', '2'],
        ['3', '4'],
      ],
    ],
    ['empty quotes', 'a,b\n"",""\n', [['', '']]],
    [
      'a quote inside of a cell',
      'a,b\n5" pipe,2\n3,4\n',
      [
        ['5" pipe', '2'],
        ['3', '4'],
      ],
    ],
    ['text behind a closing quote', 'a,b\n"x"y,2\n', [['xy', '2']]],
    ['a short row', 'a,b\n1\n', [['1', null]]],
    [
      'an empty line',
      'a,b\n\n1,2\n',
      [
        ['', null],
        ['1', '2'],
      ],
    ],
    ['a last line that is blank', 'a,b\n1,2\n\n', [['1', '2']]],
    ['a last line that is blank, CRLF', 'a,b\r\n1,2\r\n\r\n', [['1', '2']]],
    ['a last line that is blank, CR alone', 'a,b\r1,2\r\r', [['1', '2']]],
    [
      'two blank lines at the end',
      'a,b\n1,2\n\n\n',
      [
        ['1', '2'],
        ['', null],
      ],
    ],
    ['a header and a blank line', 'a,b\n\n', []],
    ['a last row of empty quotes', 'a\n1\n""\n', [['1'], ['']]],
    ['blank lines before the header', '\r\n\na,b\n1,2\n', [['1', '2']]],
    ['a header alone without line end', 'a,b', []],
    ['a header alone, CR', 'a,b\r', []],
    [
      'quotes over several lines, CR alone',
      'a,b\r"1\r1",2\r3,4\r',
      [
        ['1\r1', '2'],
        ['3', '4'],
      ],
    ],
    ['semicolons', 'a;b\n1;2\n', [['1', '2']]],
    ['one column', 'a\n1\n\n2\n', [['1'], [''], ['2']]],
  ])('%s', async (_name, text, rows) => {
    expect(await textRows(text)).toEqual(rows);
    expect(await (await open(text)).count()).toBe(rows.length);
  });

  test('a blank last line is none wherever the rows are read from', async () => {
    const table = await open(`a,b\r\n${'1,2\r\n'.repeat(20_000)}\r\n`);
    expect((await table.read({ start: 19_999, end: 20_001 })).numRows).toBe(1);
    expect((await table.read({ start: 20_000, end: 20_001 })).numRows).toBe(0);
    expect(await table.count()).toBe(20_000);
    expect((await table.read({ start: 20_000, end: 20_001 })).numRows).toBe(0);
  });

  test('blank lines are rows of nulls', async () => {
    expect(rowsOf(await (await open('a,b\n1,2\n\n3,4\n')).read(all))).toEqual([
      [1n, 2n],
      [null, null],
      [3n, 4n],
    ]);
  });

  test.each([
    ['occur twice', 'a,a,b', ['a', 'a', 'b']],
    ['are empty', ',a,', ['field1', 'a', 'field3']],
    ['are all empty', ',,', ['field1', 'field2', 'field3']],
  ])('names that %s', async (_name, header, names) => {
    const table = await open(`${header}\n1,2,3\n`);
    expect(table.columns.map(({ name }) => name)).toEqual(names);
    expect(rowsOf(await table.read(all))).toEqual([[1n, 2n, 3n]]);
  });

  test('of a small file are counted when it is opened', async () => {
    expect((await open('a\n1\n2\n')).numRows).toBe(2);
    expect((await open('a\n')).numRows).toBe(0);
  });

  test('a tab separates where the name says TSV, whatever the first lines look like', async () => {
    expect(await textRows('a,b,c\td\n1,1,1\t2\n', 'a.tsv')).toEqual([['1,1,1', '2']]);
  });

  test('cells beyond the header get columns with names of their own', async () => {
    const table = await open('a,b\n1,2,3\n');
    expect(table.columns.map(({ name }) => name)).toEqual(['a', 'b', 'field3']);
  });

  test('cells beyond the last column of the first screen stay visible in the last column', async () => {
    const table = await open(`a,b\n${'1,2\n'.repeat(2000)}1,2,3\n`);
    const { columns } = await table.read({ start: 2000, end: 2001 });
    expect(columns.map(({ cells }) => cells)).toEqual([[1n], ['2,3']]);
  });

  test('bytes that are not UTF-8 are read as Windows-1252', async () => {
    const table = await openTable(memorySource(Uint8Array.of(0x61, 0x0a, 0xe9, 0x0a)), { name: 'a.csv' });
    expect(rowsOf(await table.read(all))).toEqual([['é']]);
  });

  test('reads the columns that are asked for, in that order', async () => {
    const table = await open('a,b,c\n1,2,3\n');
    const batch = await table.read({ ...all, columns: [2, 0] });
    expect(batch.columns.map(({ column, cells }) => [column.name, ...cells])).toEqual([
      ['c', 3n],
      ['a', 1n],
    ]);
  });
});

describe('inferred types', () => {
  test.each([
    ['integers', ['1', '-20', '0'], 'integer', [1n, -20n, 0n]],
    ['integers of any size', ['123456789012345678901'], 'integer', [123456789012345678901n]],
    ['codes with leading zeros', ['007', '012'], 'string', ['007', '012']],
    ['numbers', ['1', '2.5', '-1e3', '.5'], 'float64', [1, 2.5, -1000, 0.5]],
    [
      'more digits than a double has',
      ['1.5', '0.1234567890123456789'],
      'string',
      ['1.5', '0.1234567890123456789'],
    ],
    ['digits that are the double’s own', ['0.30000000000000004'], 'float64', [0.30000000000000004]],
    ['booleans', ['true', 'False'], 'boolean', [true, false]],
    ['dates', ['2024-01-31', '1969-12-31'], 'date', [19_753, -1]],
    ['dates that do not exist', ['2024-01-31', '2023-02-29'], 'string', ['2024-01-31', '2023-02-29']],
    [
      'timestamps',
      ['2024-01-01T00:00:00Z', '2024-01-01T02:00:00.5+02:00'],
      'timestamp[ms, UTC]',
      [1704067200000n, 1704067200500n],
    ],
    ['timestamps without zone', ['2024-01-01 00:00:00'], 'timestamp[s]', [1704067200n]],
    ['text', ['a', '1'], 'string', ['a', '1']],
    ['nothing', ['', ''], 'string', [null, null]],
    ['nothing among numbers', ['1', ''], 'integer', [1n, null]],
  ])('%s', async (_name, cells, type, expected) => {
    const table = await open(`x,y\n${cells.map((cell) => `${cell},\n`).join('')}`);
    expect(table.columns[0] && typeName(table.columns[0].type)).toBe(type);
    expect((await table.read(all)).columns[0]?.cells).toEqual(expected);
  });

  test('a cell that does not fit the type of its column stays its text', async () => {
    const table = await open(`x\n${'1\n'.repeat(1500)}n/a\n-0\n`);
    expect((await table.read({ start: 1499, end: 1502 })).columns[0]?.cells).toEqual([1n, 'n/a', '-0']);
  });

  test('without inference every cell is exactly its text', async () => {
    const table = await open('x,y\n1,\n007,"a"\n', { infer: false });
    expect(rowsOf(await table.read(all))).toEqual([
      ['1', ''],
      ['007', 'a'],
    ]);
  });
});

describe('a large CSV file', () => {
  const rows = 50_000;
  const text = `id,name\n${Array.from({ length: rows }, (_, id) => (id % 3 === 0 ? `${id},"row\n""${id}"""\n` : `${id},row ${id}\n`)).join('')}`;

  test('shows its first rows from the first 64 KiB', async () => {
    const source = textSource(text);
    const table = await openTable(source, { name: 'a.csv' });
    await table.read({ start: 0, end: 100 });
    expect({ reads: source.reads, kib: source.bytes / 1024 }).toEqual({ reads: 2, kib: 64 });
    expect(table.numRows).toBeUndefined();
  });

  test('is counted exactly, and any row is then a small read away', async () => {
    const source = textSource(text);
    const table = await openTable(source, { name: 'a.csv' });
    const progress: number[] = [];
    expect(await table.count({ onProgress: ({ done }) => progress.push(done) })).toBe(rows);
    expect(table.numRows).toBe(rows);
    expect(progress.at(-1)).toBe(source.size);
    source.reset();
    const batch = await table.read({ start: 49_998, end: 50_100 });
    expect(rowsOf(batch)).toEqual([
      [49_998n, 'row\n"49998"'],
      [49_999n, 'row 49999'],
    ]);
    expect(source.bytes).toBeLessThanOrEqual(128 * 1024);
  });

  test('reads a far row before anybody has counted', async () => {
    const table = await open(text);
    expect(rowsOf(await table.read({ start: 30_000, end: 30_001 }))).toEqual([[30_000n, 'row\n"30000"']]);
  });

  test('a cancelled count can be taken up again', async () => {
    const table = await open(text.repeat(3));
    const controller = new AbortController();
    const count = table.count({ signal: controller.signal, onProgress: () => controller.abort() });
    await expect(count).rejects.toSatisfy((error) => isFailure(error, 'task/cancelled'));
    expect(await table.count()).toBe(rows * 3 + 2);
  });

  test('two questions at once do not disturb each other', async () => {
    const table = await open(text);
    const [count, far, near] = await Promise.all([
      table.count(),
      table.read({ start: 40_000, end: 40_001, columns: [0] }),
      table.read({ start: 5, end: 6, columns: [0] }),
    ]);
    expect([count, rowsOf(far), rowsOf(near)]).toEqual([rows, [[40_000n]], [[5n]]]);
  });
});

describe('what is not CSV, or hardly', () => {
  const failing = async (bytes: Uint8Array, name = 'a.csv') => {
    const table = await openTable(countedSource(bytes), { name });
    await table.read(all);
  };
  test.each([
    ['nothing at all', '', 'table/corrupt', '0 bytes'],
    ['blank lines alone', '\n\r\n\n', 'table/corrupt', 'is empty'],
    ['a byte order mark alone', '\u00ef\u00bb\u00bf', 'table/corrupt', 'is empty'],
    ['a header of too many columns', ','.repeat(100_000), 'table/unsupported', '100001 columns'],
    ['binary', '\u0000\u0001\u0002\u0003abc', 'table/unknown-format', 'binary'],
    ['UTF-16', '\u00ff\u00fea\u0000', 'table/unsupported', 'UTF-16'],
    ['gzip', '\u001f\u008b\u0008', 'table/unsupported', 'gzip'],
    ['Feather V1', 'FEA1....', 'table/unsupported', 'Feather V1'],
  ])('%s is named', async (_name, text, code, words) => {
    const failure = failing(Uint8Array.from(text, (letter) => letter.charCodeAt(0)));
    await expect(failure).rejects.toSatisfy((error) => isFailure(error) && error.code === code);
    await expect(failure).rejects.toThrow(words);
  });

  test('text with the extension of Parquet is not taken for CSV', async () => {
    const failure = failing(new TextEncoder().encode('a,b\n1,2\n'), 'a.parquet');
    await expect(failure).rejects.toSatisfy((error) => isFailure(error, 'table/unknown-format'));
  });

  test('JSON is not taken for CSV', async () => {
    const failure = failing(new TextEncoder().encode('{"a":1}\n'), 'a.json');
    await expect(failure).rejects.toSatisfy((error) => isFailure(error, 'table/unsupported'));
  });

  test('a NUL in much text is a character like any other', async () => {
    const table = await open(`a,b\n${'some text,2\n'.repeat(100)}x\u0000y,2\n`);
    expect((await table.read({ start: 100, end: 101 })).columns[0]?.cells).toEqual(['x\u0000y']);
  });

  test('a quote that is never closed does not take all memory, and says so', async () => {
    const table = await open(`a,b\n1,2\n"${'x'.repeat(9_000_000)}`);
    expect(rowsOf(await table.read({ start: 0, end: 1 }))).toEqual([[1n, 2n]]);
    await expect(table.read({ start: 1, end: 2 })).rejects.toThrow('never closed');
    expect(await table.count()).toBe(2);
  });

  test('a line of 100 MB is refused after 8 MiB, be it a row or the header', async () => {
    const line = new Uint8Array(100_000_000).fill(0x78);
    const header = countedSource(line);
    await expect(openTable(header, { name: 'a.csv' })).rejects.toThrow(
      'does not end within 8 MiB. A row ends',
    );
    expect(header.bytes).toBeLessThan(8_000_000);
    line.set([0x61, 0x0a, 0x31, 0x0a]);
    const table = await openTable(countedSource(line), { name: 'a.csv' });
    expect(rowsOf(await table.read({ start: 0, end: 1 }))).toEqual([[1n]]);
    await expect(table.read(all)).rejects.toThrow('Row 3, which begins at byte 4, does not end within 8 MiB');
    expect(await table.count()).toBe(2);
  });
});
