/** A place as LSP counts: zero-based line, and UTF-16 code units into it. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/** Translates between offsets (UTF-16 code units of a text) and lines. */
export interface LineIndex {
  readonly lineCount: number;
  /** Offsets outside of the text count as its start or end. */
  positionAt(offset: number): LinePosition;
  /** A character beyond the end of its line counts as that end, as LSP asks. */
  offsetAt(position: LinePosition): number;
}

/** Indexes the lines of a text. `\n`, `\r\n` and `\r` end a line (LSP, Text Documents). */
export function lineIndex(text: string): LineIndex {
  const starts = [0];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x0a || (code === 0x0d && text.charCodeAt(index + 1) !== 0x0a)) {
      starts.push(index + 1);
    }
  }
  const startOf = (line: number) => starts[line] ?? text.length;
  return {
    lineCount: starts.length,
    positionAt(offset) {
      const within = Math.max(0, Math.min(offset, text.length));
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (startOf(middle) <= within) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return { line: low, character: within - startOf(low) };
    },
    offsetAt({ line, character }) {
      if (line < 0) {
        return 0;
      }
      let end = startOf(line + 1);
      while (end > startOf(line) && line + 1 < starts.length && '\r\n'.includes(text.charAt(end - 1))) {
        end--;
      }
      return Math.min(startOf(line) + Math.max(0, character), end);
    },
  };
}
