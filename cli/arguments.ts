import { parseArgs } from 'node:util';
import { Failure } from '#core/base/failure.ts';
import { nearest } from '#core/base/nearest.ts';
import {
  type CommandSpec,
  GLOBAL_OPTIONS,
  type OptionTable,
  type OptionValues,
  type OutputFormat,
} from './command.ts';
import { printable } from './printable.ts';

/** A command line, split into the name of the command and everything else in its order. */
export function splitCommand(argv: readonly string[]): { name?: string; rest: string[] } {
  let index = 0;
  while (index < argv.length && argv[index]?.startsWith('-') && argv[index] !== '--') {
    // `--format json validate x`: the value belongs to the option before it.
    index += argv[index] === '--format' ? 2 : 1;
  }
  const name = argv[index];
  return name === undefined || name === '--'
    ? { rest: [...argv] }
    : { name, rest: [...argv.slice(0, index), ...argv.slice(index + 1)] };
}

export interface ParsedArguments<O extends OptionTable> {
  readonly options: OptionValues<O & typeof GLOBAL_OPTIONS>;
  readonly positionals: readonly string[];
  readonly format: OutputFormat;
  readonly offline: boolean;
  readonly quiet: boolean;
}

/** Decodes the arguments of a command. Fails with `usage/bad-argument`, one sentence that says what to write. */
export function parseArguments<O extends OptionTable>(
  command: CommandSpec<O>,
  args: readonly string[],
): ParsedArguments<O> {
  const table = { ...command.options, ...GLOBAL_OPTIONS };
  const { values, positionals } = parseStrictly(command.name, args, table);
  requirePositionals(command, positionals);
  // Once more without the types of this one command, which the compiler cannot see through here.
  const { values: common } = parseStrictly<OptionTable>(command.name, args, table);
  return {
    options: values,
    positionals,
    format: decodeFormat(command, common['format']),
    offline: common['offline'] === true,
    quiet: common['quiet'] === true,
  };
}

/** True when `--help` stands among the arguments, whatever else is wrong with them. */
export function asksFor(option: 'help' | 'version', args: readonly string[]): boolean {
  const end = args.indexOf('--');
  const before = end < 0 ? args : args.slice(0, end);
  return before.includes(`--${option}`) || (option === 'help' && before.includes('-h'));
}

/** A whole number of an option such as `--rows 10`. */
export function wholeNumber(text: string | undefined, option: string, fallback: number): number {
  if (text === undefined) {
    return fallback;
  }
  const value = Number(text);
  if (!/^[0-9]+$/.test(text) || !Number.isSafeInteger(value)) {
    throw new Failure(
      'usage/bad-argument',
      `${option} takes a whole number from 0 on, not "${printable(text)}".`,
    );
  }
  return value;
}

function parseStrictly<O extends OptionTable>(
  commandName: string,
  args: readonly string[],
  options: O,
): { values: OptionValues<O>; positionals: string[] } {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: true });
  } catch (error) {
    if (
      !(error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_'))
    ) {
      throw error;
    }
    throw new Failure('usage/bad-argument', explain(commandName, error.message, Object.keys(options)), {
      cause: error,
    });
  }
}

/** parseArgs explains itself in up to three sentences for programmers; a person needs the option and the way on. */
function explain(commandName: string, message: string, names: readonly string[]): string {
  const seeHelp = `Run "waybill ${commandName} --help" for its options.`;
  const unknown = /^Unknown option '(--?)([^']*)'/.exec(message);
  if (unknown !== null) {
    const [, dashes = '', name = ''] = unknown;
    const near = nearest(name, names);
    const hint = near === undefined ? seeHelp : `Did you mean "--${near}"? ${seeHelp}`;
    return `"waybill ${commandName}" has no option "${dashes}${printable(name)}". ${hint}`;
  }
  const ambiguous = /^Option '([^']*)' argument is ambiguous/.exec(message);
  if (ambiguous !== null) {
    const option = printable(ambiguous[1] ?? '');
    return `${option} needs a value, and what follows it begins with "-" like an option: write ${option}=VALUE. ${seeHelp}`;
  }
  const missing = /^Option '([^']*)' argument missing/.exec(message);
  if (missing !== null) {
    return `${printable(missing[1] ?? '')} needs a value. ${seeHelp}`;
  }
  return `${printable(message.split(/\.?\s*\n|\. /)[0] ?? message)}. ${seeHelp}`;
}

function requirePositionals<O extends OptionTable>(command: CommandSpec<O>, given: readonly string[]): void {
  // `[NAME]` may be left out, `NAME…` be given several times.
  const many = command.positionals.at(-1)?.endsWith('…') === true;
  // An empty argument is a variable that a script forgot to set, never a file.
  const empty = given.indexOf('');
  const missing =
    command.positionals[empty < 0 ? given.length : Math.min(empty, command.positionals.length - 1)];
  const isOptional = missing?.startsWith('[') === true && empty < 0;
  if (missing !== undefined && !isOptional) {
    throw new Failure(
      'usage/bad-argument',
      `"waybill ${command.name}" needs ${missing.replace('…', '')}: ${usageLine(command)}.`,
    );
  }
  const surplus = given[command.positionals.length];
  if (surplus !== undefined && !many) {
    throw new Failure(
      'usage/bad-argument',
      `"waybill ${command.name}" has no use for the argument "${printable(surplus)}": ${usageLine(command)}.`,
    );
  }
}

function decodeFormat(
  command: { readonly name: string; readonly formats: readonly OutputFormat[] },
  written: unknown,
): OutputFormat {
  const format = written === undefined ? command.formats[0] : command.formats.find((one) => one === written);
  if (format === undefined) {
    throw new Failure(
      'usage/bad-argument',
      `"waybill ${command.name}" cannot print the format "${printable(String(written))}"; it has ${command.formats.join(', ')}.`,
    );
  }
  return format;
}

/** `waybill head FILE [options]`. */
export function usageLine(command: {
  readonly name: string;
  readonly positionals: readonly string[];
}): string {
  return ['waybill', command.name, ...command.positionals, '[options]'].join(' ');
}
