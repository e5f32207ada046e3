import type { TableReading } from '#core/tableschema/table-reading.ts';

/** How a table is profiled. */
export interface ProfileOptions {
  /** File name: decides the format where the first bytes do not, and appears in messages. */
  readonly name: string;
  /** What somebody declared about the file; the rest is found by looking. */
  readonly reading: TableReading;
  /**
   * Nothing is declared yet: the first row is data where it looks like data, and words such as "NA" among numbers are
   * missing values. Otherwise the first row names the columns and only the empty text is missing, as the standard has it.
   */
  readonly bySight?: boolean;
  /** Called every few milliseconds of work: lets others in the process have their turn. */
  readonly pause?: () => Promise<unknown>;
  readonly signal?: AbortSignal;
}
