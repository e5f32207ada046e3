import { memorySource } from '#core/base/byte-source.ts';
import type { TableRules } from '#core/tableschema/table-rules.ts';
import type { DataFinding, TableVerdict } from '#core/tabular/validate/data-finding.ts';
import { validateTable } from '#core/tabular/validate/validate-table.ts';

export interface Validated {
  readonly findings: readonly DataFinding[];
  readonly verdict: TableVerdict;
}

/** What is found in a table of these bytes. */
export async function validated(
  name: string,
  content: string | Uint8Array,
  rules: Partial<TableRules> = {},
  mostPerCode = 100,
): Promise<Validated> {
  const findings: DataFinding[] = [];
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const verdict = await validateTable(memorySource(bytes), {
    name,
    mostPerCode,
    rules: { version: '2.0', reading: {}, isCaseSensitive: true, ...rules },
    onFindings: (found) => findings.push(...found),
  });
  return { findings, verdict };
}

/** Findings in short: `3:2 type-error`, row and column, `-` where there is none. */
export function inShort(findings: readonly DataFinding[]): string[] {
  return findings.map(
    ({ code, row = '-', fieldNumber = '-' }) => `${row}:${fieldNumber} ${code.slice('data/'.length)}`,
  );
}

/** The texts that findings are about, cut out of the file by their ranges. */
export function pointedAt(text: string, findings: readonly DataFinding[]): string[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  return findings.map(({ range }) => {
    if (!range) {
      return '?';
    }
    const { start, end } = range;
    return start.line === end.line
      ? (lines[start.line] ?? '').slice(start.character, end.character)
      : `${(lines[start.line] ?? '').slice(start.character)}⏎${(lines[end.line] ?? '').slice(0, end.character)}`;
  });
}
