import { describe, expect, test } from 'vitest';
import { COMMANDS, type CommandEntry } from '#cli/commands.ts';
import { runCommandLine } from '#cli/run.ts';
import type { Terminal } from '#cli/terminal.ts';
import { Failure } from '#core/base/failure.ts';

/** A terminal that keeps what it was told. */
function memoryTerminal(): Terminal & { stdout: string; stderr: string } {
  return {
    stdout: '',
    stderr: '',
    color: false,
    interactive: false,
    askHidden: () => Promise.reject(new Error('nobody is there')),
    print(text) {
      this.stdout += text;
      return Promise.resolve();
    },
    printDone(text) {
      return this.print(text);
    },
    note(line) {
      this.stderr += `${line}\n`;
    },
    complain(line) {
      this.stderr += `${line}\n`;
    },
    progress: () => {
      /* not shown */
    },
    endProgress: () => {
      /* not shown */
    },
  };
}

/** Runs a command line with one command, `work`, that ends as told. */
async function run(argv: readonly string[], work?: () => Promise<0 | 1 | 2>, environment = {}) {
  const terminal = memoryTerminal();
  const command: CommandEntry = {
    name: 'work',
    summary: 'Works',
    load: () => Promise.resolve({ help: () => 'work: help\n', run: work ?? (() => Promise.resolve(0)) }),
  };
  const signal = new AbortController().signal;
  const surround = { terminal, signal, environment, programUrl: import.meta.url };
  const code = await runCommandLine(argv, surround, [command]);
  return { code, stdout: terminal.stdout, stderr: terminal.stderr };
}

describe('a command line', () => {
  test('without a command says how to see them', async () => {
    expect(await run([])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'waybill: Which command? Run "waybill --help" for the list.\n',
    });
  });

  test('with an unknown command gives one line with the nearest name', async () => {
    expect(await run(['wrok'])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'waybill: There is no command "wrok". Did you mean "work"? Run "waybill --help" for the list.\n',
    });
  });

  test.each([[['--help']], [['-h']], [['help']]])('%j prints the overview', async (argv) => {
    expect(await run(argv)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('  work  Works\n'),
      stderr: '',
    });
  });

  test.each([[['work', '--help']], [['--help', 'work']], [['help', 'work']], [['work', '--nonsense', '-h']]])(
    '%j prints the help of the command',
    async (argv) => {
      expect(await run(argv)).toEqual({ code: 0, stdout: 'work: help\n', stderr: '' });
    },
  );

  test.each([0, 1, 2] as const)('ends with the exit code %i of its command', async (code) => {
    expect(await run(['work'], () => Promise.resolve(code))).toMatchObject({ code });
  });
});

describe('what goes wrong', () => {
  test('as an expected failure becomes one printable sentence and 2', async () => {
    const fails = () =>
      Promise.reject(new Failure('file/not-found', 'There is no file "a\u001b[2J".\nLook again.'));
    expect(await run(['work'], fails)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'waybill: There is no file "a\\x1b[2J".\\nLook again.\n',
    });
  });

  test('as a bug becomes a neutral sentence without its message', async () => {
    const { code, stderr } = await run(['work'], () => Promise.reject(new TypeError('x is undefined')));
    expect([code, stderr]).toEqual([
      2,
      'waybill: "work" could not go on because of a mistake in Waybill itself. Run it again with WAYBILL_DEBUG=1 to see where, and report that.\n',
    ]);
  });

  test('is shown with stack and causes under WAYBILL_DEBUG=1', async () => {
    const cause = new Error('the real reason');
    const fails = () => Promise.reject(new Error('outer', { cause }));
    const { stderr } = await run(['work'], fails, { WAYBILL_DEBUG: '1' });
    expect(stderr).toMatch(/Error: outer\n +at [\s\S]*caused by Error: the real reason\n +at /);
  });
});

describe('the commands', () => {
  test.each(COMMANDS.map(({ name }) => [name]))(
    '%s explains itself: usage, examples, exit codes',
    async (name) => {
      const help = await COMMANDS.find((command) => command.name === name)
        ?.load()
        .then((command) => command.help());
      expect(help).toContain(`waybill ${name}: `);
      expect(help).toMatch(
        /\nUsage\n {2}waybill [\s\S]*\nExamples\n {2}waybill [\s\S]*\nExit codes\n {2}0 {2}[\s\S]*\n {2}2 {2}/,
      );
      expect(Math.max(...(help ?? '').split('\n').map((line) => line.length))).toBeLessThanOrEqual(88);
    },
  );
});
