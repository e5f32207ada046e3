/** A licence that an expression names, and where. */
export interface NamedLicense {
  /** Without the `+` that stands for later versions. */
  readonly id: string;
  /** In characters from the start of the expression. */
  readonly offset: number;
}

export type LicenseExpression =
  | { readonly kind: 'expression'; readonly licenses: readonly NamedLicense[] }
  | { readonly kind: 'fault'; readonly message: string; readonly offset: number };

/** Longer texts, and deeper ones, are no expressions that somebody wrote. */
const MAX_LENGTH = 2_000;
const MAX_DEPTH = 50;

interface Token {
  readonly text: string;
  readonly offset: number;
}

/**
 * Reads a licence expression (SPDX specification 2.3, annex D): identifiers with `AND`, `OR`, `WITH` and parentheses.
 * Operators may be in lower case, as version 3 has it. Whether SPDX lists the identifiers is for others to tell.
 */
export function parseLicenseExpression(text: string): LicenseExpression {
  if (text.length > MAX_LENGTH) {
    return { kind: 'fault', message: 'it is too long', offset: 0 };
  }
  const tokens: Token[] = [];
  for (const match of text.matchAll(/[()]|[^\s()]+/g)) {
    tokens.push({ text: match[0], offset: match.index });
  }
  const reader = new Reader(tokens, text.length);
  reader.readAll();
  return reader.fault ?? { kind: 'expression', licenses: reader.licenses };
}

class Reader {
  readonly licenses: NamedLicense[] = [];
  fault: Extract<LicenseExpression, { kind: 'fault' }> | undefined;
  private readonly tokens: readonly Token[];
  private readonly end: number;
  private at = 0;

  constructor(tokens: readonly Token[], end: number) {
    this.tokens = tokens;
    this.end = end;
  }

  readAll(): void {
    this.readCompound(0);
    const rest = this.tokens[this.at];
    if (rest && !this.fault) {
      this.fail(
        rest.text === ')' ? '")" has no "("' : `"AND" or "OR" is missing before "${rest.text.slice(0, 60)}"`,
        rest.offset,
      );
    }
  }

  private readCompound(depth: number): void {
    do {
      this.readOne(depth);
    } while (!this.fault && this.take(/^(?:AND|OR|and|or)$/));
  }

  private readOne(depth: number): void {
    const token = this.tokens[this.at];
    if (!token || token.text === ')' || isOperator(token.text)) {
      this.fail('a licence is missing', token?.offset ?? this.end);
      return;
    }
    this.at++;
    if (token.text !== '(') {
      this.addLicense(token);
    } else if (depth >= MAX_DEPTH) {
      this.fail('it is nested too deep', token.offset);
    } else {
      this.readCompound(depth + 1);
      if (!this.fault && !this.take(/^\)$/)) {
        this.fail('")" is missing', this.tokens[this.at]?.offset ?? this.end);
      }
    }
  }

  private addLicense({ text, offset }: Token): void {
    if (!/^(?:DocumentRef-[A-Za-z0-9.-]+:)?[A-Za-z0-9.-]+\+?$/.test(text)) {
      this.fail(`"${text.slice(0, 60)}" is no identifier`, offset);
      return;
    }
    this.licenses.push({ id: text.replace(/\+$/, ''), offset });
    if (this.take(/^(?:WITH|with)$/) && !this.take(/^(?!(?:AND|OR|WITH)$)[A-Za-z0-9.-]+$/i)) {
      this.fail('"WITH" needs the name of an exception behind it', this.tokens[this.at]?.offset ?? this.end);
    }
  }

  private take(pattern: RegExp): boolean {
    const token = this.tokens[this.at];
    if (token && pattern.test(token.text)) {
      this.at++;
      return true;
    }
    return false;
  }

  private fail(message: string, offset: number): void {
    this.fault ??= { kind: 'fault', message, offset };
  }
}

function isOperator(text: string): boolean {
  return /^(?:AND|OR|WITH)$/i.test(text);
}
