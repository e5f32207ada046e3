import { describe, expect, test } from 'vitest';
import type { SessionState } from '#client/previews/table-session.ts';
import { TableSession } from '#client/previews/table-session.ts';
import { Failure } from '#core/base/failure.ts';
import type { RemoteTable } from '#core/node/data-process-api.ts';

/** A table whose parts can be replaced, and which notes that it was closed. */
function fakeTable(parts: Partial<RemoteTable> = {}): RemoteTable & { closed: number } {
  const table = {
    format: 'csv' as const,
    columns: [],
    numRows: undefined,
    readArrow: () => Promise.resolve(new Uint8Array()),
    count: () => Promise.resolve(7),
    close: () => {
      table.closed += 1;
    },
    closed: 0,
    ...parts,
  };
  return table;
}

const describeError = (error: unknown) => (error instanceof Failure ? error.message : 'a bug');

function session(open: (signal: AbortSignal) => Promise<RemoteTable>, now = () => 0) {
  const states: SessionState[] = [];
  const made = new TableSession({
    open: async (signal) => ({ table: await open(signal) }),
    describe: describeError,
    now,
  });
  made.onChange((state) => states.push(state));
  return { session: made, states };
}

/** Lets all promises that can go on go on. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('opening', () => {
  test('a table that knows its rows is open and counted', async () => {
    const { session: made } = session(() => Promise.resolve(fakeTable({ numRows: 5 })));
    expect(made.state.kind).toBe('opening');
    await settled();
    expect(made.state).toMatchObject({ kind: 'open', counting: { kind: 'exact', numRows: 5 } });
  });

  test('a failure is told in its own words, a bug is not', async () => {
    const failing = session(() => Promise.reject(new Failure('table/corrupt', 'The file is cut in half.')));
    const buggy = session(() => Promise.reject(new TypeError('x is undefined')));
    await settled();
    expect(failing.session.state).toEqual({ kind: 'failed', message: 'The file is cut in half.' });
    expect(buggy.session.state).toEqual({ kind: 'failed', message: 'a bug' });
  });

  test('reopening closes the old table and shows the new one', async () => {
    const tables = [fakeTable({ numRows: 1 }), fakeTable({ numRows: 2 })];
    const opened = [...tables];
    const { session: made, states } = session(() => Promise.resolve(opened.shift() ?? fakeTable()));
    await settled();
    made.reopen();
    await settled();
    expect(tables.map((table) => table.closed)).toEqual([1, 0]);
    expect(states.map((state) => state.kind)).toEqual(['open', 'opening', 'open']);
  });

  test('a table that arrives after it was reopened is closed unseen', async () => {
    const late = fakeTable({ numRows: 1 });
    let arrive: (table: RemoteTable) => void = () => undefined;
    const answers = [
      new Promise<RemoteTable>((resolve) => {
        arrive = resolve;
      }),
      Promise.resolve(fakeTable({ numRows: 2 })),
    ];
    const { session: made } = session(() => answers.shift() ?? Promise.resolve(fakeTable()));
    made.reopen();
    await settled();
    arrive(late);
    await settled();
    expect(late.closed).toBe(1);
    expect(made.state).toMatchObject({ counting: { numRows: 2 } });
  });

  test('closing the last editor cancels the opening and says nothing more', async () => {
    let seen: AbortSignal | undefined;
    const { session: made, states } = session((signal) => {
      seen = signal;
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    });
    made.dispose();
    await settled();
    expect([seen?.aborted, states]).toEqual([true, []]);
  });
});

describe('counting', () => {
  test('is told at most five times a second, and then exactly', async () => {
    let clock = 0;
    const count: RemoteTable['count'] = async (options) => {
      for (let row = 1; row <= 40; row += 1) {
        clock += 10;
        options?.onProgress?.({ message: 'Counting', done: row, unit: 'rows' });
      }
      return 40;
    };
    const { session: made, states } = session(
      () => Promise.resolve(fakeTable({ count })),
      () => clock,
    );
    await settled();
    made.count();
    await settled();
    expect(states.map((state) => state.kind === 'open' && state.counting)).toEqual([
      { kind: 'counting', rowsSoFar: 0 },
      { kind: 'counting', rowsSoFar: 1 },
      { kind: 'counting', rowsSoFar: 21 },
      { kind: 'exact', numRows: 40 },
    ]);
  });

  test('begins once, however often it is asked for', async () => {
    let counts = 0;
    const count = () => {
      counts += 1;
      return new Promise<number>(() => undefined);
    };
    const { session: made } = session(() => Promise.resolve(fakeTable({ count })));
    await settled();
    made.count();
    made.count();
    expect(counts).toBe(1);
  });

  test('that fails leaves the table open', async () => {
    const count = () => Promise.reject(new Failure('table/corrupt', 'A quote is never closed.'));
    const { session: made } = session(() => Promise.resolve(fakeTable({ count })));
    await settled();
    made.count();
    await settled();
    expect(made.state).toMatchObject({
      kind: 'open',
      counting: { kind: 'failed', message: 'A quote is never closed.' },
    });
  });

  test('that takes the data process down ends the table', async () => {
    const count = () => Promise.reject(new Failure('process/died', 'The data process ended.'));
    const { session: made } = session(() => Promise.resolve(fakeTable({ count })));
    await settled();
    made.count();
    await settled();
    expect(made.state).toEqual({ kind: 'failed', message: 'The data process ended.' });
  });

  test('is cancelled when the table is opened again', async () => {
    const signals: AbortSignal[] = [];
    const count: RemoteTable['count'] = (options) => {
      if (options?.signal) {
        signals.push(options.signal);
      }
      return new Promise<number>(() => undefined);
    };
    const { session: made } = session(() => Promise.resolve(fakeTable({ count })));
    await settled();
    made.count();
    made.reopen();
    await settled();
    made.count();
    expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
  });
});
