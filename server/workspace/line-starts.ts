import type { Position } from 'vscode-languageserver-textdocument';

/** Turns offsets of a text (UTF-16 code units) into lines. `TextDocument` is one. */
export interface Positions {
  positionAt(offset: number): Position;
}

/** The lines of a text that is not kept itself. `\n`, `\r\n` and `\r` end a line (LSP, Text Documents). */
export function lineStarts(text: string): Positions {
  const starts = [0];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x0a || (code === 0x0d && text.charCodeAt(index + 1) !== 0x0a)) {
      starts.push(index + 1);
    }
  }
  const packed = Uint32Array.from(starts);
  return {
    positionAt(offset) {
      let low = 0;
      let high = packed.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((packed[middle] ?? 0) <= offset) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return { line: low, character: offset - (packed[low] ?? 0) };
    },
  };
}
