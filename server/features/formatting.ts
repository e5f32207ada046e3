import { format } from 'jsonc-parser';
import type { FormattingOptions, Range, TextEdit } from 'vscode-languageserver/node';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import { rangeOf } from './range.ts';

/** Formats a JSON document, or a range of it. YAML has no formatter here: comments and styles are people's own. */
export function provideFormatting(
  { metadata, text }: OpenDocument,
  options: FormattingOptions,
  range?: Range,
): TextEdit[] | undefined {
  if (metadata.language !== 'json') {
    return undefined;
  }
  const source = text.getText();
  const edits = format(source, range && stretchOf(text, range), {
    tabSize: options.tabSize,
    insertSpaces: options.insertSpaces,
    // Without this, the library would take away the final line break that is there.
    insertFinalNewline: options.insertFinalNewline === true || source.endsWith('\n'),
    eol: source.includes('\r\n') ? '\r\n' : '\n',
  });
  return edits.map((edit) => ({ range: rangeOf(text, edit), newText: edit.content }));
}

function stretchOf(text: OpenDocument['text'], range: Range): { offset: number; length: number } {
  const offset = text.offsetAt(range.start);
  return { offset, length: text.offsetAt(range.end) - offset };
}
