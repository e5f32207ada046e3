import type { Cell } from './table.ts';

/**
 * A cell as JSON text that gives back exactly that cell: what JSON cannot say is an array with a tag in front
 * (`["n","123"]` a bigint, `["f","NaN"]` a number, `["b",[1,2]]` bytes, `["l",…]` a list, `["r",…]` a record).
 */
export function tagCell(cell: Cell): string {
  return JSON.stringify(tagged(cell));
}

/** The cell of a text of `tagCell`. Throws `RangeError` for other text. */
export function untagCell(text: string): Cell {
  return untagged(JSON.parse(text));
}

function tagged(cell: Cell): unknown {
  if (cell === null || typeof cell === 'boolean' || typeof cell === 'string') {
    return cell;
  }
  if (typeof cell === 'bigint') {
    return ['n', cell.toString()];
  }
  if (typeof cell === 'number') {
    return Number.isFinite(cell) && !Object.is(cell, -0)
      ? cell
      : ['f', Object.is(cell, -0) ? '-0' : String(cell)];
  }
  if (cell instanceof Uint8Array) {
    return ['b', Array.from(cell)];
  }
  return Array.isArray(cell)
    ? ['l', cell.map(tagged)]
    : ['r', Object.entries(cell).map(([name, value]: [string, Cell]) => [name, tagged(value)])];
}

function untagged(value: unknown): Cell {
  if (
    value === null ||
    typeof value === 'boolean' ||
    typeof value === 'string' ||
    typeof value === 'number'
  ) {
    return value;
  }
  if (!Array.isArray(value)) {
    throw new RangeError('a tagged cell is not of any known form');
  }
  const [tag, content]: unknown[] = value;
  switch (tag) {
    case 'n':
      return BigInt(String(content));
    case 'f':
      return Number(content);
    case 'b':
      return Uint8Array.from(asList(content), Number);
    case 'l':
      return asList(content).map(untagged);
    case 'r':
      return Object.fromEntries(
        asList(content).map((entry) => [String(asList(entry)[0]), untagged(asList(entry)[1])]),
      );
    default:
      throw new RangeError('a tagged cell has an unknown tag');
  }
}

function asList(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value;
  }
  throw new RangeError('a tagged cell is not of any known form');
}
