import type {
  Position,
  Range,
  TextDocument,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver-textdocument';

/**
 * One version of a text, which never changes: an edit makes another one. (`TextDocument.create` makes texts that are
 * edited in place, so that whoever answers after an `await` needs a copy, and a copy has to look for its lines again:
 * milliseconds for each key that is pressed in a large document.)
 */
export class TextVersion implements TextDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  private readonly text: string;
  /** Where each line starts; found when somebody asks. */
  private starts: Uint32Array | undefined;

  constructor(uri: string, languageId: string, version: number, text: string) {
    this.uri = uri;
    this.languageId = languageId;
    this.version = version;
    this.text = text;
  }

  get lineCount(): number {
    return this.lineStarts().length;
  }

  getText(range?: Range): string {
    return range ? this.text.slice(this.offsetAt(range.start), this.offsetAt(range.end)) : this.text;
  }

  positionAt(offset: number): Position {
    const starts = this.lineStarts();
    const within = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= within) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    const start = starts[low] ?? 0;
    return { line: low, character: this.beforeLineBreak(within, start) - start };
  }

  offsetAt({ line, character }: Position): number {
    const starts = this.lineStarts();
    const start = line < 0 ? 0 : starts[line];
    if (start === undefined) {
      return this.text.length;
    }
    if (line < 0 || character <= 0) {
      return start;
    }
    return this.beforeLineBreak(Math.min(start + character, starts[line + 1] ?? this.text.length), start);
  }

  /** The range of a line without what breaks it. A line behind the end of the text is the last one. */
  getLineRange(line: number): Range {
    if (line < 0) {
      return { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    }
    const shown = Math.min(line, this.lineCount - 1);
    const [start, end] = [
      this.lineStart(shown),
      this.beforeLineBreak(this.lineStart(shown + 1), this.lineStart(shown)),
    ];
    return { start: { line: shown, character: 0 }, end: { line: shown, character: end - start } };
  }

  /** What breaks a line: nothing where it is the last one. */
  getEOLCharacters(line: number): string {
    if (line < 0 || line >= this.lineCount) {
      return '';
    }
    const next = this.lineStart(line + 1);
    return this.text.slice(this.beforeLineBreak(next, this.lineStart(line)), next);
  }

  /** The version that changes of a client make of this one, applied one after the other. */
  changed(changes: readonly TextDocumentContentChangeEvent[], version: number): TextVersion {
    let { text, starts } = this;
    for (const change of changes) {
      const current = new TextVersion(this.uri, this.languageId, version, text);
      current.starts = starts;
      if ('range' in change) {
        const [from, to] = [current.offsetAt(change.range.start), current.offsetAt(change.range.end)];
        const [start, end] = [Math.min(from, to), Math.max(from, to)];
        text = text.slice(0, start) + change.text + text.slice(end);
        starts = withChange(current.lineStarts(), text, start, end, change.text.length);
      } else {
        text = change.text;
        starts = undefined;
      }
    }
    const next = new TextVersion(this.uri, this.languageId, version, text);
    next.starts = starts;
    return next;
  }

  private lineStart(line: number): number {
    return this.lineStarts()[line] ?? this.text.length;
  }

  private lineStarts(): Uint32Array {
    this.starts ??= Uint32Array.from(startsWithin(this.text, 0, this.text.length, [0]));
    return this.starts;
  }

  /** A position behind the end of a line is its end. */
  private beforeLineBreak(offset: number, lineStart: number): number {
    let end = offset;
    while (end > lineStart && isLineBreak(this.text.charCodeAt(end - 1))) {
      end--;
    }
    return end;
  }
}

/** The line starts of a text in which `length` characters now stand for those that were from `start` to `end`. */
function withChange(
  before: Uint32Array,
  text: string,
  start: number,
  end: number,
  length: number,
): Uint32Array {
  // A line break of two characters may have come apart or together at either edge: look at one more on both sides.
  const from = Math.max(0, start - 1);
  const shift = length - (end - start);
  const kept = firstAbove(before, from);
  const rest = firstAbove(before, end + 1);
  const made = startsWithin(text, from, Math.min(text.length, end + 1 + shift), []);
  const starts = new Uint32Array(kept + made.length + before.length - rest);
  starts.set(before.subarray(0, kept));
  starts.set(made, kept);
  for (let index = rest, at = kept + made.length; index < before.length; index++, at++) {
    starts[at] = (before[index] ?? 0) + shift;
  }
  return starts;
}

/** How many of the starts are not above an offset. */
function firstAbove(starts: Uint32Array, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** Adds the starts of lines that the line breaks from one offset to another make. */
function startsWithin(text: string, from: number, to: number, starts: number[]): number[] {
  for (let index = from; index < to; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x0a || (code === 0x0d && text.charCodeAt(index + 1) !== 0x0a)) {
      starts.push(index + 1);
    }
  }
  return starts;
}

function isLineBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}

/** How `TextDocuments` of the protocol library makes and changes texts. */
export const TEXT_VERSIONS = {
  create: (uri: string, languageId: string, version: number, text: string): TextVersion =>
    new TextVersion(uri, languageId, version, text),
  update: (
    text: TextVersion,
    changes: readonly TextDocumentContentChangeEvent[],
    version: number,
  ): TextVersion => text.changed(changes, version),
};
