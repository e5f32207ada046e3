import { printable } from './printable.ts';
import { countInWords, type FileReport } from './report.ts';
import { paint, type Terminal } from './terminal.ts';

const STYLES = { error: 'red', warning: 'yellow', info: 'blue', hint: 'dim' } as const;

/** A report as lines for people: the verdict, then each problem with its place, counted from 1 as editors do. */
export function reportLines(
  file: FileReport,
  terminal: Pick<Terminal, 'color'> = { color: false },
): string[] {
  const verdict = file.valid ? paint(terminal, 'green', 'valid') : paint(terminal, 'red', 'not valid');
  const kind = [file.kind, file.version ?? ''].join(' ').trim();
  return [
    `${printable(file.file)}: ${verdict} (${printable(kind)}, ${countInWords(file.problems)})`,
    ...file.problems.map(({ severity, range, message, code }) => {
      const place = `${range.start.line + 1}:${range.start.character + 1}`.padEnd(7);
      const weight = paint(terminal, STYLES[severity], severity.padEnd(7));
      return `  ${place} ${weight} ${printable(message)}  ${paint(terminal, 'dim', code)}`;
    }),
  ];
}
