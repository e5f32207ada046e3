import type { Location, LocationLink, Position, Range } from 'vscode-languageserver/node';
import { URI, Utils } from 'vscode-uri';
import { type PathPlace, pathPlaces } from '#core/metadata/datapackage/path-places.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { NameGraph } from '#core/metadata/navigation/name-graph.ts';
import { namesAt } from '#core/metadata/navigation/placed-names.ts';
import type { Surroundings } from '#core/metadata/surroundings.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import type { PackageIndex } from '#server/workspace/package-index.ts';
import { locationOfName, rangeOfName } from './location.ts';
import { rangeOf, withoutQuotes } from './range.ts';

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** The same for a client that takes plain locations only. */
export function asLocations(links: readonly LocationLink[]): Location[] {
  return links.map(({ targetUri, targetSelectionRange }) => ({
    uri: targetUri,
    range: targetSelectionRange,
  }));
}

/** Where the resource or field gets its name that is mentioned at a position. */
export function provideNameDefinition(
  { uri, text }: OpenDocument,
  position: Position,
  index: PackageIndex,
): LocationLink[] {
  const offset = text.offsetAt(position);
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

/** The file that the path at a position names, if it exists. */
export function providePathDefinition(
  { uri, metadata, text }: OpenDocument,
  position: Position,
  surroundings: Surroundings,
): LocationLink[] {
  const node = pathAt(metadata, text.offsetAt(position));
  if (!node || surroundings.file(node.value).kind !== 'file') {
    return [];
  }
  return [
    {
      originSelectionRange: rangeOf(text, withoutQuotes(metadata.text, node)),
      targetUri: Utils.joinPath(Utils.dirname(URI.parse(uri)), node.value).toString(),
      targetRange: START,
      targetSelectionRange: START,
    },
  ];
}

/** The "URL or Path" at an offset. */
function pathAt(metadata: MetadataDocument, offset: number): PathPlace['node'] | undefined {
  for (const { node } of pathPlaces(metadata)) {
    if (node.offset <= offset && offset <= node.offset + node.length) {
      return node;
    }
  }
  return undefined;
}
