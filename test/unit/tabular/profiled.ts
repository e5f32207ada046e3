import { memorySource } from '#core/base/byte-source.ts';
import type { ColumnFact, DataFact } from '#core/tableschema/data-fact.ts';
import type { TableReading } from '#core/tableschema/table-reading.ts';
import type { ProfileOptions } from '#core/tabular/profile/profile-options.ts';
import { profileTable } from '#core/tabular/profile/profile-table.ts';

/** What is found in a text, or in bytes. */
export function profiled(
  content: string | Uint8Array,
  reading: TableReading = {},
  options: Partial<ProfileOptions> = {},
): Promise<DataFact> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return profileTable(memorySource(bytes), { name: 'a.csv', reading, ...options });
}

/** What is found in a column of a CSV, given by its values, one on each line. */
export async function profiledColumn(
  values: string,
  name = 'x',
  reading: TableReading = {},
): Promise<ColumnFact> {
  const lines = values
    .split('|')
    .map((value) => `${value.includes(',') || value.includes('"') ? quoted(value) : value},z`);
  const { columns } = await profiled(`${name},other\n${lines.join('\n')}\n`, reading);
  const [column] = columns;
  if (!column) {
    throw new Error('There is no column.');
  }
  return column;
}

function quoted(value: string): string {
  return `"${value.replaceAll('"', '""')}"`;
}

/** The type of a column in one line: `date %d/%m/%Y`, `number decimalChar ,`. */
export function typeLine({
  type,
  format,
  decimalChar,
  groupChar,
  bareNumber,
  trueValues,
  falseValues,
}: ColumnFact): string {
  return [
    type,
    format,
    decimalChar && `decimal ${decimalChar}`,
    groupChar && `group ${groupChar}`,
    bareNumber === false && 'bare false',
    trueValues && `true ${trueValues.join(' ')}`,
    falseValues && `false ${falseValues.join(' ')}`,
  ]
    .filter(Boolean)
    .join(' ');
}
