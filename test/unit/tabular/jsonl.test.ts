import { describe, expect, test } from 'vitest';
import { memorySource } from '#core/base/byte-source.ts';
import { isFailure } from '#core/base/failure.ts';
import { encodeArrow } from '#core/tabular/arrow-page.ts';
import { decodeArrow } from '#core/tabular/arrow-page-reader.ts';
import { openTable } from '#core/tabular/open.ts';
import type { Batch } from '#core/tabular/table.ts';
import { typeName } from '#core/tabular/type-name.ts';
import { countedSource, textSource } from './counted-source.ts';

const all = { start: 0, end: 1_000_000 };

async function open(text: string, options: { name?: string; infer?: boolean } = {}) {
  return openTable(textSource(text), { name: options.name ?? 'a.jsonl', infer: options.infer ?? true });
}

function rowsOf(batch: Batch): unknown[][] {
  return Array.from({ length: batch.numRows }, (_, row) => batch.columns.map(({ cells }) => cells[row]));
}

async function tableOf(text: string, options: { name?: string; infer?: boolean } = {}) {
  const table = await open(text, options);
  return {
    names: table.columns.map(({ name }) => name),
    types: table.columns.map(({ type }) => typeName(type)),
    rows: rowsOf(await table.read(all)),
  };
}

describe('the rows of JSON Lines', () => {
  test('the columns are all members in order of appearance, and a missing one is null', async () => {
    expect(await tableOf('{"b":1,"a":"x"}\n{"a":null,"c":true}\n{}\n')).toEqual({
      names: ['b', 'a', 'c'],
      types: ['integer', 'string', 'boolean'],
      rows: [
        [1n, 'x', null],
        [null, null, true],
        [null, null, null],
      ],
    });
  });

  test.each([
    ['LF', '{"a":1}\n{"a":2}\n'],
    ['CRLF', '{"a":1}\r\n{"a":2}\r\n'],
    ['no line end after the last', '{"a":1}\n{"a":2}'],
    ['a byte order mark', '\ufeff{"a":1}\n{"a":2}\n'],
    ['white space around', '  {"a" : 1 }\t\n\n \r\n\n{ "a":\t2}  \n  \n\n'],
  ])('%s', async (_name, text) => {
    expect((await tableOf(text)).rows).toEqual([[1n], [2n]]);
    expect(await (await open(text)).count()).toBe(2);
  });

  test('arrays have columns by position', async () => {
    expect(await tableOf('["x",1]\n["y",2,[true]]\n[]\n')).toEqual({
      names: ['field1', 'field2', 'field3'],
      types: ['string', 'integer', 'json'],
      rows: [
        ['x', 1n, null],
        ['y', 2n, '[true]'],
        [null, null, null],
      ],
    });
  });

  test.each<[string, string, { names?: string[]; rows: unknown[][] }]>([
    [
      'quotes, commas and brackets in texts',
      '{"a":"\\"},[","b\\"]":[{"c":"}"},"\\\\"]}',
      { names: ['a', 'b"]'], rows: [['"},[', '[{"c":"}"},"\\\\"]']] },
    ],
    ['escapes', '{"\\u0061":"\\ud83d\\ude00\\n"}', { names: ['a'], rows: [['😀\n']] }],
    ['a name twice', '{"a":1,"a":2}', { names: ['a'], rows: [[2n]] }],
    [
      'names that objects have anyway',
      '{"__proto__":1,"constructor":2}',
      { names: ['__proto__', 'constructor'], rows: [[1n, 2n]] },
    ],
    ['nothing in any row', '{}\n{}', { names: ['field1'], rows: [[null], [null]] }],
    ['nothing in an array', '[]\n[]', { names: ['field1'], rows: [[null], [null]] }],
  ])('%s', async (_name, text, expected) => {
    expect(await tableOf(text)).toMatchObject(expected);
  });

  test('many brackets in each other are text as any', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect((await tableOf(`{"a":${deep}}`)).rows).toEqual([[deep]]);
  });
});

describe('types and values', () => {
  test.each<[string, string[], string, unknown[]]>([
    ['integers', ['1', '-20', 'null'], 'integer', [1n, -20n, null]],
    ['integers beyond 2^53', ['9007199254740993'], 'integer', [9007199254740993n]],
    ['numbers', ['1', '2.5', '-1e3', '-0'], 'float64', [1, 2.5, -1000, -0]],
    [
      'more digits than a double has',
      ['1.5', '0.1234567890123456789'],
      'json',
      ['1.5', '0.1234567890123456789'],
    ],
    ['more than a double can hold', ['1e400'], 'json', ['1e400']],
    ['booleans', ['true', 'false'], 'boolean', [true, false]],
    ['texts, also of dates', ['"2024-01-31"', '"a"'], 'string', ['2024-01-31', 'a']],
    ['objects, as written', ['{"b": 1.0}', '[1,  2]'], 'json', ['{"b": 1.0}', '[1,  2]']],
    ['different kinds', ['1', '"1"', 'true'], 'json', ['1', '"1"', 'true']],
    ['nulls alone', ['null'], 'json', [null]],
  ])('%s', async (_name, values, type, cells) => {
    const table = await open(values.map((value) => `{"x":${value}}\n`).join(''));
    expect(table.columns[0] && typeName(table.columns[0].type)).toBe(type);
    const batch = await table.read(all);
    expect(batch.columns[0]?.cells).toEqual(cells);
    expect(decodeArrow(encodeArrow(batch))).toEqual(batch);
  });

  test('without inference every cell is its JSON text', async () => {
    expect(await tableOf('{"a":1.0,"b":"x"}\n{"b":null}\n', { infer: false })).toEqual({
      names: ['a', 'b'],
      types: ['json', 'json'],
      rows: [
        ['1.0', '"x"'],
        [null, 'null'],
      ],
    });
  });
});

describe('what the first 64 KiB do not show', () => {
  const filling = '{"a":1,"b":"text"}\n'.repeat(5000);

  test('a value of another kind is its JSON text', async () => {
    const table = await open(`${filling}{"a":"1","b":2}\n{"a":1.5,"b":["x"]}\n`);
    const batch = await table.read({ start: 5000, end: 5002 });
    expect(rowsOf(batch)).toEqual([
      ['"1"', '2'],
      ['1.5', '["x"]'],
    ]);
    expect(decodeArrow(encodeArrow(batch))).toEqual(batch);
  });

  test('members that no column has stay visible in the last column', async () => {
    const table = await open(`${filling}{"late":5,"b":"x","a":2}\n{"a":3,"late":[1]}\n`);
    expect(rowsOf(await table.read({ start: 5000, end: 5002 }))).toEqual([
      [2n, '{"b":"x","late":5}'],
      [3n, '{"late":[1]}'],
    ]);
  });

  test('items that no column has stay visible in the last column', async () => {
    const table = await open(`${'["x",1]\n'.repeat(10_000)}["y",2,3]\n`);
    expect(rowsOf(await table.read({ start: 10_000, end: 10_001 }))).toEqual([['y', '[2,3]']]);
  });
});

describe('a large file', () => {
  const rows = 30_000;
  const text = Array.from({ length: rows }, (_, id) => `{"id":${id},"name":"row ${id}"}\n`).join('\n');

  test('shows its first rows from the first 64 KiB, then is counted, and any row is a small read away', async () => {
    const source = textSource(text);
    const table = await openTable(source, { name: 'a.ndjson' });
    await table.read({ start: 0, end: 100 });
    expect([source.bytes / 1024, table.numRows]).toEqual([64, undefined]);
    const progress: number[] = [];
    expect(await table.count({ onProgress: ({ done }) => progress.push(done) })).toBe(rows);
    expect([progress.at(-1), table.numRows]).toEqual([source.size, rows]);
    source.reset();
    expect(rowsOf(await table.read({ start: 29_999, end: 30_100 }))).toEqual([[29_999n, 'row 29999']]);
    expect(source.bytes).toBeLessThanOrEqual(128 * 1024);
  });

  test('a cancelled count can be taken up again', async () => {
    const table = await open(text.repeat(3));
    const controller = new AbortController();
    const count = table.count({ signal: controller.signal, onProgress: () => controller.abort() });
    await expect(count).rejects.toSatisfy((error) => isFailure(error, 'task/cancelled'));
    expect(await table.count()).toBe(rows * 3);
  });

  test('of small size is counted when it is opened', async () => {
    expect((await open('{"a":1}\n\n{"a":2}\n\n')).numRows).toBe(2);
  });
});

describe('the content decides where the name says nothing', () => {
  test.each([
    ['a.txt', '{"a":1}\n{"a":2}\n', 'jsonl'],
    ['data', '\ufeff \n{"a":1}', 'jsonl'],
    ['a.json', '{"a":1}\n{"a":2}\n', 'jsonl'],
    ['a.JSONL', '{"a":1}\n', 'jsonl'],
    ['a.csv', '["a"]\n1\n', 'csv'],
    ['a.tsv', '{}\n1\n', 'tsv'],
    ['a.txt', '[a],[b]\n1,2\n', 'csv'],
    ['a.txt', 'a,b\n{},2\n', 'csv'],
  ])('%s with %j is %s', async (name, text, format) => {
    expect((await open(text, { name })).format).toBe(format);
  });

  test.each([
    ['over several lines', '{\n  "a": 1\n}\n'],
    ['on one line', '[{"a":1},{"a":2}]\n'],
    ['of a text', '"x"\n'],
  ])('a JSON document %s is no table', async (_name, text) => {
    const opening = open(text, { name: 'a.json' });
    await expect(opening).rejects.toSatisfy((error) => isFailure(error, 'table/unsupported'));
    await expect(opening).rejects.toThrow('a.json is a JSON document');
  });
});

describe('what is not JSON Lines', () => {
  test.each([
    ['a broken line', '{"a":1}\n\n{"a":}\n', 'Line 3 of a.jsonl is not JSON ({"a":}); expected'],
    ['a number', '{"a":1}\n5\n', 'Line 2 of a.jsonl is a number; expected one complete JSON object'],
    ['null', '{"a":1}\nnull\n', 'Line 2 of a.jsonl is null;'],
    ['an array among objects', '{"a":1}\n[1]\n', 'Line 2 of a.jsonl is an array; expected'],
    ['two objects on a line', '{"a":1}\n{"a":1}{"a":2}\n', 'Line 2 of a.jsonl is not JSON'],
    ['a document over several lines', '\n[\n  {"a":1}\n]\n', 'Line 2 of a.jsonl is not JSON'],
    ['blank lines alone', '\n \n', 'a.jsonl is empty'],
    ['nothing', '', 'a.jsonl is empty'],
  ])('%s is named with its line', async (_name, text, words) => {
    const reading = (async () => (await open(text)).read(all))();
    await expect(reading).rejects.toSatisfy((error) => isFailure(error, 'table/corrupt'));
    await expect(reading).rejects.toThrow(words);
  });

  test('the rows before a broken line can be read, and all can be counted', async () => {
    const table = await open('{"a":1}\noops\n{"a":2,"b":3}\n');
    expect(rowsOf(await table.read({ start: 0, end: 1 }))).toEqual([[1n, null]]);
    expect(rowsOf(await table.read({ start: 2, end: 9 }))).toEqual([[2n, 3n]]);
    expect(await table.count()).toBe(3);
  });

  test('a line that is not UTF-8', async () => {
    const bytes = new TextEncoder().encode('{"a":"x"}\n{"a":"y"}\n');
    bytes[16] = 0xff;
    const table = await openTable(memorySource(bytes), { name: 'a.jsonl' });
    await expect(table.read(all)).rejects.toThrow('Line 2 of a.jsonl is not text in UTF-8');
  });

  test.each([
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x7b, 0), 'UTF-16'],
    ['binary', new Uint8Array(100), 'binary data, not JSON Lines'],
  ])('%s', async (_name, bytes, words) => {
    await expect(openTable(memorySource(bytes), { name: 'a.jsonl' })).rejects.toThrow(words);
  });

  test('a line of 100 MB is refused after 8 MiB', async () => {
    const source = countedSource(new Uint8Array(100_000_000).fill(0x5b));
    const opening = openTable(source, { name: 'a.jsonl' });
    await expect(opening).rejects.toThrow(
      'Row 1, which begins at byte 0, does not end within 8 MiB. JSON Lines',
    );
    expect(source.bytes).toBeLessThan(8_000_000);
  });
});
