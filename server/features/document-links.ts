import type { DocumentLink } from 'vscode-languageserver/node';
import { URI, Utils } from 'vscode-uri';
import { pathPlaces } from '#core/metadata/datapackage/path-places.ts';
import { judgePath } from '#core/metadata/datapackage/safe-path.ts';
import type { Surroundings } from '#core/metadata/surroundings.ts';
import { descendants } from '#core/metadata/tree.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import { rangeOf, type Stretch, withoutQuotes } from './range.ts';

/** More links help nobody, and a feature collection may have a million. */
const MAX_LINKS = 5_000;
/** An address as a whole: what a person would take for one, without blanks or characters that are never in one. */
const ADDRESS = /^https?:\/\/[^\s"<>\\^`{|}]{1,2000}$/i;

interface Link {
  readonly at: Stretch;
  readonly target: string;
  readonly tooltip: string;
}

/** Links from the names of files to the files, where they exist and are safe to open, and from addresses of the web. */
export function provideDocumentLinks(
  document: OpenDocument,
  surroundings: Surroundings,
  { tooltips }: { readonly tooltips: boolean },
): DocumentLink[] {
  const { metadata, text } = document;
  const links = new Map<number, Link>();
  for (const link of [...fileLinks(document, surroundings), ...webLinks(document)]) {
    links.set(link.at.offset, link);
  }
  return [...links.values()]
    .sort((a, b) => a.at.offset - b.at.offset)
    .map(({ at, target, tooltip }) => ({
      range: rangeOf(text, withoutQuotes(metadata.text, at)),
      target,
      ...(tooltips && { tooltip }),
    }));
}

function* fileLinks({ uri, metadata }: OpenDocument, { file }: Surroundings): Generator<Link> {
  const folder = Utils.dirname(URI.parse(uri));
  const version = metadata.version ?? '2.0';
  for (const { node, what } of pathPlaces(metadata)) {
    if (file(node.value).kind === 'file' && judgePath(node.value, version).kind === 'local') {
      const target = Utils.joinPath(folder, node.value).toString();
      yield { at: node, target, tooltip: `Open the ${what} ${node.value}` };
    }
  }
}

function* webLinks({ metadata }: OpenDocument): Generator<Link> {
  let budget = MAX_LINKS;
  for (const node of metadata.root ? descendants(metadata.root) : []) {
    if (node.kind === 'string' && ADDRESS.test(node.value)) {
      yield { at: node, target: node.value, tooltip: `Open ${node.value}` };
      if (--budget === 0) {
        return;
      }
    }
  }
}
