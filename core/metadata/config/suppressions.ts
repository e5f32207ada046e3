import type { MetadataDocument } from '../document.ts';
import { type LineIndex, lineIndex } from '../line-index.ts';
import type { TextEdit } from '../problem.ts';
import { descendants } from '../tree.ts';

/** A comment that says that findings are as they should be. */
export interface Suppression {
  /** The range of the code in the comment, or of the comment when it names none. */
  readonly offset: number;
  readonly length: number;
  /** Empty when the comment names no rule. */
  readonly code: string;
  /** The line that it is about, counted from 0; the whole file without it. */
  readonly line?: number;
  /** Takes the code out of its comment, or the comment out of the file when it holds no other. */
  readonly removal: TextEdit;
}

/** `# waybill-ignore code, code` on the line or above it, `# waybill-ignore-file code, code` for the file. */
const COMMENT = /#[ \t]*waybill-ignore(-file)?(?![\w-])[ \t:]*([^\r\n]*)/g;
const WORD = 'waybill-ignore';
/** More comments than this are not read. */
const MAX_SUPPRESSIONS = 5_000;

/** The suppressions of a YAML document, in the order of the text. JSON has no comments. */
export function suppressionsOf(document: MetadataDocument): Suppression[] {
  const { language, text } = document;
  if (language !== 'yaml' || !text.includes(WORD)) {
    return [];
  }
  const lines = lineIndex(text);
  const isInText = textsThatHoldTheWord(document);
  const comments = [...text.matchAll(COMMENT)]
    .slice(0, MAX_SUPPRESSIONS)
    .filter(({ index }) => (index === 0 || /\s/.test(text.charAt(index - 1))) && !isInText(index));
  // From the last to the first, since a line of nothing but a comment speaks for the line that the next one is about.
  const nextContent = new Map<number, number>();
  return comments
    .toReversed()
    .flatMap((match) => {
      const line = match[1] === undefined ? lineMeant(text, match.index, lines, nextContent) : undefined;
      return codesOf(text, match)
        .map((each) => ({ ...each, ...(line !== undefined && { line }) }))
        .toReversed();
    })
    .toReversed();
}

/** Tells whether an offset lies in a value or a key, of which few hold the word at all. */
function textsThatHoldTheWord({ root, text }: MetadataDocument): (offset: number) => boolean {
  const ranges: (readonly [number, number])[] = [];
  const add = (value: string, offset: number, length: number) => {
    if (value.includes(WORD)) {
      ranges.push([offset, offset + length]);
    }
  };
  for (const node of root ? descendants(root) : []) {
    if (node.kind === 'string') {
      add(text.slice(node.offset, node.offset + node.length), node.offset, node.length);
    } else if (node.kind === 'object') {
      for (const { key, keyOffset, keyLength } of node.members) {
        add(key, keyOffset, keyLength);
      }
    }
  }
  ranges.sort(([one], [other]) => one - other);
  return (offset) => {
    let low = 0;
    let high = ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranges[middle]?.[0] ?? 0) <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const before = ranges[low - 1];
    return before !== undefined && offset < before[1];
  };
}

/** The line of a comment, or, when it stands alone, the next line with content. */
function lineMeant(text: string, offset: number, lines: LineIndex, nextContent: Map<number, number>): number {
  const { line } = lines.positionAt(offset);
  const contentOf = (at: number) =>
    text.slice(lines.offsetAt({ line: at, character: 0 }), lines.offsetAt({ line: at + 1, character: 0 }));
  if (!/^\s*#/.test(contentOf(line))) {
    return line;
  }
  let meant = line + 1;
  while (meant < lines.lineCount && !nextContent.has(meant) && /^\s*(?:#|$)/.test(contentOf(meant))) {
    meant++;
  }
  meant = nextContent.get(meant) ?? meant;
  nextContent.set(line, meant);
  return meant;
}

/** The codes that a comment names, each with what takes it away. Words that are no codes are the reason. */
function codesOf(text: string, match: RegExpMatchArray): Suppression[] {
  const start = match.index ?? 0;
  const list = match[2] ?? '';
  const listStart = start + match[0].length - list.length;
  const codes = [...list.matchAll(/([a-z0-9]+\/[a-z0-9-]+)[ \t]*,?[ \t]*/gy)];
  const whole = commentRemoval(text, start, match[0].length);
  if (codes.length === 0) {
    return [{ offset: start, length: match[0].trimEnd().length, code: '', removal: whole }];
  }
  return codes.map((each) => {
    const code = each[1] ?? '';
    const offset = listStart + each.index;
    const removal = codes.length === 1 ? whole : { offset, length: each[0].length, text: '' };
    return { offset, length: code.length, code, removal };
  });
}

/** A comment with the blanks before it, and with its line when nothing else stands there. */
function commentRemoval(text: string, offset: number, length: number): TextEdit {
  let start = offset;
  while (start > 0 && /[ \t]/.test(text.charAt(start - 1))) {
    start--;
  }
  const isAlone = start === 0 || /[\r\n]/.test(text.charAt(start - 1));
  const end = offset + length;
  const lineEnd = isAlone ? (/^(?:\r\n|\r|\n)/.exec(text.slice(end, end + 2))?.[0] ?? '') : '';
  return { offset: start, length: end - start + lineEnd.length, text: '' };
}
