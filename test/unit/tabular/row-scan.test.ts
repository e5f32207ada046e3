import { expect, test } from 'vitest';
import type { CsvDialect } from '#core/tabular/csv/dialect.ts';
import { scanRows, startOfScan } from '#core/tabular/csv/row-scan.ts';
import { splitRow } from '#core/tabular/csv/split-row.ts';

const dialect: CsvDialect = { delimiter: 0x2c, lineEnd: 'lf', encoding: 'utf-8', start: 0 };

/** The same rules as a state machine over single characters: slow, and plain to see. */
function readPlainly(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  const endCell = () => {
    row.push(cell);
    cell = '';
    state = 'start';
  };
  for (const letter of text) {
    if (state === 'quoted') {
      if (letter === '"') {
        state = 'closed';
      } else {
        cell += letter;
      }
    } else if (state === 'closed' && letter === '"') {
      cell += '"';
      state = 'quoted';
    } else if (letter === ',') {
      endCell();
    } else if (letter === '\n') {
      endCell();
      rows.push(row);
      row = [];
    } else if (state === 'start' && letter === '"') {
      state = 'quoted';
    } else {
      cell += letter;
      state = 'plain';
    }
  }
  return rows;
}

function readFast(text: string, chunk: number): string[][] {
  const bytes = new TextEncoder().encode(text);
  const state = startOfScan(dialect);
  const ends: number[] = [];
  for (let start = 0; start < bytes.length; start += chunk) {
    scanRows(bytes.subarray(start, start + chunk), dialect, state, (_rows, offset) => {
      ends.push(start + offset);
      return false;
    });
  }
  return ends.map((end, index) =>
    splitRow(new TextDecoder().decode(bytes.subarray(ends[index - 1] ?? 0, end - 1)), ','),
  );
}

test('agrees with a plain state machine on random text, cut at every place', () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % below;
  };
  const letters = ['a', 'é', '"', '"', ',', '\n', '""', ' '];
  for (let round = 0; round < 2000; round += 1) {
    const text = Array.from({ length: random(24) }, () => letters[random(letters.length)]).join('');
    const expected = readPlainly(text);
    for (const chunk of [1, 2, 3, 1000]) {
      expect({ text, rows: readFast(text, chunk) }).toEqual({ text, rows: expected });
    }
  }
});
