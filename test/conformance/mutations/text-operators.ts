import type { Range } from './place.ts';

/** A way to break the text of a package rather than what it says. */
export interface TextOperator {
  readonly code: string;
  readonly title: string;
  readonly language: 'json' | 'yaml';
  /** The text broken, and where that has to be told; undefined where there is nothing to break in this way. */
  apply(text: string): { readonly text: string; readonly at: Range | undefined } | undefined;
}

/** Replaces the first match, and tells the place of `told` in what comes instead. */
function replaced(text: string, pattern: RegExp, by: string, told: string) {
  const match = pattern.exec(text);
  if (!match) {
    return undefined;
  }
  const broken = text.slice(0, match.index) + by + text.slice(match.index + match[0].length);
  const offset = match.index + by.lastIndexOf(told);
  return { text: broken, at: { offset, length: told.length } };
}

/** Ways to break the JSON or YAML of a package. */
export const TEXT_OPERATORS: readonly TextOperator[] = [
  {
    code: 'metadata/byte-order-mark',
    title: 'a byte order mark',
    language: 'json',
    apply: (text) => ({ text: `\uFEFF${text}`, at: { offset: 0, length: 1 } }),
  },
  {
    code: '',
    title: 'a byte order mark, which YAML may have',
    language: 'yaml',
    apply: (text) => ({ text: `\uFEFF${text}`, at: undefined }),
  },
  {
    code: 'metadata/duplicate-key',
    title: 'a key twice',
    language: 'json',
    apply: (text) => replaced(text, /\{/, '{"_mutant":1,"_mutant":2,', '"_mutant"'),
  },
  {
    code: 'metadata/duplicate-key',
    title: 'a key twice',
    language: 'yaml',
    apply: (text) =>
      /^[{]/m.test(text)
        ? replaced(text, /\{/, '{ _mutant: 1, _mutant: 2,', '_mutant')
        : replaced(text, /^(?=[^#])/m, '_mutant: 1\n_mutant: 2\n', '_mutant'),
  },
  {
    code: 'metadata/syntax',
    title: 'a trailing comma',
    language: 'json',
    apply: (text) => replaced(text, /\}\s*$/, ',}', ','),
  },
  {
    code: 'metadata/syntax',
    title: 'a comment',
    language: 'json',
    apply: (text) => replaced(text, /^\{/, '{/* ours */', '/* ours */'),
  },
  {
    code: 'metadata/syntax',
    title: 'a name without quotes',
    language: 'json',
    apply: (text) => replaced(text, /^\{/, '{_mutant:1,', '_mutant'),
  },
  {
    code: 'metadata/syntax',
    title: 'a text in single quotes',
    language: 'json',
    apply: (text) => replaced(text, /^\{/, `{"_mutant":'a',`, `'a'`),
  },
  {
    code: 'metadata/syntax',
    title: 'a number as programs write it',
    language: 'json',
    apply: (text) => replaced(text, /^\{/, '{"_mutant":NaN,', 'NaN'),
  },
  {
    code: 'metadata/unknown-anchor',
    title: 'an alias of nothing',
    language: 'yaml',
    apply: (text) =>
      /^[{]/m.test(text)
        ? replaced(text, /\{/, '{ _mutant: *nobody ,', '*nobody')
        : replaced(text, /^(?=[^#])/m, '_mutant: *nobody\n', '*nobody'),
  },
  {
    code: 'metadata/syntax',
    title: 'a second document',
    language: 'yaml',
    apply: (text) => ({
      text: `${text.trimEnd()}\n---\na: 1\n`,
      at: { offset: text.trimEnd().length + 1, length: 3 },
    }),
  },
];
