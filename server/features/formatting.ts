import { type Edit, format } from 'jsonc-parser';
import type { FormattingOptions, Range, TextEdit } from 'vscode-languageserver/node';
import { Failure } from '#core/base/failure.ts';
import { whyTooComplex } from '#core/metadata/nesting.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import { rangeOf } from './range.ts';

/** A setting of a thousand blanks is a mistake, and would make the text a thousand times as large. */
const LARGEST_INDENT = 32;
/** More edits than this are told as one: each of them is larger than what it changes. */
const MAX_EDITS = 10_000;
/** Characters: formatting takes about fifty times as much memory. */
const LARGEST_TEXT = 10_000_000;

/**
 * Formats a JSON document, or a range of it; not one that nests deeper or holds more than any descriptor: indented,
 * it would grow with the square of its size. YAML has no formatter here: comments and styles are people's own. Fails
 * with `file/too-large`.
 */
export function provideFormatting(
  { metadata, text }: OpenDocument,
  options: FormattingOptions,
  range?: Range,
): TextEdit[] | undefined {
  if (metadata.language !== 'json') {
    return undefined;
  }
  const source = text.getText();
  if (whyTooComplex(source) !== undefined) {
    return undefined;
  }
  if (source.length > LARGEST_TEXT) {
    const most = LARGEST_TEXT / 1_000_000;
    throw new Failure(
      'file/too-large',
      `The file was not formatted: it has more than ${most} million characters. Move data out of it.`,
    );
  }
  const edits = format(source, range && stretchOf(text, range), {
    tabSize: Math.min(options.tabSize, LARGEST_INDENT),
    insertSpaces: options.insertSpaces,
    // Without this, the library would take away the final line break that is there.
    insertFinalNewline: options.insertFinalNewline === true || source.endsWith('\n'),
    eol: source.includes('\r\n') ? '\r\n' : '\n',
  });
  const told = edits.length > MAX_EDITS ? asOne(source, edits) : edits;
  return told.map((edit) => ({ range: rangeOf(text, edit), newText: edit.content }));
}

/** One edit that does what many do, which come in the order of the text. */
function asOne(source: string, edits: readonly Edit[]): Edit[] {
  const start = edits[0]?.offset ?? 0;
  const parts: string[] = [];
  let end = start;
  for (const { offset, length, content } of edits) {
    parts.push(source.slice(end, offset), content);
    end = offset + length;
  }
  return [{ offset: start, length: end - start, content: parts.join('') }];
}

function stretchOf(text: OpenDocument['text'], range: Range): { offset: number; length: number } {
  const offset = text.offsetAt(range.start);
  return { offset, length: text.offsetAt(range.end) - offset };
}
