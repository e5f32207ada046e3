import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { openTerminal, paint, quieted } from '#cli/terminal.ts';

/** A terminal over streams that a test can read; `isTTY` as told, a clock that the test moves. */
function terminalOf(options: { isTTY: boolean; noColor?: boolean }) {
  const stream = () => Object.assign(new PassThrough(), { isTTY: options.isTTY, columns: 40 });
  const [stdout, stderr, stdin] = [stream(), stream(), stream()];
  const controller = new AbortController();
  const clock = { time: 0 };
  const terminal = openTerminal({
    stdout,
    stderr,
    stdin,
    interrupt: () => undefined,
    noColor: options.noColor ?? false,
    signal: controller.signal,
    now: () => clock.time,
  });
  const read = (from: PassThrough) => String(from.read() ?? '');
  return { terminal, controller, clock, stdout: () => read(stdout), stderr: () => read(stderr) };
}

describe('colours', () => {
  test.each([
    ['on a terminal', { isTTY: true }, '\u001b[31mx\u001b[0m'],
    ['on a terminal under NO_COLOR', { isTTY: true, noColor: true }, 'x'],
    ['in a pipe', { isTTY: false }, 'x'],
  ])('%s', (_where, options, painted) => {
    expect(paint(terminalOf(options).terminal, 'red', 'x')).toBe(painted);
  });
});

describe('results and notes', () => {
  test('go to streams of their own', async () => {
    const { terminal, stdout, stderr } = terminalOf({ isTTY: false });
    await terminal.print('result\n');
    terminal.note('note');
    expect([stdout(), stderr()]).toEqual(['result\n', 'note\n']);
  });

  test('under --quiet only complaints are left beside the result', async () => {
    const { terminal, stdout, stderr } = terminalOf({ isTTY: true });
    const quiet = quieted(terminal);
    await quiet.print('result\n');
    quiet.note('note');
    quiet.complain('complaint');
    expect([stdout(), stderr()]).toEqual(['result\n', 'complaint\n']);
  });

  test('after Ctrl+C nothing more is printed but what is done already', async () => {
    const { terminal, controller, stdout } = terminalOf({ isTTY: false });
    controller.abort();
    await expect(terminal.print('late\n')).rejects.toMatchObject({ code: 'task/cancelled' });
    await terminal.printDone('published\n');
    expect(stdout()).toBe('published\n');
  });
});

describe('progress', () => {
  const halfway = { message: 'Reading \u001b[2Jx', done: 50, total: 100, unit: 'bytes' } as const;

  test('is one printable line, wiped before the next text', () => {
    const { terminal, clock, stderr } = terminalOf({ isTTY: true });
    clock.time = 100;
    terminal.progress(halfway);
    terminal.note('done');
    expect(stderr()).toBe('\r\u001b[KReading \\x1b[2Jx 50 %\r\u001b[Kdone\n');
  });

  test('is not shown for what is done at once, nor more often than eyes can follow', () => {
    const { terminal, clock, stderr } = terminalOf({ isTTY: true });
    for (clock.time = 0; clock.time < 250; clock.time += 10) {
      terminal.progress(halfway);
    }
    expect(stderr().split('50 %').length - 1).toBe(2);
  });

  test('is not written into a log', () => {
    const { terminal, clock, stderr } = terminalOf({ isTTY: false });
    clock.time = 1000;
    terminal.progress(halfway);
    expect(stderr()).toBe('');
  });
});
