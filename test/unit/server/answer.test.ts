import { expect, test } from 'vitest';
import { CancellationToken, CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver/node';
import { cancelled } from '#core/base/failure.ts';
import { answer, attempt } from '#server/features/answer.ts';

function memoryLog() {
  const lines: string[] = [];
  return { lines, error: (line: string) => void lines.push(line) };
}

test('a bug is logged with its stack and answers nothing', async () => {
  const log = memoryLog();
  const hover = answer(log, 'Hover', () => {
    throw new TypeError('x is undefined');
  });
  expect(await hover({}, CancellationToken.None)).toBeNull();
  expect(log.lines).toEqual([
    expect.stringMatching(/^Hover failed: TypeError: x is undefined\n {4}at .*answer\.test/),
  ]);
});

test('nothing to say is null in LSP', async () => {
  const hover = answer(memoryLog(), 'Hover', () => undefined);
  expect(await hover({}, CancellationToken.None)).toBeNull();
});

test('a cancelled request says so, whatever became of it', async () => {
  const log = memoryLog();
  const source = new CancellationTokenSource();
  const done = answer(log, 'Hover', () => 'done');
  const failed = answer(log, 'Hover', () => Promise.reject(cancelled()));
  source.cancel();
  expect(await done({}, source.token)).toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  expect(await failed({}, source.token)).toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  expect(log.lines).toEqual([]);
});

test('a request whose document changed meanwhile asks the client to ask again', async () => {
  const hover = answer(memoryLog(), 'Hover', () => Promise.reject(cancelled()));
  expect(await hover({}, CancellationToken.None)).toMatchObject({ code: LSPErrorCodes.ContentModified });
});

test('what nobody waits for logs its bugs, and no cancellation', async () => {
  const log = memoryLog();
  await attempt(log, 'Checking a', () => Promise.reject(cancelled()));
  await attempt(log, 'Checking b', () => Promise.reject(new Error('disk on fire')));
  expect(log.lines).toEqual([expect.stringMatching(/^Checking b failed: Error: disk on fire\n/)]);
});
