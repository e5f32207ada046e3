import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isFailure } from '#core/base/failure.ts';
import { hasCorpus, readAll, readCases, report } from './tables-corpus.ts';

/** References that do not describe their file: this one has another phone number, and no list. */
const WRONG_REFERENCES: ReadonlySet<string> = new Set(['location_coordinates']);

describe.skipIf(!hasCorpus)('CSV files', () => {
  test('of csv-spectrum have exactly the cells of their references', async () => {
    const cases = readCases('csv-spectrum').filter(({ id }) => !WRONG_REFERENCES.has(id));
    for (const { id, path, expectedJson } of cases) {
      const reference: unknown = JSON.parse(readFileSync(expectedJson ?? '', 'utf8'));
      const { batch } = await readAll(path, { infer: false });
      const rows = Array.from({ length: batch.numRows }, (_, row) =>
        Object.fromEntries(batch.columns.map(({ column, cells }) => [column.name, cells[row]])),
      );
      expect({ id, rows }).toEqual({ id, rows: reference });
    }
    report('csv-spectrum', cases.length, cases.length);
  });

  test('of csvkit are read, or named as what they are', async () => {
    const cases = readCases('csvkit').filter(({ path }) => path.endsWith('.csv'));
    const refused: string[] = [];
    for (const { id, path } of cases) {
      const outcome = await readAll(path).catch((error: unknown) => error);
      if (outcome instanceof Error) {
        expect(isFailure(outcome)).toBe(true);
        refused.push(id);
      }
    }
    report('csvkit', cases.length - refused.length, cases.length, `refused: ${refused.join(', ')}`);
    expect(refused).toEqual(
      ['empty.csv', 'null_byte.csv'].filter((id) => cases.some((each) => each.id === id)),
    );
  });
});
