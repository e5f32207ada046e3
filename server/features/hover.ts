import { type Hover, MarkupKind, type Position } from 'vscode-languageserver/node';
import { describeAt } from '#core/metadata/hover.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import { rangeOf } from './range.ts';

/** What the value or member at a position means. */
export function provideHover({ metadata, text }: OpenDocument, position: Position): Hover | undefined {
  const description = describeAt(metadata, text.offsetAt(position));
  return (
    description && {
      contents: { kind: MarkupKind.Markdown, value: description.markdown },
      range: rangeOf(text, description),
    }
  );
}
