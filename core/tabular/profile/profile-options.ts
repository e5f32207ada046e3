import type { TableReading } from '#core/tableschema/table-reading.ts';

/** How a table is profiled. */
export interface ProfileOptions {
  /** File name: decides the format where the first bytes do not, and appears in messages. */
  readonly name: string;
  /** What somebody declared about the file; the rest is found by looking. */
  readonly reading: TableReading;
  /**
   * Takes the first row for data where nobody declared a header and it looks like data. Otherwise it names the columns,
   * as the standard has it.
   */
  readonly headerBySight?: boolean;
  /** Called every few milliseconds of work: lets others in the process have their turn. */
  readonly pause?: () => Promise<unknown>;
  readonly signal?: AbortSignal;
}
