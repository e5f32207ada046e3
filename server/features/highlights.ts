import { type DocumentHighlight, DocumentHighlightKind, type Position } from 'vscode-languageserver/node';
import { NameGraph } from '#core/metadata/navigation/name-graph.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import type { PackageIndex } from '#server/workspace/package-index.ts';
import { rangeOfName } from './location.ts';

/** The places in the same document that mention the resource or field whose name is at a position. */
export function provideHighlights(
  { uri, text }: OpenDocument,
  position: Position,
  index: PackageIndex,
): DocumentHighlight[] | undefined {
  const graph = new NameGraph(index.names);
  const file = index.fileOf(uri);
  const { mentions } = graph.spreadOf(graph.symbolsAt(file, text.offsetAt(position)));
  const here = mentions.filter((mention) => mention.file === file).sort((a, b) => a.offset - b.offset);
  // Nothing to say lets the editor mark equal words, which is better than nothing.
  return here.length === 0
    ? undefined
    : here.map((mention) => ({
        range: rangeOfName(text, mention),
        kind: mention.role === 'definition' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      }));
}
