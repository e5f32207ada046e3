import { isInteger, parseCell, parseNumber } from '../csv/parse-cell.ts';
import type { Cell, ColumnType } from '../table.ts';
import { stringOf } from './json-line.ts';

const isString = (source: string) => source.startsWith('"');
const isBoolean = (source: string) => source === 'true' || source === 'false';

/**
 * The type that all values of a sample have, given as their source texts: boolean, integer, float64 or string. `json`
 * for objects, arrays, different kinds of values, numbers of more digits than a double holds, and for no value at all.
 */
export function inferJsonType(sources: readonly string[]): ColumnType {
  const values = sources.filter((source) => source !== 'null');
  if (values.length === 0) {
    return { kind: 'json' };
  }
  if (values.every(isBoolean)) {
    return { kind: 'boolean' };
  }
  if (values.every(isInteger)) {
    return { kind: 'integer' };
  }
  if (values.every((source) => parseNumber(source) !== undefined)) {
    return { kind: 'float64' };
  }
  return { kind: values.every(isString) ? 'string' : 'json' };
}

/** The value of a source text in a type of `inferJsonType`; the source text itself where it is of another type. */
export function jsonLineCell(type: ColumnType, source: string): Cell {
  if (source === 'null') {
    return null;
  }
  if (type.kind === 'string') {
    return isString(source) ? stringOf(source) : source;
  }
  return parseCell(type, source);
}
