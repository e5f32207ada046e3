/** A generator of the same numbers below 2^32 each time (mulberry32), so that a failure can be run again. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

const WORDS = [
  'name',
  'title',
  'a b',
  'true',
  'x: y',
  "it's",
  'say "hi"',
  '# no',
  '',
  'ü',
  '12',
  '- z',
  'https://e.org/a',
  'two\nlines',
  'a\n\n# b\n- c',
];
const KEYS = ['name', 'title', 'fields', 'path', 'a b', '1', 'x:y', '$schema', "o'clock"];

/** Makes documents in the ways that people write them. */
export class RandomDocuments {
  readonly #next: () => number;
  #comments = 0;

  constructor(seed: number) {
    this.#next = numbers(seed);
  }

  below(limit: number): number {
    return this.#next() % limit;
  }

  pick<T>(choices: readonly [T, ...T[]] | readonly T[]): T {
    const chosen = choices[this.below(choices.length)];
    if (chosen === undefined) {
      throw new Error('nothing to pick from');
    }
    return chosen;
  }

  value(depth = 3): Plain {
    const kind = this.below(depth > 0 ? 8 : 4);
    if (kind < 3) {
      return this.pick(WORDS);
    }
    if (kind === 3) {
      return this.pick([1, -2.5, true, false, 1e21, 0]);
    }
    return kind < 6
      ? this.object(depth - 1)
      : Array.from({ length: this.below(4) }, () => this.value(depth - 1));
  }

  object(depth: number): { [key: string]: Plain } {
    const object: { [key: string]: Plain } = {};
    for (let count = this.below(5); count > 0; count--) {
      // Integer-like keys come first in JavaScript: the order of such an object cannot be compared.
      object[this.pick(KEYS.filter((key) => key !== '1'))] = this.value(depth);
    }
    return object;
  }

  json(value: Plain): string {
    const text = this.pick([
      () => JSON.stringify(value, null, 2),
      () => JSON.stringify(value, null, '\t'),
      () => JSON.stringify(value),
      () => this.#jsonByHand(value, ''),
      () => `${this.#jsonByHand(value, '')}\n`,
    ])();
    return this.below(4) === 0 ? text.replaceAll('\n', '\r\n') : text;
  }

  #jsonByHand(value: Plain, indent: string): string {
    if (typeof value !== 'object' || value === null) {
      return JSON.stringify(value);
    }
    const deeper = `${indent}   `;
    const isSpread = this.below(2) === 0;
    const entries = Array.isArray(value)
      ? value.map((item) => this.#jsonByHand(item, deeper))
      : Object.entries(value).map(
          ([key, item]) =>
            `${JSON.stringify(key)}${this.pick([': ', ' : '])}${this.#jsonByHand(item, deeper)}`,
        );
    const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
    if (entries.length === 0) {
      return open + this.pick(['', ' ', `\n${indent}`]) + close;
    }
    return isSpread
      ? `${open}\n${deeper}${entries.join(`${this.pick([',', ' ,'])}\n${deeper}`)}\n${indent}${close}`
      : `${open}${this.pick(['', ' '])}${entries.join(this.pick([', ', ',']))} ${close}`;
  }

  /** YAML of an object or a list in block style, with comments where they may stand. */
  yaml(value: Plain): string {
    this.#comments = 0;
    const head = this.below(3) === 0 ? `${this.#comment()}\n` : '';
    const text = `${head}${this.#block(value, 0)}${this.pick(['', '\n', '\n\n', `\n${this.#comment()}\n`])}`;
    return this.below(4) === 0 ? text.replaceAll('\n', '\r\n') : text;
  }

  #comment(): string {
    return `# c${++this.#comments};`;
  }

  #behind(): string {
    return this.below(6) === 0 ? ` ${this.#comment()}` : '';
  }

  #between(indent: string): string {
    return this.below(8) === 0
      ? `${this.pick([indent, ''])}${this.#comment()}\n`
      : this.below(12) === 0
        ? '\n'
        : '';
  }

  /** The lines of a block; the first one without its indentation. */
  #block(value: Plain, column: number): string {
    if (
      typeof value !== 'object' ||
      value === null ||
      Object.keys(value).length === 0 ||
      this.below(5) === 0
    ) {
      return this.#inline(value, column, true);
    }
    const indent = ' '.repeat(column);
    const lines = Array.isArray(value)
      ? value.map((item) => {
          const wide = this.pick([1, 1, 1, 3]);
          return `-${' '.repeat(wide)}${this.#block(item, column + 1 + wide)}`;
        })
      : Object.entries(value).map(([key, item]) => `${this.#key(key)}:${this.#below(item, column)}`);
    return lines
      .map((line, index) => (index === 0 ? line : this.#between(indent) + indent + line))
      .join('\n');
  }

  #below(value: Plain, column: number): string {
    if (value === null && this.below(2) === 0) {
      return '';
    }
    if (typeof value === 'object' && value !== null && Object.keys(value).length > 0 && this.below(4) > 0) {
      const inner = column + (Array.isArray(value) ? this.pick([0, 2, 4]) : this.pick([2, 4]));
      const indent = ' '.repeat(inner);
      const block = this.#block(value, inner);
      const starts = block.startsWith('[') || block.startsWith('{') ? ' '.repeat(column + 2) : indent;
      return `${this.#behind()}\n${this.#between(indent)}${starts}${block}`;
    }
    return ` ${this.#inline(value, column, true)}`;
  }

  #inline(value: Plain, column: number, mayComment: boolean): string {
    if (typeof value === 'object' && value !== null) {
      return this.#flow(value, column) + (mayComment ? this.#behind() : '');
    }
    if (typeof value === 'string' && mayComment && /^[a-z].*$/.test(value) && this.below(6) === 0) {
      const indent = ' '.repeat(column + 2);
      return this.pick([`|-\n${indent}${value}`, `>-\n${indent}${value}`]);
    }
    return this.#scalar(value) + (mayComment ? this.#behind() : '');
  }

  #flow(value: { [key: string]: Plain } | Plain[], column: number): string {
    const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
    const entries = Array.isArray(value)
      ? value.map((item) => this.#inline(item, column + 2, false))
      : Object.entries(value).map(
          ([key, item]) => `${this.#key(key)}: ${this.#inline(item, column + 2, false)}`,
        );
    const indent = ' '.repeat(column + 2);
    if (this.below(3) === 0 && entries.length > 0) {
      const comments = this.below(2) === 0;
      const lines = entries.map((entry, index) => {
        const comma = index < entries.length - 1 || this.below(2) === 0 ? ',' : '';
        return `${indent}${entry}${comma}${comments ? this.#behind() : ''}`;
      });
      return `${open}\n${lines.join('\n')}\n${indent}${close}`;
    }
    const padding = this.pick(['', ' ']);
    const end = entries.length > 0 && this.below(5) === 0 ? ',' : '';
    return `${open}${padding}${entries.join(', ')}${end}${padding}${close}`;
  }

  #key(key: string): string {
    return /^[a-z$]\w*$/.test(key) && this.below(4) > 0 ? key : JSON.stringify(key);
  }

  #scalar(value: Plain): string {
    if (typeof value !== 'string' || value.includes('\n')) {
      return JSON.stringify(value);
    }
    const isPlain = /^[a-z]\w*$/.test(value) && value !== 'true';
    const single = `'${value.replaceAll("'", "''")}'`;
    return this.pick([JSON.stringify(value), single, isPlain ? value : single]);
  }
}
