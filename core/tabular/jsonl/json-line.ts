/** A line of JSON Lines with its values as their source texts, so that no digit of a number is lost. */
export type JsonLine =
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, string> }
  | { readonly kind: 'array'; readonly items: readonly string[] }
  /** Neither; `found` says what it is: `a number`, `not JSON ({"a":})`. */
  | { readonly kind: 'other'; readonly found: string };

const SHOWN_CHARACTERS = 40;

/** Reads one line. Of members of the same name the last one counts, as everywhere in JSON. */
export function readJsonLine(line: string): JsonLine {
  const text = line.trim();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'other', found: `not JSON (${excerptOf(text)})` };
  }
  if (Array.isArray(value)) {
    return { kind: 'array', items: piecesOf(text) };
  }
  return typeof value === 'object' && value !== null
    ? { kind: 'object', members: membersOf(text) }
    : { kind: 'other', found: value === null ? 'null' : `a ${typeof value}` };
}

function excerptOf(text: string): string {
  const shown = text.slice(0, SHOWN_CHARACTERS).replace(/\p{C}/gu, '\ufffd');
  return text.length > SHOWN_CHARACTERS ? `${shown}…` : shown;
}

function membersOf(text: string): Map<string, string> {
  const members = new Map<string, string>();
  const pieces = piecesOf(text);
  for (let index = 0; index + 1 < pieces.length; index += 2) {
    members.set(stringOf(pieces[index] ?? ''), pieces[index + 1] ?? '');
  }
  return members;
}

/** The text that a JSON string names. The source must be one. */
export function stringOf(source: string): string {
  return source.includes('\\') ? String(JSON.parse(source)) : source.slice(1, -1);
}

/** The items of an array, or the names and values of an object in turn, as they are written. `text` must be valid JSON. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let start = 1;
  const endPiece = (end: number) => {
    pieces.push(text.slice(start, end).trim());
    start = end + 1;
  };
  for (let index = 0; index < text.length; index += 1) {
    switch (text.charAt(index)) {
      case '"':
        index = endOfString(text, index);
        break;
      case '{':
      case '[':
        depth += 1;
        break;
      case '}':
      case ']':
        depth -= 1;
        break;
      case ',':
      case ':':
        if (depth === 1) {
          endPiece(index);
        }
        break;
    }
  }
  endPiece(text.length - 1);
  return pieces.length === 1 && pieces[0] === '' ? [] : pieces;
}

/** The index of the quote that closes the string opened at `start`. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') {
    index += text[index] === '\\' ? 2 : 1;
  }
  return index;
}
