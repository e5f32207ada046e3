import type { MetadataDocument } from '../document.ts';
import { applyEdits } from '../edits/compose.ts';
import { lineEnd } from '../edits/lines.ts';
import { styleOf } from '../edits/style.ts';
import { proposedFix, safeFix } from '../finding.ts';
import { parseMetadata } from '../parse.ts';
import type { Fix, Problem, TextEdit } from '../problem.ts';

/** Nobody repairs by one key press a slip that is longer than this. */
const MAX_SLIP = 10_000;

/** Repairs the usual slips of people who write JSON like JavaScript or Python, and tabs in YAML. */
export function syntaxFixes(document: MetadataDocument, problem: Problem): readonly Fix[] {
  const fixes = document.language === 'yaml' ? tabFixes(document) : jsonRepairs(document, problem.offset);
  return fixes.filter((fix) => helps(document, fix));
}

/** Only what leaves fewer errors is a repair. */
function helps(document: MetadataDocument, { edits }: Fix): boolean {
  const after = parseMetadata({ name: document.name, text: applyEdits(document.text, edits) });
  return after.syntax.length < document.syntax.length;
}

function jsonRepairs(document: MetadataDocument, offset: number): readonly Fix[] {
  const { text } = document;
  const rest = text.slice(offset, offset + MAX_SLIP);
  const comment = /^(?:\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)/.exec(rest)?.[0];
  if (comment !== undefined) {
    return proposedFix('Remove the comment', [commentCut(document, offset, comment.length)]);
  }
  const single = /^'((?:[^'\\\r\n]|\\.)*)'/.exec(rest);
  if (single) {
    return safeFix('Use double quotes', [replaced(offset, single[0], quoted(single[1] ?? ''))]);
  }
  const word = /^[\p{L}_$][\p{L}\p{N}_$-]*/u.exec(rest)?.[0];
  if (word !== undefined) {
    return wordRepairs(rest, offset, word);
  }
  const number = /^\+?(0+(?=\d))?(\d*\.?\d*(?:[eE][+-]?\d+)?)/.exec(rest);
  const [written = '', , digits = ''] = number ?? [];
  if (written !== '' && /^\d|^\.\d/.test(digits)) {
    const plain = String(Number(digits));
    return safeFix(`Change to ${plain}`, [replaced(offset, written, plain)]);
  }
  return commaRepair(text, offset);
}

const PYTHON: Readonly<Record<string, string>> = {
  True: 'true',
  False: 'false',
  None: 'null',
  TRUE: 'true',
  FALSE: 'false',
  NULL: 'null',
  undefined: 'null',
  NaN: 'null',
};

function wordRepairs(rest: string, offset: number, word: string): readonly Fix[] {
  if (/^\s*:/.test(rest.slice(word.length, word.length + 100))) {
    return safeFix(`Put "${word}" in quotes`, [replaced(offset, word, JSON.stringify(word))]);
  }
  const value = Object.hasOwn(PYTHON, word) ? PYTHON[word] : undefined;
  return value === undefined
    ? proposedFix(`Put "${word}" in quotes`, [replaced(offset, word, JSON.stringify(word))])
    : safeFix(`Change to ${value}`, [replaced(offset, word, value)]);
}

/** A comma behind what stands before the place where one was expected. */
function commaRepair(text: string, offset: number): readonly Fix[] {
  let end = offset;
  while (end > 0 && /\s/.test(text.charAt(end - 1))) {
    end--;
  }
  const isValueBefore = /["\]}\dle]/.test(text.charAt(end - 1));
  return isValueBefore && /["[{\d-]/.test(text.charAt(offset))
    ? safeFix('Add the comma', [{ offset: end, length: 0, text: ',' }])
    : [];
}

function replaced(offset: number, old: string, text: string): TextEdit {
  return { offset, length: old.length, text };
}

/** The text between single quotes as JSON writes it. */
function quoted(inner: string): string {
  const escaped = inner.replace(/\\'/g, "'").replace(/(\\.)|"/g, (_, kept?: string) => kept ?? '\\"');
  return `"${escaped}"`;
}

/** A comment with the blanks before it, and with its line when nothing else is there. */
function commentCut(document: MetadataDocument, offset: number, length: number): TextEdit {
  const { text } = document;
  let start = offset;
  while (start > 0 && ' \t'.includes(text.charAt(start - 1))) {
    start--;
  }
  const end = offset + length;
  const isWholeLine = (start === 0 || text.charAt(start - 1) === '\n') && lineEnd(document, end) === end;
  const feed = text.indexOf('\n', end);
  return isWholeLine && feed >= 0
    ? { offset: start, length: feed + 1 - start, text: '' }
    : { offset: start, length: end - start, text: '' };
}

/** Indentation by tabs becomes indentation by blanks, in the whole file: half of it would not be YAML either. */
function tabFixes(document: MetadataDocument): readonly Fix[] {
  const { text } = document;
  const { unit } = styleOf(document);
  const edits = [...text.matchAll(/^[ \t]+(?=\S)/gm)]
    .filter(([blanks]) => blanks.includes('\t'))
    .map((match) => ({
      offset: match.index,
      length: match[0].length,
      text: match[0].replaceAll('\t', unit),
    }));
  return edits.length > 0 ? safeFix('Indent with blanks instead of tabs', edits) : [];
}
