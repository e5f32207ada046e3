/**
 * Characters that must not reach a terminal as they are: C0 and C1 controls (a file name can hold an escape
 * sequence that repaints the screen), line separators, bidirectional controls and invisible tag characters (they
 * make one text look like another), byte-order marks and lone surrogates.
 */
const UNPRINTABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: to find control characters is the purpose
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\ud800-\udfff]/gu;

const NAMED: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** Text from a file or a registry on one line of a terminal: what could act or deceive is shown as an escape. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return NAMED.get(character) ?? (code <= 0xff ? `\\x${hex(code, 2)}` : `\\u{${hex(code, 4)}}`);
  });
}

/** JSON with the same characters written as `\u` escapes: a parser reads the same value, a terminal is safe. */
export function printableJson(value: unknown, indent = 2): string {
  return escapeInJson(JSON.stringify(value, null, indent));
}

/** The escaping of `printableJson` for JSON that is already text. */
export function escapeInJson(json: string): string {
  return json.replace(UNPRINTABLE, (character) =>
    // A line feed can only stand between tokens here: inside a string JSON has escaped it already.
    character === '\n'
      ? character
      : character
          .split('')
          .map((unit) => `\\u${hex(unit.charCodeAt(0), 4)}`)
          .join(''),
  );
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
