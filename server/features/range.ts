import type { Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';

/** A stretch of a text as the core speaks of it: UTF-16 code units. */
interface Stretch {
  readonly offset: number;
  readonly length: number;
}

/** The LSP range of a stretch of a text. */
export function rangeOf(text: TextDocument, { offset, length }: Stretch): Range {
  return { start: text.positionAt(offset), end: text.positionAt(offset + length) };
}
