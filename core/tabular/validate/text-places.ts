import type { TextRange } from './data-finding.ts';

/** A stretch of a text, by offsets into it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const LONE_CR = /\r(?!\n)/;

/**
 * Counts lines in a text that comes in stretches, as far as somebody asks. `\n`, `\r\n` and `\r` end a line, as in
 * every editor.
 */
export class TextPlaces {
  private text = '';
  private at = 0;
  private line = 0;
  /** Where the line of `at` begins; below zero when that was in an earlier stretch. */
  private lineStart = 0;
  private hasLoneCr = false;
  /** Where the next line feed stands, once looked for: a row of many cells must not look for it with each. */
  private nextLineFeed = -1;

  /** The text goes on with this one, which begins `passed` characters behind the begin of the one before. */
  next(text: string, passed: number): void {
    this.moveTo(passed);
    this.text = text;
    this.at = 0;
    this.nextLineFeed = -1;
    this.lineStart -= passed;
    this.hasLoneCr = LONE_CR.test(text);
  }

  /** The places of spans, which come in their order and not before those of earlier calls. */
  rangesOf(spans: readonly Span[]): TextRange[] {
    const [first] = spans;
    if (first) {
      this.moveTo(first.start);
    }
    const { at, line, lineStart } = this;
    const ranges = spans.map(({ start, end }) => ({
      start: this.positionAt(start),
      end: this.positionAt(end),
    }));
    // The row at hand may be asked about again.
    this.at = at;
    this.line = line;
    this.lineStart = lineStart;
    this.nextLineFeed = -1;
    return ranges;
  }

  private positionAt(offset: number): TextRange['start'] {
    this.moveTo(offset);
    return { line: this.line, character: offset - this.lineStart };
  }

  private moveTo(offset: number): void {
    if (this.hasLoneCr) {
      this.moveByCharacter(offset);
      return;
    }
    for (let found = this.lineFeedFrom(this.at); found < offset; found = this.lineFeedFrom(found + 1)) {
      this.line += 1;
      this.lineStart = found + 1;
    }
    this.at = Math.max(this.at, offset);
  }

  private lineFeedFrom(offset: number): number {
    if (this.nextLineFeed < offset) {
      const found = this.text.indexOf('\n', offset);
      this.nextLineFeed = found < 0 ? this.text.length : found;
    }
    return this.nextLineFeed;
  }

  private moveByCharacter(offset: number): void {
    const { text } = this;
    for (; this.at < offset; this.at++) {
      const code = text.charCodeAt(this.at);
      if (code === 10 || (code === 13 && text.charCodeAt(this.at + 1) !== 10)) {
        this.line += 1;
        this.lineStart = this.at + 1;
      }
    }
  }
}
