import type { ColumnType } from '../table.ts';
import { isInteger, parseBoolean, parseDate, parseNumber, parseTimestamp } from './parse-cell.ts';

/**
 * The narrowest type that every non-empty text of a sample fits: integer, float64, boolean, date, timestamp, else
 * string. Codes with leading zeros stay text; a sample without any text is `string`.
 */
export function inferType(sample: readonly string[]): ColumnType {
  const texts = sample.filter((text) => text !== '');
  if (texts.length === 0) {
    return { kind: 'string' };
  }
  if (texts.every(isInteger)) {
    return { kind: 'integer' };
  }
  if (texts.every((text) => parseNumber(text) !== undefined)) {
    return { kind: 'float64' };
  }
  if (texts.every((text) => parseBoolean(text) !== undefined)) {
    return { kind: 'boolean' };
  }
  if (texts.every((text) => parseDate(text) !== undefined)) {
    return { kind: 'date' };
  }
  return inferTimestamp(texts) ?? { kind: 'string' };
}

function inferTimestamp(texts: readonly string[]): ColumnType | undefined {
  const parsed = texts.map(parseTimestamp);
  const [first] = parsed;
  let digits = 0;
  for (const timestamp of parsed) {
    if (timestamp === undefined || timestamp.utc !== first?.utc) {
      return undefined;
    }
    digits = Math.max(digits, timestamp.fraction.length);
  }
  const unit = digits === 0 ? 's' : digits <= 3 ? 'ms' : digits <= 6 ? 'us' : 'ns';
  return { kind: 'timestamp', unit, utc: first?.utc ?? false };
}
