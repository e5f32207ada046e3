import type { Location, Position } from 'vscode-languageserver/node';
import { NameGraph } from '#core/metadata/navigation/name-graph.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import type { PackageIndex } from '#server/workspace/package-index.ts';
import { locationOfName } from './location.ts';

/** Every place in the workspace that mentions the resource or field whose name is at a position. */
export function provideReferences(
  { uri, text }: OpenDocument,
  position: Position,
  index: PackageIndex,
  { includeDeclaration }: { readonly includeDeclaration: boolean },
): Location[] {
  const graph = new NameGraph(index.names);
  const { mentions } = graph.spreadOf(graph.symbolsAt(index.fileOf(uri), text.offsetAt(position)));
  return mentions
    .filter(({ role }) => includeDeclaration || role === 'use')
    .sort((a, b) => (a.file === b.file ? a.offset - b.offset : a.file < b.file ? -1 : 1))
    .flatMap((mention) => locationOfName(index, mention) ?? []);
}
