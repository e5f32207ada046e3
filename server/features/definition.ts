import type { Location, LocationLink, Position, Range } from 'vscode-languageserver/node';
import { URI, Utils } from 'vscode-uri';
import { pathPlaces } from '#core/metadata/datapackage/path-places.ts';
import { NameGraph } from '#core/metadata/navigation/name-graph.ts';
import { namesAt } from '#core/metadata/navigation/placed-names.ts';
import type { Surroundings } from '#core/metadata/surroundings.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import type { PackageIndex } from '#server/workspace/package-index.ts';
import { locationOfName, rangeOfName } from './location.ts';
import { rangeOf, withoutQuotes } from './range.ts';

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Where the name at a position is given, or the file that the path there names, if it exists. */
export function provideDefinition(
  document: OpenDocument,
  position: Position,
  index: PackageIndex,
  surroundings: Surroundings,
): LocationLink[] {
  const offset = document.text.offsetAt(position);
  return [...namesFrom(document, offset, index), ...fileFrom(document, offset, surroundings)];
}

/** The same for a client that takes plain locations only. */
export function asLocations(links: readonly LocationLink[]): Location[] {
  return links.map(({ targetUri, targetSelectionRange }) => ({
    uri: targetUri,
    range: targetSelectionRange,
  }));
}

function namesFrom({ uri, text }: OpenDocument, offset: number, index: PackageIndex): LocationLink[] {
  const file = index.fileOf(uri);
  const graph = new NameGraph(index.names);
  const names = index.names.names(file);
  const [origin] = names ? namesAt(names, offset) : [];
  if (!origin) {
    return [];
  }
  const targets = new Map<string, LocationLink>();
  for (const place of graph.symbolsAt(file, offset).flatMap((symbol) => graph.definitionsOf(symbol))) {
    const target = locationOfName(index, place);
    if (target) {
      targets.set(`${place.offset} ${place.file}`, {
        originSelectionRange: rangeOfName(text, origin),
        targetUri: target.uri,
        targetRange: target.range,
        targetSelectionRange: target.range,
      });
    }
  }
  return [...targets.values()];
}

function fileFrom(
  { uri, metadata, text }: OpenDocument,
  offset: number,
  { file }: Surroundings,
): LocationLink[] {
  for (const { node } of pathPlaces(metadata)) {
    if (node.offset <= offset && offset <= node.offset + node.length) {
      return file(node.value).kind !== 'file'
        ? []
        : [
            {
              originSelectionRange: rangeOf(text, withoutQuotes(metadata.text, node)),
              targetUri: Utils.joinPath(Utils.dirname(URI.parse(uri)), node.value).toString(),
              targetRange: START,
              targetSelectionRange: START,
            },
          ];
    }
  }
  return [];
}
