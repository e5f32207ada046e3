import { withoutAnchors } from './anchors.ts';
import { matcher } from './automaton.ts';
import { readPattern } from './read-pattern.ts';
import { type ForeignSyntax, PatternProblem, type Reader } from './syntax.ts';

export type CompiledPattern =
  | {
      readonly ok: true;
      /** Whether a value is one of the pattern; takes time in proportion to the value, whatever the pattern is. */
      matches(value: string): boolean;
      /** What XML Schema does not know and other dialects do, in the order of the text; understood all the same. */
      readonly foreign: readonly ForeignSyntax[];
    }
  | {
      readonly ok: false;
      /** Why it is no regular expression of XML Schema, to be read after a colon. */
      readonly problem: string;
      readonly offset: number;
      readonly length: number;
      /** True where other dialects know what stands there, such as looking ahead. */
      readonly isForeign: boolean;
      /** True where the pattern may be right, but takes more memory than we give it. */
      readonly isTooLarge: boolean;
    };

/** Longer patterns are not read. */
const MAX_LENGTH = 20_000;

/**
 * Compiles a regular expression of XML Schema (Datatypes, appendix F; Table Schema, pattern), which covers the whole
 * value. Patterns come with data from anywhere: nothing in them makes reading or matching slow.
 */
export function compilePattern(text: string): CompiledPattern {
  const reader: Reader = { text, at: 0, foreign: [] };
  try {
    if (text.length > MAX_LENGTH) {
      throw new PatternProblem('the pattern is too large to be checked', -1, 0);
    }
    const expression = withoutAnchors(reader, readPattern(reader));
    const matches = matcher(expression);
    return { ok: true, matches, foreign: reader.foreign.sort((a, b) => a.offset - b.offset) };
  } catch (error) {
    if (error instanceof PatternProblem) {
      const { message, offset, length, isForeign } = error;
      const isTooLarge = offset < 0;
      return { ok: false, problem: message, offset: Math.max(0, offset), length, isForeign, isTooLarge };
    }
    throw error;
  }
}

/** The pattern as XML Schema writes it. */
export function withoutForeignSyntax(text: string, foreign: readonly ForeignSyntax[]): string {
  let rest = text;
  for (const { offset, length, replacement } of [...foreign].sort((a, b) => b.offset - a.offset)) {
    rest = rest.slice(0, offset) + replacement + rest.slice(offset + length);
  }
  return rest;
}
