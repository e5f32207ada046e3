import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { KeyIndex, KeyMemory } from '#core/tabular/validate/key-index.ts';
import { inShort, pointedAt, validated } from './validating.ts';

describe('JSON Lines', () => {
  const schema = {
    fields: [
      { name: 'id', type: 'integer', constraints: { required: true } },
      { name: 'name', type: 'string' },
      { name: 'tags', type: 'array', constraints: { maxLength: 2 } },
    ],
  };
  test.each([
    ['{"id": 1, "name": "Ada", "tags": []}', [], []],
    ['{"name": "Ada", "id": "1"}', [], []],
    ['{"id": 1.5}', ['1:1 type-error'], ['1.5']],
    ['{"id": null}', ['1:1 constraint-error'], ['{"id": null}'.slice(7, 11)]],
    ['{"name": "Ada"}', ['1:1 constraint-error'], ['{"name": "Ada"}']],
    ['{"id": 1, "name": {"a": "}"}}', ['1:2 type-error'], ['{"a": "}"}']],
    ['{"id": 1, "tags": [1, 2, 3]}', ['1:3 constraint-error'], ['[1, 2, 3]']],
    ['{"id": 1, "x": [true, false]}', ['1:4 extra-cell'], ['[true, false]']],
    ['{"id": 1, "na\\u006de": 7}', ['1:2 type-error'], ['7']],
    ['{"id": 1', ['1:- source-error'], ['{"id": 1']],
    ['[1]', [], []],
    [`${'['.repeat(300)}${']'.repeat(300)}`, ['1:- source-error'], [`${'['.repeat(300)}${']'.repeat(300)}`]],
  ])('%s', async (line, expected, texts) => {
    const wanted = line === '[1]' ? { schema: { fields: [{ name: 'a', type: 'integer' }] } } : { schema };
    const { findings } = await validated('a.jsonl', `${line}\n`, wanted);
    expect(inShort(findings)).toEqual(expected);
    expect(pointedAt(line, findings)).toEqual(texts);
  });

  test('arrays with a header, and a line of another kind', async () => {
    const text = '["id","name"]\n[1,"Ada"]\n\n["x","Alan"]\n{"id":1}\n[2]\n';
    const { findings } = await validated('a.jsonl', text, {
      schema: {
        fields: [
          { name: 'id', type: 'integer' },
          { name: 'name', type: 'string' },
        ],
      },
    });
    expect(inShort(findings)).toEqual(['4:1 type-error', '5:- source-error', '6:2 missing-cell']);
    expect(pointedAt(text, findings)).toEqual(['"x"', '{"id":1}', '[2]']);
  });
});

describe('Parquet', () => {
  const bytes = new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'id', data: [1n, 2n, 2n], type: 'INT64' },
        { name: 'at', data: [new Date(0), null, new Date(1500)], type: 'TIMESTAMP' },
        { name: 'text', data: ['1', 'x', ''], type: 'STRING' },
      ],
    }),
  );

  test('values are held against the schema, without places', async () => {
    const schema = {
      fields: [
        { name: 'id', type: 'integer', constraints: { unique: true, maximum: 1 } },
        { name: 'at', type: 'datetime', format: '%d/%m/%Y', constraints: { required: true } },
        { name: 'text', type: 'integer' },
      ],
    };
    const { findings, verdict } = await validated('a.parquet', bytes, { schema });
    expect(verdict.rows).toBe(3);
    expect(findings.map(({ code, row, field, range }) => [code, row, field, range])).toEqual([
      ['data/constraint-error', 3, 'id', undefined],
      ['data/constraint-error', 3, 'at', undefined],
      ['data/type-error', 3, 'text', undefined],
      ['data/constraint-error', 4, 'id', undefined],
      ['data/unique-error', 4, 'id', undefined],
    ]);
  });

  test('a number is no text, and a name no other name', async () => {
    const schema = {
      fields: [{ name: 'id', type: 'string' }, { name: 'when', type: 'date' }, { name: 'text' }],
    };
    const { verdict } = await validated('a.parquet', bytes, { schema });
    expect(verdict.totals).toEqual({ 'data/incorrect-label': 1, 'data/type-error': 5 });
  });
});

describe('the values of a key', () => {
  test('are told with their rows while there is room, then as bits, exactly', () => {
    const index = new KeyIndex(new KeyMemory(20_000));
    const numbers = Array.from({ length: 5000 }, (_, each) => each * 3 - 7000);
    expect(numbers.map((each, row) => index.add(each, row + 2)).filter((row) => row !== undefined)).toEqual(
      [],
    );
    expect(numbers.every((each) => index.add(each, 1) === 0)).toBe(true);
    expect([index.add(-6999, 1), index.add(-6999, 1), index.isOpen]).toEqual([undefined, 0, true]);
  });

  test('are given up, and that is known, where they are texts that need more memory', () => {
    const memory = new KeyMemory(10_000);
    const index = new KeyIndex(memory);
    expect([index.add('a', 2), index.add('a', 3), index.isOpen]).toEqual([undefined, 2, true]);
    for (let row = 0; row < 1000; row++) {
      index.add(`value ${row}`, row);
    }
    expect([index.isOpen, index.add('a', 9)]).toEqual([false, undefined]);
    expect(new KeyIndex(memory).add('a', 1)).toBeUndefined();
  });
});
