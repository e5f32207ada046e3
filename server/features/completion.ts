import {
  type Command,
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type Position,
} from 'vscode-languageserver/node';
import { URI, Utils } from 'vscode-uri';
import { type Completion, completionsAt } from '#core/metadata/completion.ts';
import { describeTerm, isTermReference } from '#core/metadata/hover/describe-term.ts';
import type { Surroundings } from '#core/metadata/surroundings.ts';
import { SUGGEST_NEXT } from '#server/protocol/commands.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import { rangeOf } from './range.ts';

const KIND: Record<Completion['kind'], CompletionItemKind> = {
  property: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  name: CompletionItemKind.Reference,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
  term: CompletionItemKind.EnumMember,
  snippet: CompletionItemKind.Snippet,
};

/** How the client takes completions. */
export interface CompletionTraits {
  /** Stops like `$1` in a text to insert; a client without them gets the bare text. */
  readonly snippets: boolean;
  /** Words beside each label, not only beside the selected one. */
  readonly labelDetails: boolean;
  /** Commands that the client runs itself. */
  readonly commands: ReadonlySet<string>;
}

/** What may be written at a position, in the order of the core: the most useful first. */
export function provideCompletion(
  { uri, metadata, text }: OpenDocument,
  position: Position,
  surroundings: Surroundings,
  { snippets, labelDetails, commands }: CompletionTraits,
): CompletionList {
  const folder = Utils.basename(Utils.dirname(URI.parse(uri)));
  const { items, isComplete } = completionsAt(metadata, text.offsetAt(position), surroundings, folder);
  return {
    isIncomplete: !isComplete,
    items: items.map((item, index) => ({
      ...insertion(item, text, snippets),
      label: item.label,
      kind: KIND[item.kind],
      ...(item.detail !== undefined && !(labelDetails && isToldElsewhere(item)) && { detail: item.detail }),
      ...(item.detail !== undefined && labelDetails && { labelDetails: { description: item.detail } }),
      ...(item.documentation !== undefined && {
        documentation: { kind: MarkupKind.Markdown, value: item.documentation },
      }),
      // What a term means is told for the one that somebody looks at (`resolveCompletion`).
      ...(item.about && { data: item.about }),
      filterText: item.filterText,
      sortText: String(index).padStart(5, '0'),
      ...(item.more && {
        additionalTextEdits: item.more.map((edit) => ({ range: rangeOf(text, edit), newText: edit.text })),
      }),
      ...(commands.has(SUGGEST_NEXT) && snippets && leadsOn(item) && { command: suggestNext }),
    })),
  };
}

/**
 * What is inserted. A text without stops is no snippet: editors tell by that whether Enter changes anything, and give
 * a new line where it does not.
 */
function insertion({ insertText, replace }: Completion, text: OpenDocument['text'], snippets: boolean) {
  const plain = withoutStops(insertText);
  const isSnippet = snippets && /(?<!\\)\$/.test(insertText);
  return {
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(insertText.includes('\n') && { insertTextMode: InsertTextMode.adjustIndentation }),
    textEdit: { range: rangeOf(text, replace), newText: isSnippet ? insertText : plain },
  };
}

/**
 * Whether somebody who typed a character that may begin something is about to choose: in YAML, Enter has to give a new
 * line behind a colon, and blanks indent.
 */
export function isWorthCompleting(
  { metadata, text }: OpenDocument,
  position: Position,
  typed: string | undefined,
): boolean {
  if (metadata.language !== 'yaml' || typed === undefined) {
    return true;
  }
  const before = text.getText({ start: { ...position, character: 0 }, end: position });
  return typed !== ':' && (typed !== ' ' || /[:,[{-][ \t]+$/.test(before));
}

/** Whether the words beside the label stand in the documentation, which would say them twice. */
function isToldElsewhere({ kind, detail, documentation, about }: Completion): boolean {
  return kind === 'property' || about !== undefined || documentation?.includes(detail ?? '') === true;
}

/** Whether something is chosen next: what a property is, what lies in a folder. */
function leadsOn({ kind, insertText }: Completion): boolean {
  return kind === 'folder' || (kind === 'property' && /(?<!\\)\$1(?!\d)/.test(insertText));
}

/** Shows what may follow, and nothing where there is nothing to choose from. */
const suggestNext: Command = { title: '', command: SUGGEST_NEXT, arguments: [{ auto: true }] };

/** Adds the documentation of a term to an item of `provideCompletion`. */
export function resolveCompletion(item: CompletionItem): CompletionItem {
  const about: unknown = item.data;
  const markdown = isTermReference(about) ? describeTerm(about) : undefined;
  return markdown === undefined
    ? item
    : { ...item, documentation: { kind: MarkupKind.Markdown, value: markdown } };
}

/** A text in snippet syntax as plain text: `\$` → `$`, `$1` → nothing, `${1:name}` → `name`, `${1|a,b|}` → `a`. */
export function withoutStops(snippet: string): string {
  return snippet.replace(
    /\\([\\$},|])|\$\d+|\$\{\d+(?::((?:[^{}\\]|\\.)*)|\|((?:[^|,\\]|\\.)*)(?:[^|\\]|\\.)*\|)?\}/g,
    (_, escaped?: string, shown?: string, first?: string) =>
      escaped ?? (shown ?? first ?? '').replace(/\\(.)/g, '$1'),
  );
}
