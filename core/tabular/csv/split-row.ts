/**
 * The cells of one row's text (its line end cut off). Quoted cells come without their quotes and with `""` as one
 * quote; what follows a closing quote by mistake stays as text.
 */
export function splitRow(text: string, delimiter: string): string[] {
  if (!text.includes('"')) {
    return text.split(delimiter);
  }
  const cells: string[] = [];
  let position = 0;
  while (position <= text.length) {
    const cell =
      text[position] === '"' ? quotedCell(text, position, delimiter) : plainCell(text, position, delimiter);
    cells.push(cell.text);
    position = cell.next;
  }
  return cells;
}

interface ReadCell {
  readonly text: string;
  /** Where the next cell begins: behind the delimiter, or beyond the text after the last cell. */
  readonly next: number;
}

function plainCell(text: string, start: number, delimiter: string): ReadCell {
  const found = text.indexOf(delimiter, start);
  const end = found < 0 ? text.length : found;
  return { text: text.slice(start, end), next: end + 1 };
}

function quotedCell(text: string, start: number, delimiter: string): ReadCell {
  let value = '';
  let position = start + 1;
  for (;;) {
    const close = text.indexOf('"', position);
    if (close < 0) {
      return { text: value + text.slice(position), next: text.length + 1 };
    }
    value += text.slice(position, close);
    position = close + 1;
    if (text[position] !== '"') {
      break;
    }
    value += '"';
    position += 1;
  }
  const rest = plainCell(text, position, delimiter);
  return { text: value + rest.text, next: rest.next };
}
