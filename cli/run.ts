import { Failure, isFailure } from '#core/base/failure.ts';
import { nearest } from '#core/base/nearest.ts';
import { asksFor, splitCommand } from './arguments.ts';
import type { ExitCode, Surround } from './command.ts';
import { COMMANDS, type CommandEntry } from './commands.ts';
import { overview } from './help.ts';
import { printable } from './printable.ts';
import { programVersion } from './program-version.ts';

/** Runs one command line. Every outcome, bugs included, ends as an exit code and at most a few lines of text. */
export async function runCommandLine(
  argv: readonly string[],
  surround: Surround,
  commands: readonly CommandEntry[] = COMMANDS,
): Promise<ExitCode> {
  const { name, rest } = splitCommand(argv);
  try {
    return await dispatch(name, rest, { surround, commands });
  } catch (error) {
    // What a task says about being cancelled is no news to whoever cancelled it.
    if (!surround.signal.aborted || !isFailure(error)) {
      complain(error, name, surround);
    }
    return 2;
  }
}

async function dispatch(
  name: string | undefined,
  rest: readonly string[],
  { surround, commands }: { surround: Surround; commands: readonly CommandEntry[] },
): Promise<ExitCode> {
  const { terminal } = surround;
  if (asksFor('version', rest)) {
    await terminal.print(`${await programVersion(surround.programUrl)}\n`);
    return 0;
  }
  const topic = name === 'help' ? rest[0] : name;
  if (topic === undefined) {
    if (name === undefined && !asksFor('help', rest)) {
      throw new Failure('usage/bad-argument', 'Which command? Run "waybill --help" for the list.');
    }
    await terminal.print(overview(commands));
    return 0;
  }
  const command = await findCommand(topic, commands).load();
  if (name === 'help' || asksFor('help', rest)) {
    await terminal.print(command.help());
    return 0;
  }
  return command.run(rest, surround);
}

function findCommand(name: string, commands: readonly CommandEntry[]): CommandEntry {
  const found = commands.find((command) => command.name === name);
  if (found === undefined) {
    const near = nearest(
      name,
      commands.map((command) => command.name),
    );
    const hint = near === undefined ? '' : `Did you mean "${near}"? `;
    throw new Failure(
      'usage/unknown-command',
      `There is no command "${name}". ${hint}Run "waybill --help" for the list.`,
    );
  }
  return found;
}

/** One place where everything that went wrong becomes words. */
function complain(error: unknown, name: string | undefined, { terminal, environment }: Surround): void {
  const debug = environment['WAYBILL_DEBUG'] === '1';
  if (isFailure(error)) {
    terminal.complain(`waybill: ${printable(error.message)}`);
  } else {
    const what = name === undefined ? 'this command' : `"${printable(name)}"`;
    const next = debug ? '' : ' Run it again with WAYBILL_DEBUG=1 to see where, and report that.';
    terminal.complain(`waybill: ${what} could not go on because of a mistake in Waybill itself.${next}`);
  }
  if (debug) {
    for (const line of stackOf(error)) {
      terminal.complain(printable(line));
    }
  }
}

function* stackOf(error: unknown): Generator<string> {
  for (let cause = error, depth = 0; cause !== undefined && depth < 5; depth++) {
    const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    yield* `${depth === 0 ? '' : 'caused by '}${text}`.split('\n');
    cause = cause instanceof Error ? cause.cause : undefined;
  }
}
