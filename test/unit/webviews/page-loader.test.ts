import { describe, expect, test } from 'vitest';
import type { Batch, Cell } from '#core/tabular/table.ts';
import type { SentRead } from '#webviews/preview/page-loader.ts';
import { PageLoader } from '#webviews/preview/page-loader.ts';
import type { CellRange } from '#webviews/ui/grid-selection.ts';

const ROWS = 1_000_000;

/** Cells of a table in which each cell is `row:column`. */
function answer(read: SentRead, rows = read.end - read.start): Batch {
  return {
    start: read.start,
    numRows: rows,
    columns: read.columns.map((column) => ({
      column: { name: `c${column}`, type: { kind: 'string' }, nullable: false },
      cells: Array.from({ length: rows }, (_, index) => `${read.start + index}:${column}`),
    })),
  };
}

/** A loader with what it sent; `reply` answers the last read, which takes `bytes` bytes. */
function loaderWithHost(toLine: (cell: Cell) => string = (cell) => `<${String(cell)}>`) {
  const sent: SentRead[] = [];
  const loader = new PageLoader(
    (read) => sent.push(read),
    (_, cell) => toLine(cell),
  );
  const last = () => {
    const read = sent.at(-1);
    if (!read) {
      throw new Error('nothing was sent');
    }
    return read;
  };
  const reply = (bytes = 1000) => loader.receive(last().request, answer(last()), bytes);
  return { loader, sent, last, reply };
}

function view(startRow: number, endRow: number, startColumn = 0, endColumn = 4): CellRange {
  return { startRow, endRow, startColumn, endColumn };
}

const windows = (sent: readonly SentRead[]) =>
  sent.map(({ start, end, columns }) => [start, end, columns.join()]);

describe('what is asked for', () => {
  test('the pages in view, then one page after and one before, one at a time', () => {
    const { loader, sent, reply } = loaderWithHost();
    loader.look(view(1270, 1300), ROWS);
    expect(sent).toHaveLength(1);
    for (let i = 0; i < 5; i += 1) {
      reply();
    }
    expect(windows(sent)).toEqual([
      [1152, 1280, '0,1,2,3'],
      [1280, 1408, '0,1,2,3'],
      [1408, 1536, '0,1,2,3'],
      [1024, 1152, '0,1,2,3'],
    ]);
  });

  test('nothing outside the table', () => {
    const { loader, sent, reply } = loaderWithHost();
    loader.look(view(0, 30), 100);
    reply();
    expect(windows(sent)).toEqual([[0, 128, '0,1,2,3']]);
  });

  test('nothing while there are no rows or columns', () => {
    const { loader, sent } = loaderWithHost();
    loader.look(view(0, 0), 0);
    loader.look(view(0, 30, 0, 0), 30);
    expect(sent).toEqual([]);
  });

  test('only the columns that came into view by scrolling sideways', () => {
    const { loader, sent, reply } = loaderWithHost();
    loader.look(view(0, 30, 0, 4), 100);
    reply();
    loader.look(view(0, 30, 2, 6), 100);
    expect(windows(sent).at(-1)).toEqual([0, 128, '4,5']);
  });

  test('at most 32 columns at once', () => {
    const { loader, sent, reply } = loaderWithHost();
    loader.look(view(0, 30, 0, 50), 100);
    reply();
    expect(sent.map((read) => read.columns.length)).toEqual([32, 18]);
  });

  test('fewer columns at once when they turn out to be large', () => {
    const { loader, sent, reply } = loaderWithHost();
    loader.look(view(0, 30, 0, 64), 100);
    reply(32 * 50_000);
    expect(sent.at(-1)?.columns).toHaveLength(2);
  });

  test('one column after the other when each is larger than a message should be', () => {
    const { loader, sent, reply } = loaderWithHost();
    loader.look(view(0, 30, 0, 40), 100);
    reply(32 * 5_000_000);
    expect(sent.at(-1)?.columns).toEqual([32]);
  });

  test('no page in advance when the pages are too large to be kept beside the view', () => {
    const { loader, sent, reply } = loaderWithHost();
    loader.look(view(0, 30), ROWS);
    reply(60 * 1024 * 1024);
    expect(sent).toHaveLength(1);
  });
});

describe('overtaking', () => {
  test('a read that left the view is overtaken, and its late answer ignored', () => {
    const { loader, sent, last } = loaderWithHost();
    loader.look(view(0, 30), ROWS);
    const first = last();
    loader.look(view(500_000, 500_030), ROWS);
    expect(sent).toHaveLength(2);
    expect(last().request).toBeGreaterThan(first.request);
    expect(loader.receive(first.request, answer(first), 1000)).toBeUndefined();
    expect(loader.cellAt(0, 0).kind).toBe('pending');
  });

  test('a read that is still in view is waited for', () => {
    const { loader, sent } = loaderWithHost();
    loader.look(view(0, 30), ROWS);
    loader.look(view(5, 35), ROWS);
    loader.look(view(120, 150), ROWS);
    expect(sent).toHaveLength(1);
  });

  test('a page read in advance gives way to the view', () => {
    const { loader, reply, last } = loaderWithHost();
    loader.look(view(0, 30), ROWS);
    reply();
    expect(last().start).toBe(128);
    loader.look(view(5000, 5030), ROWS);
    expect(last().start).toBe(4992);
  });

  test('a page read in advance is not read again when it comes into view', () => {
    const { loader, sent, reply } = loaderWithHost();
    loader.look(view(0, 30), ROWS);
    reply();
    loader.look(view(130, 160), ROWS);
    expect(sent).toHaveLength(2);
  });
});

describe('cells', () => {
  test('are pending until they come', () => {
    const { loader, reply } = loaderWithHost();
    loader.look(view(0, 30), ROWS);
    expect(loader.cellAt(3, 1)).toEqual({ kind: 'pending' });
    reply();
    expect(loader.cellAt(3, 1)).toMatchObject({ kind: 'ready', cell: '3:1', line: '<3:1>' });
  });

  test('of a column that failed stay so until they are read again', () => {
    const { loader, sent, last } = loaderWithHost();
    loader.look(view(0, 30, 0, 1), 100);
    loader.fail(last().request, 'Page 3 is damaged.');
    expect(loader.cellAt(0, 0)).toEqual({ kind: 'failed' });
    expect(sent).toHaveLength(1);
    expect(loader.troubleIn(view(0, 30))).toEqual({ start: 0, end: 100, message: 'Page 3 is damaged.' });
    loader.retryFailed();
    expect(loader.troubleIn(view(0, 30))).toBeUndefined();
    expect(sent).toHaveLength(2);
    expect(loader.cellAt(0, 0)).toEqual({ kind: 'pending' });
  });

  test('of columns that failed together are read one by one, so that only the damaged one is lost', () => {
    const { loader, sent, last, reply } = loaderWithHost();
    loader.look(view(0, 30, 0, 3), 100);
    loader.fail(last().request, 'Column 1 is damaged.');
    reply();
    loader.fail(last().request, 'Column 1 is damaged.');
    reply();
    expect(sent.map((read) => read.columns)).toEqual([[0, 1, 2], [0], [1], [2]]);
    expect([0, 1, 2].map((column) => loader.cellAt(0, column).kind)).toEqual(['ready', 'failed', 'ready']);
  });

  test('that an answer leaves out are failed, not pending forever', () => {
    const { loader, last } = loaderWithHost();
    loader.look(view(0, 30), 100);
    loader.receive(last().request, answer({ ...last(), columns: [0] }, 10), 1000);
    expect([loader.cellAt(0, 1).kind, loader.cellAt(20, 0).kind]).toEqual(['failed', 'failed']);
  });

  test('that cannot be written are failed, and the others are not', () => {
    const { loader, last } = loaderWithHost((cell) => {
      if (cell === '3:1') {
        throw new RangeError('Invalid string length');
      }
      return String(cell);
    });
    loader.look(view(0, 30), 100);
    loader.receive(last().request, answer(last()), 1000);
    expect([loader.cellAt(3, 1).kind, loader.cellAt(4, 1).kind]).toEqual(['failed', 'ready']);
  });

  test('of a table that was closed are gone, and its late answers too', () => {
    const { loader, last } = loaderWithHost();
    loader.look(view(0, 30), 100);
    const old = last();
    loader.reset();
    loader.look(view(0, 30), 100);
    expect(last().request).toBeGreaterThan(old.request);
    expect(loader.receive(old.request, answer(old), 1000)).toBeUndefined();
  });
});

describe('cells that are demanded', () => {
  const far = view(900_000, 900_300, 1, 3);

  test('are read after what is in view, and then held', () => {
    const { loader, sent, reply } = loaderWithHost();
    loader.look(view(0, 30), 100);
    reply();
    loader.demand(far);
    expect(loader.holds(far)).toBe(false);
    for (let i = 0; i < 4; i += 1) {
      reply();
    }
    expect(loader.holds(far)).toBe(true);
    expect(windows(sent).slice(1)).toEqual([
      [899_968, 900_096, '1,2'],
      [900_096, 900_224, '1,2'],
      [900_224, 900_352, '1,2'],
    ]);
  });

  test('are given up when they are too large to hold', () => {
    const { loader, reply } = loaderWithHost();
    loader.look(view(0, 30), 100);
    reply();
    loader.demand(far);
    reply(70 * 1024 * 1024);
    expect(loader.demanded).toBeUndefined();
  });
});
