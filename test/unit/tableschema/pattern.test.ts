import { describe, expect, test } from 'vitest';
import { compilePattern, withoutForeignSyntax } from '#core/tableschema/pattern/compile-pattern.ts';

function matching(pattern: string, values: readonly string[]): readonly string[] {
  const compiled = compilePattern(pattern);
  if (!compiled.ok) {
    throw new Error(`${pattern}: ${compiled.problem}`);
  }
  return values.filter((value) => compiled.matches(value));
}

/** Patterns with values that match, and values that do not. */
const PATTERNS: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['', [''], ['a']],
  ['a|b', ['a', 'b'], ['ab', '']],
  ['a|', ['a', ''], ['b']],
  ['(ab)+c?', ['ab', 'ababc'], ['c', 'abcc']],
  ['a{2}', ['aa'], ['a', 'aaa']],
  ['a{2,}', ['aa', 'aaaa'], ['a']],
  ['a{0,2}b', ['b', 'aab'], ['aaab']],
  ['a{0}', [''], ['a']],
  ['.', ['x', '😀'], ['\n', '\r', 'xx']],
  ['[a-c]', ['b'], ['d', '-']],
  ['[^a-c]', ['d', '\n'], ['b']],
  ['[a-z-[aeiou]]+', ['xyz'], ['xaz']],
  ['[^a-z-[0-9]]', ['A'], ['a', '5']],
  ['[-a]', ['-', 'a'], ['b']],
  ['[a-]', ['-', 'a'], ['b']],
  ['[a^]', ['^', 'a'], ['b']],
  ['[.?]', ['.', '?'], ['a']],
  ['\\d', ['5', '٣'], ['a']],
  ['\\D', ['a'], ['5']],
  ['\\w+', ['aé_9', '+'], ['a b', '.']],
  ['\\s\\S', [' x'], ['\u00a0x']],
  ['\\i\\c*', ['_a-1', 'é:b'], ['-a', '1a']],
  ['\\p{Lu}\\P{Lu}', ['Ab'], ['ab']],
  ['\\p{IsGreek}', ['α'], ['a']],
  ['[\\p{L}\\d]', ['é', '1'], ['!']],
  ['\\\\\\|\\.\\?\\*\\+\\(\\)\\{\\}\\-\\[\\]\\^', ['\\|.?*+(){}-[]^'], ['']],
  ['a^b$c', ['a^b$c'], ['abc']],
  ['\u{1F600}-\u{1F602}', ['😀-😂'], []],
  ['[\u{1F600}-\u{1F602}]', ['😁'], ['😃']],
  ['((a|b){2}){1,2}', ['ab', 'abba'], ['a', 'aba']],
  ['(a*)*b', ['b', 'aaab'], ['aaa']],
];

test.each(PATTERNS)('"%s" is a pattern of XML Schema', (pattern, matched, others) => {
  expect(matching(pattern, [...matched, ...others])).toEqual(matched);
  expect(compilePattern(pattern)).toMatchObject({ foreign: [] });
});

/** Patterns of other dialects, how XML Schema writes them, with values that match and values that do not. */
const FOREIGN: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  ['^a.*$', 'a.*', ['apple'], ['orange']],
  ['^(a|b)$|^c$', '(a|b)|c', ['a', 'c'], ['^c']],
  ['(^a)(b$)', '(a)(b)', ['ab'], []],
  ['\\Aa\\Z', 'a', ['a'], []],
  ['\\$1$', '[$]1', ['$1'], ['1']],
  ['(?:a|b)*?', '(a|b)*', ['abab'], ['c']],
  ['(?P<x>a)(?<y>b)', '(a)(b)', ['ab'], []],
  ['a\\/b\\"', 'a/b"', ['a/b"'], []],
  ['[\\w-.]+', '[\\w\\-.]+', ['a-b.c'], ['a b']],
  ['[a-\\d]', '[a\\-\\d]', ['-', 'a', '5'], ['b']],
  ['[[]', '[\\[]', ['['], []],
  ['a{,2}', 'a{0,2}', ['', 'aa'], ['aaa']],
  ['{a}', '\\{a\\}', ['{a}'], []],
  ['\\x41\\u0042\\u{43}\\x2e', 'ABC\\.', ['ABC.'], ['ABCD']],
  ['\\pL', '\\p{L}', ['a'], ['1']],
];

test.each(FOREIGN)('"%s" is "%s" in XML Schema', (pattern, plain, matched, others) => {
  const compiled = compilePattern(pattern);
  expect(compiled.ok && withoutForeignSyntax(pattern, compiled.foreign)).toBe(plain);
  for (const each of [pattern, plain]) {
    expect(matching(each, [...matched, ...others])).toEqual(matched);
  }
  expect(compilePattern(plain)).toMatchObject({ foreign: [] });
});

test.each([
  ['(a', 0, 1, false],
  ['a)', 1, 1, false],
  ['[a', 0, 1, false],
  ['[]', 0, 2, false],
  ['[b-a]', 1, 3, false],
  ['*a', 0, 1, false],
  ['a**', 1, 2, false],
  ['a{3,2}', 1, 5, false],
  ['a\\', 1, 1, false],
  ['\\q', 0, 2, false],
  ['\\p{Letter}', 0, 10, false],
  ['a\\bc', 1, 2, true],
  ['(?=a)', 0, 3, true],
  ['x(?<!a)', 1, 4, true],
  ['(?i)a', 0, 4, true],
  ['(a)\\1', 3, 2, true],
  ['[[:alpha:]]', 1, 9, true],
  ['a\\Ab', 1, 2, true],
])('"%s" is none, at %i', (pattern, offset, length, isForeign) => {
  expect(compilePattern(pattern)).toMatchObject({ ok: false, offset, length, isForeign, isTooLarge: false });
});

describe('patterns from anywhere', () => {
  test('values that keep other engines busy for years take one pass', () => {
    const text = 'x'.repeat(20_000);
    expect(matching('(x+x+)+y', [text])).toEqual([]);
    expect(matching('(x|x)*', [text])).toEqual([text]);
    expect(matching('(.*)*\\d', [text])).toEqual([]);
  });

  test('patterns that would fill the memory are not judged', () => {
    for (const pattern of [
      '((a{1000}){1000}){1000}',
      `${'('.repeat(5)}${'a{9,99}){9,99}'.repeat(5)}`,
      'a'.repeat(30_000),
    ]) {
      expect(compilePattern(pattern)).toMatchObject({ ok: false, isTooLarge: true });
    }
    expect(compilePattern('(){999999999}')).toMatchObject({ ok: true });
  });

  test('deep nesting is told, not fallen over', () => {
    expect(compilePattern('('.repeat(10_000))).toMatchObject({ ok: false });
    expect(compilePattern('[a-'.repeat(5_000))).toMatchObject({ ok: false });
  });

  test('forgetting states changes no answer', () => {
    const compiled = compilePattern('(a|b)*a(a|b){12}');
    const text = Array.from({ length: 30_000 }, (_, index) =>
      (index * index * 7919) % 11 < 5 ? 'a' : 'b',
    ).join('');
    const end = `a${'b'.repeat(12)}`;
    expect(
      compiled.ok && [text + end, `${text}b${'b'.repeat(12)}`].map((each) => compiled.matches(each)),
    ).toEqual([true, false]);
  });
});
