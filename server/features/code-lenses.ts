import type { CodeLens, Command, Range } from 'vscode-languageserver/node';
import { URI, Utils } from 'vscode-uri';
import { resourcesOf } from '#core/metadata/datapackage/resources.ts';
import { isTabular } from '#core/metadata/datapackage/tables-to-validate.ts';
import { filesToMeasure } from '#core/metadata/datapackage/update-facts.ts';
import type { Node } from '#core/metadata/node.ts';
import type { Surroundings } from '#core/metadata/surroundings.ts';
import { memberValue, oneOrMany, textOf } from '#core/metadata/tree.ts';
import {
  PREVIEW_TABLE,
  UPDATE_FACTS,
  type UpdateFactsParams,
  VALIDATE_DATA,
  type ValidateDataParams,
} from '#server/protocol/commands.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import { type FindingCounts, findingsText } from './finding-counts.ts';
import { provideMapLenses } from './map-lenses.ts';

/** Beyond, an editor would be busy with drawing. */
const MAX_RESOURCES = 2_000;
const TABLE = /\.(?:csv|tsv|jsonl|ndjson|parquet|arrow|feather)$/i;

/** What a client can do with what stands above a resource. */
export interface LensTraits {
  /** Commands that the client runs itself. */
  readonly commands: ReadonlySet<string>;
  /** The server may change documents when a person asks for it. */
  readonly appliesEdits: boolean;
  /** Findings are shown behind names already. */
  readonly showsHints: boolean;
}

/** What can be done with a package and with each of its resources, above their first line. */
export function provideCodeLenses(
  document: OpenDocument,
  surroundings: Surroundings,
  findings: FindingCounts,
  traits: LensTraits,
): CodeLens[] {
  const { metadata, uri } = document;
  const { root, kind } = metadata;
  if (kind.startsWith('stac-')) {
    return provideMapLenses(document, traits.commands);
  }
  if (root?.kind !== 'object' || (kind !== 'datapackage' && kind !== 'dataresource')) {
    return [];
  }
  const isThere = (path: string) => surroundings.file(path).kind === 'file';
  const files = filesToMeasure(metadata).filter(({ path }) => isThere(path));
  const resources = resourcesOf(metadata).slice(0, MAX_RESOURCES);
  const hasRows = (resource: Node) => isTabular(resource, metadata) && pathsOf(resource).some(isThere);
  const measurable = new Set(files.map(({ path }) => path));
  const whole: Command[] = [
    ...validate(
      { uri },
      resources.some((resource) => hasRows(resource)),
      traits,
    ),
    ...(measurable.size > 0 ? update({ uri }, traits) : []),
  ];
  const single = resources.flatMap((resource, index) => {
    const present = pathsOf(resource).filter(isThere);
    const table = present.find((path) => TABLE.test(path));
    const [first] = present;
    const found = findingsText(findings.of(uri, index));
    const isShown = traits.showsHints || found === '' || traits.commands.has(VALIDATE_DATA);
    const commands: Command[] = [
      ...(table === undefined ? [] : preview(document, table, traits)),
      ...validate({ uri, resource: index }, hasRows(resource), traits),
      ...(first !== undefined && measurable.has(first) ? update({ uri, path: first }, traits) : []),
      ...(isShown ? [] : [{ title: found, command: '' }]),
    ];
    return lenses(document, resource, commands);
  });
  return [...(kind === 'datapackage' ? lenses(document, root, whole) : []), ...single];
}

function lenses({ text }: OpenDocument, node: Node, commands: readonly Command[]): CodeLens[] {
  const start = text.positionAt(node.offset);
  const range: Range = { start, end: start };
  return commands.map((command) => ({ range, command }));
}

function preview({ uri }: OpenDocument, path: string, { commands }: LensTraits): Command[] {
  const target = Utils.joinPath(Utils.dirname(URI.parse(uri)), path).toString();
  return commands.has(PREVIEW_TABLE)
    ? [{ title: 'Preview', command: PREVIEW_TABLE, arguments: [target] }]
    : [];
}

function validate(params: ValidateDataParams, hasRows: boolean, { commands }: LensTraits): Command[] {
  return hasRows && commands.has(VALIDATE_DATA)
    ? [{ title: 'Validate data', command: VALIDATE_DATA, arguments: [params] }]
    : [];
}

function update(params: UpdateFactsParams, { appliesEdits }: LensTraits): Command[] {
  return appliesEdits ? [{ title: 'Update facts', command: UPDATE_FACTS, arguments: [params] }] : [];
}

function pathsOf(resource: Node): string[] {
  return oneOrMany(memberValue(resource, 'path')).flatMap((path) => textOf(path) ?? []);
}
