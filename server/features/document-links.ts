import type { DocumentLink } from 'vscode-languageserver/node';
import { URI, Utils } from 'vscode-uri';
import { referencedPaths } from '#core/metadata/check.ts';
import { pathPlaces } from '#core/metadata/datapackage/path-places.ts';
import type { Surroundings } from '#core/metadata/surroundings.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import { rangeOf } from './range.ts';

/** Links from the names of files to the files, where they exist. Web addresses are links in every editor already. */
export function provideDocumentLinks(document: OpenDocument, surroundings: Surroundings): DocumentLink[] {
  const { metadata, text, uri } = document;
  const folder = Utils.dirname(URI.parse(uri));
  const existing = new Set(
    referencedPaths(metadata).filter((path) => surroundings.file(path).kind === 'file'),
  );
  if (existing.size === 0) {
    return [];
  }
  return [...pathPlaces(metadata)]
    .filter(({ node }) => existing.has(node.value))
    .sort((a, b) => a.node.offset - b.node.offset)
    .map(({ node }) => ({
      range: rangeOf(text, withoutQuotes(metadata.text, node)),
      target: Utils.joinPath(folder, node.value).toString(),
    }));
}

function withoutQuotes(text: string, { offset, length }: { offset: number; length: number }) {
  const quoted = text[offset] === '"' || text[offset] === "'";
  return quoted ? { offset: offset + 1, length: length - 2 } : { offset, length };
}
