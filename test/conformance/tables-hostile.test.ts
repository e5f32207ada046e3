import { describe, expect, test } from 'vitest';
import { isFailure } from '#core/base/failure.ts';
import { hasCorpus, readAll, readCases, report } from './tables-corpus.ts';

const SLOWEST_MS = 5000;

/** Files that must neither crash nor hang a reader: the fuzzers' finds, and files that are known to be bad. */
describe.skipIf(!hasCorpus)('hostile files', () => {
  test('of arrow-testing end in rows or a failure', async () => {
    const cases = readCases('arrow-testing').filter(({ expect }) => expect['mustNotCrashOrHang'] === true);
    let read = 0;
    for (const { id, path } of cases) {
      const started = performance.now();
      // The names say nothing of a format, except by the folder.
      const name = id.includes('parquet') ? 'a.data' : id.includes('csv') ? 'a.csv' : 'a.data';
      const outcome = await readAll(path, { name }).then(
        () => 'rows' as const,
        (error: unknown) => error,
      );
      read += outcome === 'rows' ? 1 : 0;
      expect({ id, outcome: outcome === 'rows' || isFailure(outcome) || outcome }).toEqual({
        id,
        outcome: true,
      });
      expect(performance.now() - started).toBeLessThan(SLOWEST_MS);
    }
    report('arrow-testing, hostile', cases.length, cases.length, `${read} of them have rows`);
  });

  test('of parquet-testing/bad_data fail, and encrypted ones say so', async () => {
    const cases = readCases('parquet-testing').filter(({ expect }) => expect['readable'] === false);
    let agreed = 0;
    const accepted: string[] = [];
    for (const { id, path, expect: expected } of cases) {
      const outcome = await readAll(path).then(
        () => 'rows' as const,
        (error: unknown) => error,
      );
      if (outcome === 'rows') {
        accepted.push(id);
        continue;
      }
      agreed += 1;
      const encrypted = String(expected['reason'] ?? '').startsWith('encrypted');
      expect({ id, failed: isFailure(outcome, encrypted ? 'table/unsupported' : 'table/corrupt') }).toEqual({
        id,
        failed: true,
      });
      expect(!encrypted || String(outcome).includes('encrypted')).toBe(true);
    }
    report('parquet-testing, not readable', agreed, cases.length, `accepted: ${accepted.join(', ')}`);
    expect(accepted).toEqual([]);
  });
});
