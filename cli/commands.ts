import { parseArguments } from './arguments.ts';
import type { CommandSpec, ExitCode, OptionTable, Surround } from './command.ts';
import { commandHelp } from './help.ts';
import { quieted } from './terminal.ts';

/** A command as the entry point sees it: its code is loaded only when it is needed. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  load(): Promise<LoadedCommand>;
}

export interface LoadedCommand {
  help(): string;
  run(args: readonly string[], surround: Surround): Promise<ExitCode>;
}

/** Every command in the order of the help text. A new one is a file in `commands/` and a line here. */
export const COMMANDS: readonly CommandEntry[] = [
  entry(
    'validate',
    'Check descriptors and the files they describe',
    async () => (await import('./commands/validate.ts')).validate,
  ),
  entry(
    'describe',
    'Write a data package for a folder of tables',
    async () => (await import('./commands/describe.ts')).describe,
  ),
  entry(
    'explain',
    'Tell what a rule is about, with an example',
    async () => (await import('./commands/explain.ts')).explain,
  ),
  entry(
    'head',
    'Show rows of a CSV, TSV, Parquet or Arrow file',
    async () => (await import('./commands/head.ts')).head,
  ),
  entry(
    'push',
    'Publish a data package to a registry or a layout folder',
    async () => (await import('./commands/push.ts')).push,
  ),
  entry(
    'pull',
    'Fetch a published package into a folder, every byte checked',
    async () => (await import('./commands/pull.ts')).pull,
  ),
  entry(
    'ls',
    'List the tags of a repository or the files of a package',
    async () => (await import('./commands/ls.ts')).ls,
  ),
  entry('keygen', 'Create a key pair for signing', async () => (await import('./commands/keygen.ts')).keygen),
  entry('sign', 'Sign a published package', async () => (await import('./commands/sign.ts')).sign),
  entry(
    'verify',
    'Check the signatures and the content of a published package',
    async () => (await import('./commands/verify.ts')).verify,
  ),
  entry('lsp', 'Run the language server for an editor', async () => (await import('./commands/lsp.ts')).lsp),
];

function entry<O extends OptionTable>(
  name: string,
  summary: string,
  loadSpec: () => Promise<CommandSpec<O>>,
): CommandEntry {
  return {
    name,
    summary,
    async load() {
      const spec = await loadSpec();
      return {
        help: () => commandHelp(spec, summary),
        async run(args, surround) {
          const { quiet, ...parsed } = parseArguments(spec, args);
          const terminal = quiet ? quieted(surround.terminal) : surround.terminal;
          return spec.run({ ...surround, ...parsed, terminal });
        },
      };
    },
  };
}
