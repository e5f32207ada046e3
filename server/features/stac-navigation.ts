import type { Location, LocationLink, Position, Range } from 'vscode-languageserver/node';
import { URI, Utils } from 'vscode-uri';
import { readHref } from '#core/metadata/stac/graph/href.ts';
import { mentionsOf, placeAt } from '#core/metadata/stac/graph/mentions.ts';
import { factAt } from '#core/metadata/stac/graph/placed-links.ts';
import type { TextPlace } from '#core/metadata/stac/graph/summary.ts';
import { type HrefPlace, hrefPlaces } from '#core/metadata/stac/graph/wanted-hrefs.ts';
import type { Surroundings } from '#core/metadata/surroundings.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import type { StacIndex } from '#server/workspace/stac/stac-index.ts';
import { rangeOf, withoutQuotes } from './range.ts';

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
/** More links or references than these help nobody. */
const MAX_LINKS = 5_000;
const MAX_REFERENCES = 20_000;

/** Where the object or the file is that a link, an asset or the id of a collection at a position names. */
export function provideStacDefinition(
  document: OpenDocument,
  position: Position,
  stac: StacIndex,
  surroundings: Surroundings,
): LocationLink[] {
  const { uri, text, metadata } = document;
  const offset = text.offsetAt(position);
  const file = stac.fileOf(uri);
  const at = placeAt(stac.graph, file, offset);
  if (at?.target !== undefined && at.target !== file) {
    const target = locationOfObject(stac, at.target);
    return [
      {
        originSelectionRange: rangeOf(text, withoutQuotes(metadata.text, at.place)),
        targetUri: target.uri,
        targetRange: target.range,
        targetSelectionRange: target.range,
      },
    ];
  }
  const place = hrefAt(document, offset);
  const targetUri = place && fileUri(document, place, surroundings);
  return place && targetUri !== undefined
    ? [
        {
          originSelectionRange: rangeOf(text, withoutQuotes(metadata.text, place.node)),
          targetUri,
          targetRange: START,
          targetSelectionRange: START,
        },
      ]
    : [];
}

function hrefAt({ metadata }: OpenDocument, offset: number): HrefPlace | undefined {
  for (const place of hrefPlaces(metadata)) {
    const { node } = place;
    if (node.offset <= offset && offset <= node.offset + node.length) {
      return place;
    }
  }
  return undefined;
}

/** The file that an `href` names, if it is there and may be looked at. */
function fileUri({ uri }: OpenDocument, { node }: HrefPlace, surroundings: Surroundings): string | undefined {
  const leads = readHref(node.value);
  if (leads.kind !== 'file') {
    return undefined;
  }
  const isThere = factAt(surroundings, leads).kind === 'file';
  const asWritten = leads.literal !== undefined && surroundings.file(leads.path).kind !== 'file';
  const path = asWritten ? leads.literal : leads.path;
  return isThere ? Utils.joinPath(Utils.dirname(URI.parse(uri)), path).toString() : undefined;
}

/** A link from an `href` to a file of the workspace. */
export interface FileLink {
  readonly at: HrefPlace['node'];
  readonly target: string;
  readonly tooltip: string;
}

/** Links from each `href` of links and assets to the file, where it is there. */
export function* stacFileLinks(document: OpenDocument, surroundings: Surroundings): Generator<FileLink> {
  const { stac } = surroundings;
  let budget = MAX_LINKS;
  for (const place of hrefPlaces(document.metadata)) {
    const { node, what } = place;
    const leads = readHref(node.value);
    const object =
      what === 'link' && leads.kind === 'file' ? stac?.graph.targetOf(stac.file, { leads }) : undefined;
    const target =
      object === undefined ? fileUri(document, place, surroundings) : URI.file(object).toString();
    if (target !== undefined && budget-- > 0) {
      yield { at: node, target, tooltip: `Open ${node.value.slice(0, 200)}` };
    }
  }
}

/** Every place in the workspace that speaks of the object that a position is about. */
export function provideStacReferences(
  { uri, text }: OpenDocument,
  position: Position,
  stac: StacIndex,
  { includeDeclaration }: { readonly includeDeclaration: boolean },
): Location[] {
  const { graph } = stac;
  const target = placeAt(graph, stac.fileOf(uri), text.offsetAt(position))?.target;
  if (target === undefined) {
    return [];
  }
  const locations: Location[] = [];
  for (const { file, place, role } of mentionsOf(graph, target)) {
    const location = includeDeclaration || role !== 'own' ? locationIn(stac, file, place) : undefined;
    if (location && locations.length < MAX_REFERENCES) {
      locations.push(location);
    }
  }
  return locations.sort((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : compared(a.range, b.range)));
}

function compared({ start: one }: Range, { start: other }: Range): number {
  return one.line - other.line || one.character - other.character;
}

/** The place of an object: its id, or else the start of its file. */
export function locationOfObject(stac: StacIndex, file: string): Location {
  const id = stac.graph.get(file)?.id;
  return (id && locationIn(stac, file, id)) ?? { uri: stac.uriOf(file), range: START };
}

/** A text of an object in a file, without its quotes. */
export function locationIn(stac: StacIndex, file: string, place: TextPlace): Location | undefined {
  const positions = stac.positionsOf(file);
  // What has no more characters than its value is plain YAML.
  const quotes = place.length > place.value.length ? 1 : 0;
  return (
    positions && {
      uri: stac.uriOf(file),
      range: rangeOf(positions, { offset: place.offset + quotes, length: place.length - 2 * quotes }),
    }
  );
}
