import type { ByteSource } from '#core/base/byte-source.ts';
import { Failure, throwIfCancelled } from '#core/base/failure.ts';
import type { NewRowScan } from './row-scan.ts';

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

/** The bytes of a row with its line end, and where they lie in the file. */
export interface RowBytes {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/**
 * The bytes of rows, and where the next row begins. Reads 64 KiB at a time, more for long rows. Fails with
 * `table/unsupported` when one row is longer than 8 MiB.
 */
export async function readRows(
  source: ByteSource,
  newScan: NewRowScan,
  run: RowRun,
  signal?: AbortSignal,
): Promise<{ rows: RowBytes[]; next: number }> {
  const wanted = run.skip + run.take;
  const rows: RowBytes[] = [];
  let offset = run.offset;
  let chunk = FIRST_CHUNK;
  let seen = 0;
  while (seen < wanted && offset < source.size) {
    throwIfCancelled(signal);
    // Up to the next multiple of 64 KiB, so that the first screen needs nothing behind the first 64 KiB.
    const end = chunk === FIRST_CHUNK ? (Math.floor(offset / chunk) + 1) * chunk : offset + chunk;
    const bytes = await source.read(offset, end, signal);
    const atEnd = offset + bytes.length >= source.size;
    const scan = newScan();
    const chunkStart = offset;
    let rowStart = 0;
    const keep = (end: number) => {
      if (seen >= run.skip) {
        rows.push({ offset: chunkStart + rowStart, bytes: bytes.subarray(rowStart, end) });
      }
      seen += 1;
      rowStart = end;
      return seen >= wanted;
    };
    scan.pass(bytes, keep);
    if (atEnd && (rowStart === bytes.length || seen < wanted)) {
      const rest = scan.finish();
      if (rest > 0) {
        keep(bytes.length);
      } else if (rest < 0 && seen > run.skip) {
        rows.pop();
      }
      rowStart = bytes.length;
    }
    if (rowStart === 0) {
      chunk *= 4;
      if (chunk > LONGEST_ROW) {
        throw endless(run.firstRow + Math.max(0, seen - run.skip), offset, scan.whyEndless);
      }
    } else {
      chunk = FIRST_CHUNK;
    }
    offset += rowStart;
  }
  return { rows, next: offset };
}

function endless(row: number, offset: number, why: string): Failure {
  return new Failure(
    'table/unsupported',
    `Row ${row + 1}, which begins at byte ${offset}, does not end within 8 MiB. ${why}`,
  );
}
