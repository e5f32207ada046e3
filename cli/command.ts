import type { parseArgs } from 'node:util';
import type { Terminal } from './terminal.ts';

/** 0: good. 1: findings, or denied. 2: could not run. The entry point alone adds 130 and 143 for signals. */
export type ExitCode = 0 | 1 | 2;

export type OutputFormat = 'text' | 'json' | 'sarif';

/** One `--option` of a command, in the words of `node:util` parseArgs plus what `--help` says of it. */
export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly multiple?: boolean;
  /** Name of the value in the help text: `N` in `--rows N`. */
  readonly value?: string;
  readonly help: string;
}

export type OptionTable = Readonly<Record<string, OptionSpec>>;

/** Options of every command. */
export const GLOBAL_OPTIONS = {
  format: { type: 'string', value: 'FORMAT', help: 'How to print the result' },
  offline: { type: 'boolean', help: 'Never use the network: only files and oci: layouts' },
  quiet: { type: 'boolean', short: 'q', help: 'Only the result and errors: no notes, no progress' },
  help: { type: 'boolean', short: 'h', help: 'Show this help' },
  version: { type: 'boolean', help: 'Show the version' },
} as const satisfies OptionTable;

/** The values that parseArgs makes of an option table. */
export type OptionValues<O extends OptionTable> = ReturnType<
  typeof parseArgs<{ options: O; strict: true; allowPositionals: true }>
>['values'];

/** What a command gets from outside; nothing else of the process is read below the entry point. */
export interface Surround {
  readonly terminal: Terminal;
  /** Aborted by Ctrl+C, by a termination signal, and when nobody reads our output any more. */
  readonly signal: AbortSignal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where the running program lies, to find what is shipped beside it. */
  readonly programUrl: string;
}

/** A command line of this command, decoded. */
export interface Invocation<O extends OptionTable = OptionTable> extends Surround {
  readonly options: OptionValues<O & typeof GLOBAL_OPTIONS>;
  readonly positionals: readonly string[];
  readonly format: OutputFormat;
  /** Nothing may go to the network. */
  readonly offline: boolean;
}

/** A sub-command: what it says of itself and what it does. */
export interface CommandSpec<O extends OptionTable> {
  readonly name: string;
  /** Names of the arguments in order; the last may end in `…` for one or more, or stand in brackets for none or one. */
  readonly positionals: readonly string[];
  readonly description: string;
  readonly options: O;
  /** The first is the default. */
  readonly formats: readonly OutputFormat[];
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  /** What 0, 1 and 2 mean here; without 1 when there is nothing to find. */
  readonly exitCodes: { readonly 0: string; readonly 1?: string; readonly 2: string };
  run(invocation: Invocation<O>): Promise<ExitCode>;
}

/** Lets the compiler find the option types of a command by its table. */
export function defineCommand<const O extends OptionTable>(spec: CommandSpec<O>): CommandSpec<O> {
  return spec;
}
