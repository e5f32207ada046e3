import { describe, expect, test } from 'vitest';
import { printable, printableJson } from '#cli/printable.ts';

describe('printable', () => {
  test.each([
    ['an escape sequence', '\u001b[31mred', '\\x1b[31mred'],
    ['a line feed and a tab', 'a\nb\tc', 'a\\nb\\tc'],
    ['a C1 control', 'a\u009bb', 'a\\x9bb'],
    ['a right-to-left override', 'cod\u202etxt.exe', 'cod\\u{202e}txt.exe'],
    ['a zero-width space', 'pay\u200bpal', 'pay\\u{200b}pal'],
    ['an invisible tag character', 'a\u{e0041}', 'a\\u{e0041}'],
    ['a lone surrogate', 'a\ud800b', 'a\\u{d800}b'],
  ])('shows %s as an escape', (_what, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test('leaves other text alone, emoji with joiners and right-to-left letters included', () => {
    const text = 'Zürich 東京 👩‍🚀 עברית é\u0301';
    expect(printable(text)).toBe(text);
  });
});

describe('printableJson', () => {
  test('keeps the value and shows a terminal nothing that acts', () => {
    const value = { name: 'a\u001b[2J\u202e\u009b\u{e0041}\n' };
    const text = printableJson(value);
    expect(JSON.parse(text)).toEqual(value);
    expect(text).toBe('{\n  "name": "a\\u001b[2J\\u202e\\u009b\\udb40\\udc41\\n"\n}');
  });
});
