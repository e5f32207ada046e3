import { compilePattern } from '#core/tableschema/pattern/compile-pattern.ts';

/** Tells whether a text holds a match of a pattern, in time that grows with the text alone. */
export type PatternMatcher = (text: string) => boolean;

/** Classes that mean less in ECMAScript than in XML Schema, outside and inside of brackets. */
const CLASSES: Readonly<Record<string, string>> = {
  d: '0-9',
  w: 'A-Za-z0-9_',
  s: '\\t\\n\\r \u000b\u000c\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff',
};
const ANYTHING = '[\\s\\S]*';

/**
 * A `pattern` of JSON Schema (ECMA-262), which may match anywhere in a text. Undefined for what takes more than
 * linear time or means something else in our engine: looking around, references to groups, word boundaries, anchors
 * in the middle.
 */
export function ecmaPattern(pattern: string): PatternMatcher | undefined {
  const branches = rewrite(pattern);
  const compiled = branches && compilePattern(branches.map(anywhere).join('|'));
  return compiled?.ok ? compiled.matches : undefined;
}

/** A branch of the whole pattern without its anchors, and with what may stand around a match. */
function anywhere(branch: string): string {
  const start = branch.startsWith('^');
  const end = /(?<!\\)(?:\\\\)*\$$/.test(branch);
  const inner = branch.slice(start ? 1 : 0, end ? -1 : undefined);
  return `${start ? '' : ANYTHING}(?:${inner})${end ? '' : ANYTHING}`;
}

/** The branches at the top of a pattern, in the words of our engine; undefined where these do not mean the same. */
function rewrite(pattern: string): string[] | undefined {
  const branches = [''];
  const write = (text: string) => branches.push(`${branches.pop()}${text}`);
  let depth = 0;
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at);
    if (char === '\\') {
      const written = rewriteEscape(pattern.charAt(at + 1), inClass);
      if (written === undefined) {
        return undefined;
      }
      write(written);
      at++;
    } else if (inClass) {
      // `-[` would take a class away, and `&` begins an operator in some dialects.
      if (char === '[' && pattern.charAt(at - 1) === '-') {
        return undefined;
      }
      inClass = char !== ']';
      write(char === '[' ? '\\[' : char);
    } else if (char === '|' && depth === 0) {
      branches.push('');
    } else if (
      (char === '^' && branches.at(-1) !== '') ||
      (char === '$' && !endsBranch(pattern, at, depth))
    ) {
      return undefined;
    } else {
      inClass = char === '[';
      depth += char === '(' ? 1 : char === ')' ? -1 : 0;
      write(char);
    }
  }
  return branches;
}

function endsBranch(pattern: string, at: number, depth: number): boolean {
  return depth === 0 && (at + 1 === pattern.length || pattern.charAt(at + 1) === '|');
}

function rewriteEscape(letter: string, inClass: boolean): string | undefined {
  const set = CLASSES[letter.toLowerCase()];
  if (set !== undefined) {
    const isNegative = letter !== letter.toLowerCase();
    return inClass ? (isNegative ? undefined : set) : `[${isNegative ? '^' : ''}${set}]`;
  }
  // Letters and digits that mean something else here or there, and a backslash at the end.
  return letter === '' || /[bBcAZzGkKiI0-9pPfv]/.test(letter) ? undefined : `\\${letter}`;
}
