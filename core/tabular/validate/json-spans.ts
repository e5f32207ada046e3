import { stringOf } from '../jsonl/json-line.ts';

/** Where a value of a row stands in its line. */
export interface MemberSpan {
  /** The name of a member; absent for an item of an array. */
  readonly name?: string;
  readonly start: number;
  readonly end: number;
}

/** Where the values of a JSON object or array stand in its text, which must be valid JSON. */
export function memberSpans(text: string): MemberSpan[] {
  const spans: MemberSpan[] = [];
  let depth = 0;
  let start = 0;
  let name: string | undefined;
  for (let index = 0; index < text.length; index++) {
    switch (text.charAt(index)) {
      case '"':
        index = endOfText(text, index);
        break;
      case '{':
      case '[':
        depth += 1;
        start = depth === 1 ? index + 1 : start;
        break;
      case '}':
      case ']':
        depth -= 1;
        if (depth === 0) {
          spans.push(...trimmed(text, start, index, name));
        }
        break;
      case ':':
        if (depth === 1) {
          name = stringOf(text.slice(start, index).trim());
          start = index + 1;
        }
        break;
      case ',':
        if (depth === 1) {
          spans.push(...trimmed(text, start, index, name));
          start = index + 1;
          name = undefined;
        }
        break;
    }
  }
  return spans;
}

function trimmed(text: string, start: number, end: number, name: string | undefined): MemberSpan[] {
  const written = text.slice(start, end);
  const from = start + written.length - written.trimStart().length;
  const to = start + written.trimEnd().length;
  return to > from ? [{ start: from, end: to, ...(name !== undefined && { name }) }] : [];
}

/** The index of the quote that closes the text opened at `start`. */
function endOfText(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') {
    index += text[index] === '\\' ? 2 : 1;
  }
  return index;
}
