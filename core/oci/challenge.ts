/** One entry of a `WWW-Authenticate` header (RFC 9110, 11.6.1): scheme and parameter names in lower case. */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const MAX_HEADER = 16_384;
const TOKEN = /[!#$%&'*+\-.^_`|~0-9A-Za-z]+/y;
const SPACE = /[ \t]*/y;

/**
 * Reads all challenges of a header in one pass. What cannot be read ends the reading: the challenges before it
 * stand. Duplicate parameters keep the first value, so that nobody can append a second realm.
 */
export function parseChallenges(header: string): Challenge[] {
  const challenges: { scheme: string; parameters: Record<string, string> }[] = [];
  if (header.length > MAX_HEADER) {
    return challenges;
  }
  const cursor = new Cursor(header);
  for (;;) {
    cursor.skipCommas();
    const name = cursor.token();
    if (name === undefined) {
      return challenges;
    }
    const current = challenges.at(-1);
    const value = current && cursor.parameterValue();
    if (current && value !== undefined) {
      current.parameters[name.toLowerCase()] ??= value;
      continue;
    }
    challenges.push({
      scheme: name.toLowerCase(),
      parameters: Object.create(null) as Record<string, string>,
    });
    if (!cursor.skipToken68()) {
      return challenges;
    }
  }
}

class Cursor {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  token(): string | undefined {
    return this.#match(TOKEN);
  }

  skipCommas(): void {
    for (;;) {
      this.#match(SPACE);
      if (this.#text[this.#at] !== ',') {
        return;
      }
      this.#at++;
    }
  }

  /** `= value` or `= "quoted"` behind a name, or undefined when the name was a scheme. */
  parameterValue(): string | undefined {
    const start = this.#at;
    this.#match(SPACE);
    if (this.#text[this.#at] !== '=') {
      this.#at = start;
      return undefined;
    }
    this.#at++;
    this.#match(SPACE);
    const value = this.#text[this.#at] === '"' ? this.#quoted() : this.token();
    if (value === undefined) {
      this.#at = start;
    }
    return value;
  }

  /** Behind a scheme: base64 credentials that no registry uses are passed over. False at a syntax error. */
  skipToken68(): boolean {
    const start = this.#at;
    const space = this.#match(SPACE);
    if (this.#at >= this.#text.length || this.#text[this.#at] === ',') {
      return true;
    }
    if (space === '') {
      return false;
    }
    const isParameter = this.token() !== undefined && this.parameterValue() !== undefined;
    this.#at = start;
    return isParameter || this.#skipBase64();
  }

  #skipBase64(): boolean {
    return this.#match(/[ \t]*[A-Za-z0-9\-._~+/]+=*/y) !== undefined;
  }

  #quoted(): string {
    let value = '';
    for (this.#at++; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at];
      if (character === '"') {
        this.#at++;
        return value;
      }
      if (character === '\\') {
        this.#at++;
      }
      value += this.#text[this.#at] ?? '';
    }
    return value;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match) {
      this.#at = pattern.lastIndex;
    }
    return match?.[0];
  }
}
