import type { Range } from 'vscode-languageserver/node';
import type { Positions } from '#server/workspace/line-starts.ts';

/** A stretch of a text as the core speaks of it: UTF-16 code units. */
export interface Stretch {
  readonly offset: number;
  readonly length: number;
}

/** The LSP range of a stretch of a text. */
export function rangeOf(text: Positions, { offset, length }: Stretch): Range {
  return { start: text.positionAt(offset), end: text.positionAt(offset + length) };
}

/** A value without the quotes around it, where it has some. */
export function withoutQuotes(text: string, { offset, length }: Stretch): Stretch {
  const quoted = length >= 2 && (text[offset] === '"' || text[offset] === "'");
  return quoted ? { offset: offset + 1, length: length - 2 } : { offset, length };
}
