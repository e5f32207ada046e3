import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type Position,
} from 'vscode-languageserver/node';
import { type Completion, completionsAt } from '#core/metadata/completion.ts';
import type { Surroundings } from '#core/metadata/surroundings.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import { rangeOf } from './range.ts';

const KIND: Record<Completion['kind'], CompletionItemKind> = {
  property: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  name: CompletionItemKind.Reference,
};

/** How the client takes completions. */
export interface CompletionTraits {
  /** Stops like `$1` in a text to insert; a client without them gets the bare text. */
  readonly snippets: boolean;
}

/** What may be written at a position, in the order of the core: the most useful first. */
export function provideCompletion(
  { metadata, text }: OpenDocument,
  position: Position,
  surroundings: Surroundings,
  { snippets }: CompletionTraits,
): CompletionItem[] {
  const completions = completionsAt(metadata, text.offsetAt(position), surroundings);
  return completions.map(
    ({ label, kind, detail, documentation, insertText, filterText, replace }, index) => ({
      label,
      kind: KIND[kind],
      ...(detail !== undefined && { detail }),
      ...(documentation !== undefined && {
        documentation: { kind: MarkupKind.Markdown, value: documentation },
      }),
      filterText,
      sortText: String(index).padStart(5, '0'),
      insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      ...(insertText.includes('\n') && { insertTextMode: InsertTextMode.adjustIndentation }),
      textEdit: {
        range: rangeOf(text, replace),
        newText: snippets ? insertText : withoutStops(insertText),
      },
    }),
  );
}

/** A text in snippet syntax as plain text: `\$` → `$`, `$1` → nothing, `${1:name}` → `name`. */
export function withoutStops(snippet: string): string {
  return snippet.replace(
    /\\([\\$}])|\$\d+|\$\{\d+(?::([^{}]*))?\}/g,
    (_, escaped?: string, shown?: string) => escaped ?? shown ?? '',
  );
}
