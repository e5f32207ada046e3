import { usageLine } from './arguments.ts';
import { type CommandSpec, GLOBAL_OPTIONS, type OptionSpec, type OptionTable } from './command.ts';

const WIDTH = 88;

/** `waybill --help`: what there is, and where to read on. */
export function overview(commands: readonly { readonly name: string; readonly summary: string }[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length)) + 2;
  return [
    'Waybill: check, look into, publish, sign and verify data packages.',
    '',
    'Usage',
    '  waybill <command> [arguments] [options]',
    '',
    'Commands',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`),
    '',
    'Options of every command',
    ...optionLines(GLOBAL_OPTIONS),
    '',
    'References',
    '  host[:port]/repository[:tag|@digest]   a repository in a registry',
    '  oci:FOLDER[:tag|@digest]               an OCI image layout folder: no server needed',
    '',
    'Exit codes',
    '  0  good',
    '  1  findings, or denied',
    '  2  could not run: wrong usage, unreadable file, network',
    '  130  cancelled with Ctrl+C',
    '',
    'Environment',
    '  COSIGN_PASSWORD   passphrase of a private key, where nobody can be asked',
    '  NO_COLOR          no colours',
    '  WAYBILL_DEBUG=1   causes and stack traces on standard error',
    '',
    'Run "waybill <command> --help" for the arguments, examples and exit codes of a command.',
    '',
  ].join('\n');
}

/** `waybill <command> --help`. */
export function commandHelp<O extends OptionTable>(command: CommandSpec<O>, summary: string): string {
  const exampleWidth = Math.max(...command.examples.map(({ line }) => line.length)) + 2;
  return [
    `waybill ${command.name}: ${summary}`,
    '',
    'Usage',
    `  ${usageLine(command)}`,
    '',
    ...command.description
      .trim()
      .split('\n')
      .flatMap((paragraph) => wrap(paragraph, WIDTH)),
    '',
    ...(Object.keys(command.options).length === 0 ? [] : ['Options', ...optionLines(command.options), '']),
    'Options of every command',
    ...optionLines({
      ...GLOBAL_OPTIONS,
      format: { ...GLOBAL_OPTIONS.format, help: `How to print the result: ${command.formats.join(', ')}` },
    }),
    '',
    'Examples',
    ...command.examples.map(({ line, does }) =>
      exampleWidth + does.length + 4 > WIDTH
        ? `  ${line}\n      ${does}`
        : `  ${line.padEnd(exampleWidth)}${does}`,
    ),
    '',
    'Exit codes',
    ...Object.entries(command.exitCodes).flatMap(([code, meaning]) =>
      wrap(meaning, WIDTH - 5).map((line, index) => `  ${index === 0 ? code : ' '}  ${line}`),
    ),
    '',
  ].join('\n');
}

function optionLines(options: OptionTable): string[] {
  const rows = Object.entries(options).map(
    ([name, option]) => [signature(name, option), option.help] as const,
  );
  const width = Math.max(...rows.map(([written]) => written.length)) + 2;
  return rows.flatMap(([written, help]) =>
    wrap(help, WIDTH - width - 2).map(
      (line, index) => `  ${(index === 0 ? written : '').padEnd(width)}${line}`,
    ),
  );
}

function signature(name: string, option: OptionSpec): string {
  const short = option.short === undefined ? '' : `-${option.short}, `;
  const value = option.type === 'string' ? ` ${option.value ?? 'VALUE'}` : '';
  return `${short}--${name}${value}`;
}

function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(word);
    } else {
      lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
    }
  }
  return lines;
}
