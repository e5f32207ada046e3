import { describe, expect, test } from 'vitest';
import { PreviewConversation } from '#client/previews/preview-conversation.ts';
import { TableSession } from '#client/previews/table-session.ts';
import { Failure } from '#core/base/failure.ts';
import type { RemoteTable } from '#core/node/data-process-api.ts';
import type { RowWindow } from '#core/tabular/table.ts';
import type { ToPreview } from '#webviews/protocol/preview.ts';

const columns: RemoteTable['columns'] = [
  { name: 'id', type: { kind: 'int', bits: 64, signed: true }, nullable: false },
  { name: 'at', type: { kind: 'timestamp', unit: 'us', utc: true }, nullable: true },
];

type Reading = {
  window: RowWindow;
  signal: AbortSignal | undefined;
  resolve: (arrow: Uint8Array) => void;
  reject: (error: unknown) => void;
};

/** A conversation over a table that answers when the test says so. */
async function conversation(parts: Partial<RemoteTable> & { notice?: string } = {}) {
  const { notice, ...table } = parts;
  const readings: Reading[] = [];
  const posted: ToPreview[] = [];
  const copied: string[] = [];
  const warnings: string[] = [];
  const describeError = (error: unknown) => (error instanceof Failure ? error.message : 'a bug');
  const remote: RemoteTable = {
    format: 'parquet',
    columns,
    numRows: 1000,
    readArrow: (window, signal) =>
      new Promise((resolve, reject) => readings.push({ window, signal, resolve, reject })),
    count: () => Promise.resolve(1000),
    close: () => undefined,
    ...table,
  };
  const session = new TableSession({
    open: () => Promise.resolve(notice === undefined ? { table: remote } : { table: remote, notice }),
    describe: describeError,
    now: () => 0,
  });
  const talk = new PreviewConversation({
    session,
    title: 'a.parquet',
    post: (message) => posted.push(message),
    copy: (text) => copied.push(text),
    describe: describeError,
    warn: (message) => warnings.push(message),
  });
  await settled();
  return { talk, session, readings, posted, copied, warnings };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
const read = (request: number, start = 0) => ({
  type: 'read',
  request,
  start,
  end: start + 128,
  columns: [1, 0],
});
const opened = {
  type: 'opened',
  title: 'a.parquet',
  format: 'Parquet',
  columns: [
    { name: 'id', type: 'int64', nullable: false, numeric: true },
    { name: 'at', type: 'timestamp[us, UTC]', nullable: true, numeric: false },
  ],
  numRows: 1000,
};

describe('what the preview is told', () => {
  test('nothing before it is ready, then what is open', async () => {
    const { talk, posted } = await conversation();
    expect(posted).toEqual([]);
    talk.receive({ type: 'ready' });
    expect(posted).toEqual([opened]);
  });

  test('all of it again when it comes back from being hidden', async () => {
    const { talk, posted } = await conversation({ notice: 'Not verified until pulled' });
    talk.receive({ type: 'ready' });
    talk.receive({ type: 'ready' });
    expect(posted).toEqual(new Array(2).fill({ ...opened, notice: 'Not verified until pulled' }));
  });

  test('that a table is counted after its first rows were sent, not before', async () => {
    const { talk, posted, readings } = await conversation({ format: 'csv', numRows: undefined });
    talk.receive({ type: 'ready' });
    await settled();
    expect(posted.map((message) => message.type)).toEqual(['opened', 'counting']);
    talk.receive(read(1));
    readings[0]?.resolve(new Uint8Array(4));
    await settled();
    expect(posted.slice(2)).toMatchObject([{ type: 'rows' }, { type: 'counted', numRows: 1000 }]);
  });

  test('that the table is opened again and how it then looks', async () => {
    const { talk, posted } = await conversation();
    talk.receive({ type: 'ready' });
    talk.receive({ type: 'retry' });
    await settled();
    expect(posted).toEqual([opened, { type: 'opening', title: 'a.parquet' }, opened]);
  });

  test('nothing any more once its editor is closed', async () => {
    const { talk, session, posted } = await conversation();
    talk.receive({ type: 'ready' });
    talk.dispose();
    session.reopen();
    await settled();
    expect(posted).toHaveLength(1);
  });
});

describe('reading', () => {
  test('asks for the window and answers with the bytes alone, not the memory around them', async () => {
    const { talk, posted, readings } = await conversation();
    talk.receive({ type: 'ready' });
    talk.receive(read(1, 128));
    expect(readings[0]?.window).toEqual({ start: 128, end: 256, columns: [1, 0] });
    readings[0]?.resolve(new Uint8Array([9, 1, 2, 9]).subarray(1, 3));
    await settled();
    const answer = posted.at(-1);
    expect(answer).toMatchObject({ type: 'rows', request: 1, start: 128 });
    expect(answer?.type === 'rows' && [...new Uint8Array(answer.arrow)]).toEqual([1, 2]);
  });

  test('a higher request cancels the one before, whose answer is not sent', async () => {
    const { talk, posted, readings } = await conversation();
    talk.receive({ type: 'ready' });
    talk.receive(read(1));
    talk.receive(read(2, 512));
    expect(readings.map(({ signal }) => signal?.aborted)).toEqual([true, false]);
    readings[0]?.resolve(new Uint8Array(4));
    readings[1]?.resolve(new Uint8Array(4));
    await settled();
    expect(posted.slice(1)).toMatchObject([{ type: 'rows', request: 2 }]);
  });

  test('a request that is not higher is ignored', async () => {
    const { talk, readings } = await conversation();
    talk.receive({ type: 'ready' });
    talk.receive(read(2));
    talk.receive(read(2));
    talk.receive(read(1));
    expect(readings).toHaveLength(1);
  });

  test('rows that cannot be read fail alone', async () => {
    const { talk, posted, readings, session } = await conversation();
    talk.receive({ type: 'ready' });
    talk.receive(read(1));
    readings[0]?.reject(new Failure('table/corrupt', 'Page 3 is damaged.'));
    await settled();
    expect(posted.at(-1)).toEqual({ type: 'rows-failed', request: 1, message: 'Page 3 is damaged.' });
    expect(session.state.kind).toBe('open');
  });

  test('the end of the data process is told once, with a way back', async () => {
    const { talk, posted, readings } = await conversation();
    talk.receive({ type: 'ready' });
    talk.receive(read(1));
    readings[0]?.reject(new Failure('process/died', 'The data process ended.'));
    await settled();
    expect(posted.slice(1)).toEqual([{ type: 'failed', message: 'The data process ended.' }]);
    talk.receive({ type: 'retry' });
    await settled();
    expect(posted.at(-1)).toEqual(opened);
  });

  test('rows too large for a message are refused in words', async () => {
    const { talk, posted, readings } = await conversation();
    talk.receive({ type: 'ready' });
    talk.receive(read(1));
    readings[0]?.resolve(new Uint8Array(33 * 1024 * 1024));
    await settled();
    expect(posted.at(-1)).toMatchObject({ type: 'rows-failed', message: expect.stringContaining('33 MB') });
  });

  test('a column that the table does not have is never asked for', async () => {
    const { talk, readings, warnings } = await conversation();
    talk.receive({ type: 'ready' });
    talk.receive({ ...read(1), columns: [2] });
    expect([readings, warnings.length]).toEqual([[], 1]);
  });
});

test('text to copy goes to the clipboard, and nonsense to the log', async () => {
  const { talk, copied, warnings } = await conversation();
  talk.receive({ type: 'copy', text: 'a\tb' });
  talk.receive({ type: 'openFile', path: '/etc/passwd' });
  expect([copied, warnings.length]).toEqual([['a\tb'], 1]);
});
