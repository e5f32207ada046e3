import type { CodePoints } from './code-points.ts';

/** The tree of a regular expression. */
export type Expression =
  | { readonly kind: 'set'; readonly set: CodePoints }
  | { readonly kind: 'sequence'; readonly items: readonly Expression[] }
  | { readonly kind: 'choice'; readonly items: readonly Expression[] }
  | { readonly kind: 'repeat'; readonly item: Expression; readonly least: number; readonly most: number }
  /** An `^` or `$`, ordinary characters of XML Schema that most authors mean as anchors. */
  | {
      readonly kind: 'anchor';
      readonly side: 'start' | 'end';
      readonly offset: number;
      readonly length: number;
    };

/** Something of another dialect of regular expressions whose meaning is plain, and how XML Schema writes it. */
export interface ForeignSyntax {
  readonly offset: number;
  readonly length: number;
  readonly replacement: string;
}

/** Why an expression cannot be read, with the place. Thrown within this folder only. */
export class PatternProblem extends Error {
  readonly offset: number;
  readonly length: number;
  /** Whether other dialects know what XML Schema does not. */
  readonly isForeign: boolean;
  constructor(message: string, offset: number, length: number, isForeign = false) {
    super(message);
    this.offset = offset;
    this.length = length;
    this.isForeign = isForeign;
  }
}

/** The text of an expression and how far it has been read. */
export interface Reader {
  readonly text: string;
  at: number;
  readonly foreign: ForeignSyntax[];
}

/** The character at the reader, whole also beyond the first plane; empty at the end. */
export function peek(reader: Reader): string {
  const code = reader.text.codePointAt(reader.at);
  return code === undefined ? '' : String.fromCodePoint(code);
}
