import { type Hover, MarkupKind, type Position } from 'vscode-languageserver/node';
import { describeAt } from '#core/metadata/hover.ts';
import type { Surroundings } from '#core/metadata/surroundings.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import { rangeOf } from './range.ts';

/** What the value or member at a position means, and what is known of the data that it is about. */
export function provideHover(
  { metadata, text }: OpenDocument,
  position: Position,
  surroundings: Surroundings,
): Hover | undefined {
  const description = describeAt(metadata, text.offsetAt(position), surroundings);
  return (
    description && {
      contents: { kind: MarkupKind.Markdown, value: description.markdown },
      range: rangeOf(text, description),
    }
  );
}
