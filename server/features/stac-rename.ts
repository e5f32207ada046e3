import type { Position, Range, WorkspaceEdit } from 'vscode-languageserver/node';
import { Failure } from '#core/base/failure.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { replaceText } from '#core/metadata/edits.ts';
import {
  type AtPlace,
  idMentions,
  type Mention,
  placeAt,
  titleMentions,
} from '#core/metadata/stac/graph/mentions.ts';
import { innermostAt } from '#core/metadata/tree.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import type { StacIndex } from '#server/workspace/stac/stac-index.ts';
import { rangeOf } from './range.ts';
import { locationIn } from './stac-navigation.ts';
import { type EditTraits, type FileEdits, workspaceEditOf } from './workspace-edit.ts';

const LONGEST_NAME = 300;

/** What a rename of STAC objects works with. */
export interface StacRenameParts {
  readonly stac: StacIndex;
  readonly traits: EditTraits;
  /** False while the person does not trust the workspace. */
  readonly mayLook: boolean;
}

interface Renamable extends AtPlace {
  readonly kind: 'id' | 'title';
  readonly target: string;
}

/**
 * The id or the title at a position that can be renamed; undefined where there is none.
 * @throws workspace/untrusted
 */
export function prepareStacRename(
  { uri, text }: OpenDocument,
  position: Position,
  { stac, mayLook }: Pick<StacRenameParts, 'stac' | 'mayLook'>,
): { range: Range; placeholder: string } | undefined {
  const file = stac.fileOf(uri);
  const found = renamableAt(stac, file, text.offsetAt(position));
  const location = found && locationIn(stac, file, found.place);
  if (!found || !location) {
    return undefined;
  }
  if (!mayLook) {
    throw new Failure(
      'workspace/untrusted',
      'Other files may use this name, which nobody looks at in Restricted Mode. Trust the workspace first.',
    );
  }
  return { range: location.range, placeholder: found.place.value };
}

/** A title that differs from that of its target is another text. */
function renamableAt({ graph }: StacIndex, file: string, offset: number): Renamable | undefined {
  const at = placeAt(graph, file, offset);
  const { target, kind } = at ?? {};
  const own = target === undefined ? undefined : graph.get(target)?.[kind === 'title' ? 'title' : 'id'];
  return at && target !== undefined && (kind === 'id' || kind === 'title') && own?.value === at.place.value
    ? { ...at, kind, target }
    : undefined;
}

/**
 * One change that gives an object another id or title, wherever that stands: the items of a collection name it by its
 * id, and links show the title of what they lead to.
 * @throws edit/refused, workspace/untrusted
 */
export async function provideStacRename(
  document: OpenDocument,
  position: Position,
  newName: string,
  parts: StacRenameParts,
): Promise<WorkspaceEdit> {
  const { stac, traits } = parts;
  const range = prepareStacRename(document, position, parts);
  const found = renamableAt(stac, stac.fileOf(document.uri), document.text.offsetAt(position));
  if (!range || !found) {
    throw new Failure('edit/refused', 'Only ids and titles of STAC objects can be renamed here.');
  }
  if (newName === '' || newName.length > LONGEST_NAME) {
    throw new Failure('edit/refused', `A name has 1 to ${LONGEST_NAME} characters.`);
  }
  const mentions = () => [...(found.kind === 'id' ? idMentions : titleMentions)(stac.graph, found.target)];
  const documents = new Map<string, MetadataDocument>();
  for (const file of new Set(mentions().map((mention) => mention.file))) {
    const each = await stac.read(file);
    if (each) {
      documents.set(file, each);
    }
  }
  // By what these files hold now, which may not be what was known of them.
  const current = mentions();
  const edits = [...documents].map(([file, each]) =>
    fileEdits(stac, file, each, { mentions: current.filter((mention) => mention.file === file), newName }),
  );
  return workspaceEditOf(edits, traits);
}

function fileEdits(
  stac: StacIndex,
  file: string,
  document: MetadataDocument,
  { mentions, newName }: { readonly mentions: readonly Mention[]; readonly newName: string },
): FileEdits {
  const positions = stac.positionsOf(file);
  const edits = mentions.flatMap(({ place }) => {
    const node = innermostAt(document.root, place.offset)?.node;
    return node?.kind === 'string' && node.value === place.value
      ? (replaceText(document, node, newName) ?? [])
      : [];
  });
  return {
    uri: stac.uriOf(file),
    version: stac.versionOf(file) ?? null,
    edits: positions ? edits.map((edit) => ({ range: rangeOf(positions, edit), newText: edit.text })) : [],
  };
}
