import type { ByteSource } from '#core/base/byte-source.ts';
import { Failure, throwIfCancelled } from '#core/base/failure.ts';
import type { CsvDialect } from './dialect.ts';
import { scanRows, startOfScan } from './row-scan.ts';

const FIRST_CHUNK = 64 * 1024;
const LONGEST_ROW = 8 * 1024 * 1024;

/** A run of rows to read: `skip` rows from byte `offset` on are passed over, then at most `take` are returned. */
export interface RowRun {
  readonly offset: number;
  readonly skip: number;
  readonly take: number;
  /** 0-based number of the first row returned, for messages. */
  readonly firstRow: number;
}

/**
 * The texts of rows, line ends cut off, and where the next row begins. Reads 64 KiB at a time, more for long rows.
 * Fails with `table/unsupported` when one row is longer than 8 MiB: most often a quote that is never closed.
 */
export async function readRowTexts(
  source: ByteSource,
  dialect: CsvDialect,
  run: RowRun,
  signal?: AbortSignal,
): Promise<{ texts: string[]; next: number }> {
  const decoder = new TextDecoder(dialect.encoding, { ignoreBOM: true });
  const texts: string[] = [];
  let offset = run.offset;
  let chunk = FIRST_CHUNK;
  let seen = 0;
  while (seen < run.skip + run.take && offset < source.size) {
    throwIfCancelled(signal);
    // Up to the next multiple of 64 KiB, so that the first screen needs nothing behind the first 64 KiB.
    const end = chunk === FIRST_CHUNK ? (Math.floor(offset / chunk) + 1) * chunk : offset + chunk;
    const bytes = await source.read(offset, end, signal);
    const atEnd = offset + bytes.length >= source.size;
    let rowStart = 0;
    const keep = (end: number) => {
      if (seen >= run.skip) {
        texts.push(decoder.decode(withoutLineEnd(bytes.subarray(rowStart, end))));
      }
      seen += 1;
      rowStart = end;
      return seen >= run.skip + run.take;
    };
    scanRows(bytes, dialect, startOfScan(), (_rows, end) => keep(end));
    if (atEnd && rowStart < bytes.length && seen < run.skip + run.take) {
      keep(bytes.length);
    }
    if (rowStart === 0 && !atEnd) {
      chunk *= 4;
      requireBounded(chunk, run.firstRow + Math.max(0, seen - run.skip), offset);
    } else {
      chunk = FIRST_CHUNK;
    }
    offset += rowStart;
  }
  return { texts, next: offset };
}

function requireBounded(length: number, row: number, offset: number): void {
  if (length > LONGEST_ROW) {
    throw new Failure(
      'table/unsupported',
      `Row ${row + 1}, which begins at byte ${offset}, does not end within 8 MiB. Most likely a quote (") at the start of a cell is never closed: close it there, or check the delimiter.`,
    );
  }
}

function withoutLineEnd(row: Uint8Array): Uint8Array {
  let end = row.length;
  if (row[end - 1] === 0x0a) {
    end -= 1;
  }
  if (row[end - 1] === 0x0d) {
    end -= 1;
  }
  return row.subarray(0, end);
}
