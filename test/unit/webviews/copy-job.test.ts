import { expect, test } from 'vitest';
import type { CopyResult } from '#webviews/preview/copy-job.ts';
import { CopyJob } from '#webviews/preview/copy-job.ts';
import type { SentRead } from '#webviews/preview/page-loader.ts';
import { PageLoader } from '#webviews/preview/page-loader.ts';

/** A job over a table of 64-bit numbers `row * 10 + column`, with nulls in column 2. */
function job() {
  const sent: SentRead[] = [];
  const results: CopyResult[] = [];
  const loader = new PageLoader(
    (read) => sent.push(read),
    (_, cell) => String(cell),
  );
  const copying = new CopyJob(loader, (result) => results.push(result));
  const reply = (bytes = 1000) => {
    const read = sent.at(-1);
    if (read) {
      const columns = read.columns.map((column) => ({
        column: { name: '', type: { kind: 'int', bits: 64, signed: true } as const, nullable: true },
        cells: Array.from({ length: 128 }, (_, i) =>
          column === 2 ? null : BigInt(read.start + i) * 10n + BigInt(column),
        ),
      }));
      loader.receive(read.request, { start: read.start, numRows: 128, columns }, bytes);
      copying.proceed();
    }
  };
  return { copying, loader, sent, results, reply };
}

const range = { startRow: 126, endRow: 130, startColumn: 1, endColumn: 3 };

test('cells are read first and then copied, null as nothing', () => {
  const { copying, results, reply } = job();
  copying.start(range);
  expect(results).toEqual([{ kind: 'reading', cells: 8 }]);
  reply();
  reply();
  expect(results.at(-1)).toEqual({ kind: 'copied', cells: 8, text: '1261\t\n1271\t\n1281\t\n1291\t' });
});

test('more cells than a clipboard is for are refused before anything is read', () => {
  const { copying, results, sent } = job();
  copying.start({ startRow: 0, endRow: 2_000_000_000, startColumn: 0, endColumn: 2 });
  expect(results).toEqual([{ kind: 'too-many', cells: 4_000_000_000 }]);
  expect(sent).toEqual([]);
});

test('a cell that cannot be read spoils the copy, and nothing is copied', () => {
  const { copying, loader, results, sent } = job();
  copying.start({ ...range, endRow: 127, endColumn: 2 });
  loader.fail(sent.at(-1)?.request ?? 0, 'Page 3 is damaged.');
  copying.proceed();
  expect(results.at(-1)).toEqual({ kind: 'unreadable' });
});

test('cells too large to hold are given up', () => {
  const { copying, results, reply } = job();
  copying.start(range);
  reply(70 * 1024 * 1024);
  expect(results.at(-1)).toEqual({ kind: 'too-large' });
});
