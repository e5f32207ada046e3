import type { DocumentLink } from 'vscode-languageserver/node';
import { URI, Utils } from 'vscode-uri';
import { pathPlaces } from '#core/metadata/datapackage/path-places.ts';
import { judgePath } from '#core/metadata/datapackage/safe-path.ts';
import { areaOf } from '#core/metadata/kind.ts';
import type { Node } from '#core/metadata/node.ts';
import type { Surroundings } from '#core/metadata/surroundings.ts';
import { childrenOf } from '#core/metadata/tree.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import { rangeOf, type Stretch, withoutQuotes } from './range.ts';
import { stacFileLinks } from './stac-navigation.ts';

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
  const files =
    areaOf(metadata.kind) === 'stac'
      ? stacFileLinks(document, surroundings)
      : fileLinks(document, surroundings);
  for (const link of [...files, ...webLinks(document)]) {
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

function* webLinks({ metadata: { root, text } }: OpenDocument): Generator<Link> {
  let budget = MAX_LINKS;
  const found = httpIn(text);
  // Only what holds such a word is looked at: most of a large document does not.
  const holdsOne = ({ offset, length }: Stretch) =>
    (found[firstFrom(found, offset)] ?? Infinity) < offset + length;
  const stack: Node[] = root ? [root] : [];
  for (let node = stack.pop(); node && budget > 0; node = stack.pop()) {
    if (node.kind === 'string' && ADDRESS.test(node.value)) {
      budget--;
      yield { at: node, target: node.value, tooltip: `Open ${node.value}` };
    }
    for (const child of childrenOf(node)) {
      if (holdsOne(child)) {
        stack.push(child);
      }
    }
  }
}

/** Where addresses may start. */
function httpIn(text: string): number[] {
  return [...text.matchAll(/http/gi)].map(({ index }) => index);
}

/** The index of the first number that is at least as large, in a sorted list. */
function firstFrom(sorted: readonly number[], least: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < least) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
