/** The kinds of token: brackets, comma and colon by their own character code, the others by small numbers. */
export const TOKEN = {
  end: 0,
  text: 1,
  number: 2,
  true: 3,
  false: 4,
  null: 5,
  comma: 0x2c,
  colon: 0x3a,
  openArray: 0x5b,
  closeArray: 0x5d,
  openObject: 0x7b,
  closeObject: 0x7d,
} as const;

/** What is wrong with a token by itself. */
export type ScanError = 'symbol' | 'comment' | 'open text' | 'open number' | 'unicode' | 'escape' | 'control';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Keys and common words are a few dozen, repeated thousands of times in all documents: one string for each word. */
const KEPT_WORDS = 2_048;
const WORDS: (string | undefined)[] = Array.from({ length: KEPT_WORDS }, () => undefined);
/** V8 copies texts up to this length and keeps a whole file alive for the sake of longer ones. */
const LONGEST_WORD = 12;

/**
 * Cuts a JSON text into tokens, blanks, comments and what is no token left out. After `next`, `token`, `start` and
 * `at` (its end) say what stands there. Made for speed: a descriptor is read again with every key that is pressed.
 */
export class JsonScanner {
  readonly text: string;
  token: number = TOKEN.end;
  /** Where the token starts. */
  start = 0;
  /** Where the token ends, and the next one is looked for. */
  at = 0;
  /** What a text token says. */
  content = '';
  private readonly report: (error: ScanError, offset: number, length: number) => void;
  private readonly detach: boolean;

  /**
   * @param detach for a part of a text that is to outlive the whole: texts in it are copied out of it.
   */
  constructor(
    text: string,
    report: (error: ScanError, offset: number, length: number) => void,
    detach: boolean,
  ) {
    this.text = text;
    this.report = report;
    this.detach = detach;
  }

  /** Goes to the next token and tells which one it is. */
  next(): number {
    const { text } = this;
    const { length } = text;
    for (;;) {
      let at = this.at;
      let code = at < length ? text.charCodeAt(at) : -1;
      while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
        at++;
        code = at < length ? text.charCodeAt(at) : -1;
      }
      this.start = at;
      this.at = at + 1;
      switch (code) {
        case -1:
          this.start = length;
          this.at = length;
          this.token = TOKEN.end;
          return TOKEN.end;
        case TOKEN.comma:
        case TOKEN.colon:
        case TOKEN.openArray:
        case TOKEN.closeArray:
        case TOKEN.openObject:
        case TOKEN.closeObject:
          this.token = code;
          return code;
        case QUOTE:
          this.scanText();
          this.token = TOKEN.text;
          return TOKEN.text;
        default:
          if (this.scanOther(code)) {
            return this.token;
          }
      }
    }
  }

  /** What the current token is written as. */
  written(): string {
    return this.text.slice(this.start, this.at);
  }

  private scanText(): void {
    const { text } = this;
    const from = this.start + 1;
    let at = from;
    for (;;) {
      const code = at < text.length ? text.charCodeAt(at) : -1;
      if (code === QUOTE) {
        this.content = this.word(from, at);
        this.at = at + 1;
        return;
      }
      if (code < 0x20 || code === BACKSLASH) {
        this.scanUnusualText(from, at);
        return;
      }
      at++;
    }
  }

  /** A text with escapes, control characters or no end. The last thing wrong with it is what is told. */
  private scanUnusualText(from: number, firstUnusual: number): void {
    const { text } = this;
    let content = '';
    let copied = from;
    let error: ScanError | undefined;
    let at = firstUnusual;
    for (;;) {
      const code = at < text.length ? text.charCodeAt(at) : -1;
      if (code === QUOTE || code === -1 || code === 0x0a || code === 0x0d) {
        content += text.slice(copied, at);
        error = code === QUOTE ? error : 'open text';
        at += code === QUOTE ? 1 : 0;
        break;
      }
      if (code === BACKSLASH) {
        content += text.slice(copied, at);
        const escaped = this.readEscape(at + 1);
        content += escaped.content;
        error = escaped.error ?? error;
        at = escaped.end;
        copied = at;
        continue;
      }
      if (code < 0x20) {
        error = 'control';
      }
      at++;
    }
    this.at = at;
    this.content = this.detach ? detached(content) : content;
    if (error !== undefined) {
      this.report(error, this.start, at - this.start);
    }
  }

  private readEscape(at: number): { content: string; end: number; error?: ScanError } {
    const { text } = this;
    if (at >= text.length) {
      return { content: '', end: at };
    }
    const letter = text.charAt(at);
    if (letter === 'u') {
      const digits = /^[0-9A-Fa-f]{0,4}/.exec(text.slice(at + 1, at + 5))?.[0] ?? '';
      const end = at + 1 + digits.length;
      return digits.length === 4
        ? { content: String.fromCharCode(Number.parseInt(digits, 16)), end }
        : { content: '', end, error: 'unicode' };
    }
    const content = ESCAPES[letter];
    return content === undefined ? { content: '', end: at + 1, error: 'escape' } : { content, end: at + 1 };
  }

  /** A number, a word or a comment; false where it is nothing that a parser should see. */
  private scanOther(code: number): boolean {
    const { text, start } = this;
    if (isDigit(code) || (code === 0x2d && isDigit(text.charCodeAt(start + 1)))) {
      this.scanNumber(code === 0x2d ? start + 1 : start);
      this.token = TOKEN.number;
      return true;
    }
    if (code === 0x2f && this.scanComment(text.charCodeAt(start + 1))) {
      this.report('comment', start, this.at - start);
      return false;
    }
    if (code !== 0x2d && code !== 0x2f) {
      let at = start;
      while (at < text.length && isWordCharacter(text.charCodeAt(at))) {
        at++;
      }
      this.at = Math.max(at, start + 1);
      const keyword = KEYWORDS[this.at - start <= 5 ? this.written() : ''];
      if (keyword !== undefined) {
        this.token = keyword;
        return true;
      }
    }
    this.report('symbol', start, this.at - start);
    return false;
  }

  private scanNumber(from: number): void {
    const { text } = this;
    let at = text.charCodeAt(from) === 0x30 ? from + 1 : this.digitsEnd(from);
    if (text.charCodeAt(at) === 0x2e) {
      const end = this.digitsEnd(at + 1);
      if (end === at + 1) {
        this.at = end;
        this.report('open number', this.start, end - this.start);
        return;
      }
      at = end;
    }
    if ((text.charCodeAt(at) | 0x20) === 0x65) {
      const sign = text.charCodeAt(at + 1);
      const from = sign === 0x2b || sign === 0x2d ? at + 2 : at + 1;
      const end = this.digitsEnd(from);
      if (end === from) {
        this.report('open number', this.start, end - this.start);
      }
      at = end;
    }
    this.at = at;
  }

  private digitsEnd(from: number): number {
    let at = from;
    while (isDigit(this.text.charCodeAt(at))) {
      at++;
    }
    return at;
  }

  /** Goes behind a comment. False if the slash starts none. */
  private scanComment(second: number): boolean {
    const { text, start } = this;
    if (second === 0x2f) {
      let at = start + 2;
      while (at < text.length && text.charCodeAt(at) !== 0x0a && text.charCodeAt(at) !== 0x0d) {
        at++;
      }
      this.at = at;
      return true;
    }
    if (second === 0x2a) {
      const end = text.indexOf('*/', start + 2);
      this.at = end < 0 ? text.length : end + 2;
      return true;
    }
    return false;
  }

  /** A piece of the text; short ones that were met before are not made again. */
  private word(from: number, to: number): string {
    const { text } = this;
    const length = to - from;
    if (length > LONGEST_WORD) {
      return this.detach ? detached(text.slice(from, to)) : text.slice(from, to);
    }
    if (length === 0) {
      return '';
    }
    const first = text.charCodeAt(from);
    const last = text.charCodeAt(to - 1);
    const middle = text.charCodeAt(from + (length >> 1));
    const slot = (first * 61 + last * 29 + middle * 13 + length * 7) % KEPT_WORDS;
    const known = WORDS[slot];
    if (known !== undefined && known.length === length) {
      let index = 0;
      while (index < length && known.charCodeAt(index) === text.charCodeAt(from + index)) {
        index++;
      }
      if (index === length) {
        return known;
      }
    }
    const made = text.slice(from, to);
    WORDS[slot] = made;
    return made;
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

const KEYWORDS: Readonly<Record<string, number>> = {
  true: TOKEN.true,
  false: TOKEN.false,
  null: TOKEN.null,
};

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Whether a character goes on with a word that nobody knows: anything but blanks, brackets and what separates. */
function isWordCharacter(code: number): boolean {
  switch (code) {
    case 0x09:
    case 0x0a:
    case 0x0d:
    case 0x20:
    case QUOTE:
    case 0x2f:
    case TOKEN.comma:
    case TOKEN.colon:
    case TOKEN.openArray:
    case TOKEN.closeArray:
    case TOKEN.openObject:
    case TOKEN.closeObject:
      return false;
    default:
      return true;
  }
}

/** The same text, of which V8 knows no more that it is a piece of a larger one. */
function detached(text: string): string {
  return ` ${text}`.slice(1);
}
