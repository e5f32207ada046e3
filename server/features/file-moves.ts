import type { FileRename, TextEdit as LspEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { localAmong, pathPlaces } from '#core/metadata/datapackage/path-places.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { replaceText } from '#core/metadata/edits.ts';
import type { TextEdit } from '#core/metadata/problem.ts';
import { pathTo, resolvePath } from '#core/metadata/stac/graph/href.ts';
import { editsForMove, filesToChange, type Move, movedTo } from '#core/metadata/stac/graph/moved-hrefs.ts';
import { lineStarts, type Positions } from '#server/workspace/line-starts.ts';
import type { PackageIndex } from '#server/workspace/package-index.ts';
import type { StacIndex } from '#server/workspace/stac/stac-index.ts';
import { rangeOf } from './range.ts';
import { type EditTraits, type FileEdits, workspaceEditOf } from './workspace-edit.ts';

/** What a move of files works with. */
export interface MoveParts {
  readonly stac: StacIndex;
  readonly index: PackageIndex;
  readonly traits: EditTraits;
}

/** The changes to STAC objects and data packages by which their relative paths lead to the same files after a move. */
export async function provideMoveEdits(
  files: readonly FileRename[],
  { stac, index, traits }: MoveParts,
): Promise<WorkspaceEdit | null> {
  const moves = files.map(
    ({ oldUri, newUri }): Move => ({ from: pathOf(stac, oldUri), to: pathOf(stac, newUri) }),
  );
  const edits = [...(await stacEdits(stac, moves)), ...(await packageEdits(index, stac, moves))];
  return edits.some((each) => each.edits.length > 0) ? workspaceEditOf(edits, traits) : null;
}

function pathOf(stac: StacIndex, uri: string): string {
  return stac.fileOf(uri).replace(/\/$/, '');
}

async function stacEdits(stac: StacIndex, moves: readonly Move[]): Promise<FileEdits[]> {
  const found: FileEdits[] = [];
  for (const file of filesToChange(stac.graph, moves)) {
    const document = await stac.read(file);
    const positions = stac.positionsOf(file);
    if (document && positions) {
      found.push({
        uri: stac.uriOf(file),
        version: stac.versionOf(file) ?? null,
        edits: toLsp(positions, editsForMove(document, file, moves)),
      });
    }
  }
  return found;
}

/** Only paths below a package may stand in it: a file that leaves the folder of its package keeps its old path there. */
async function packageEdits(
  index: PackageIndex,
  stac: StacIndex,
  moves: readonly Move[],
): Promise<FileEdits[]> {
  const found: FileEdits[] = [];
  for (const file of index.packages().filter((each) => concerns(stac.fileOf(each), moves))) {
    const document = await index.read(file);
    const edits = document ? editsForPaths(document, stac.fileOf(file), moves) : [];
    if (document && edits.length > 0) {
      found.push({
        uri: index.uriOf(file),
        version: index.names.versionOf(file) ?? null,
        edits: toLsp(index.names.positionsOf(file) ?? lineStarts(document.text), edits),
      });
    }
  }
  return found;
}

/** Whether a move is of a descriptor itself, or of something below its folder. */
function concerns(file: string, moves: readonly Move[]): boolean {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  return moves.some(({ from }) => from === file || from.startsWith(folder));
}

function editsForPaths(document: MetadataDocument, file: string, moves: readonly Move[]): TextEdit[] {
  const places = [...pathPlaces(document)];
  const local = new Set(localAmong(places, document.version));
  const edits: TextEdit[] = [];
  const newFile = movedTo(file, moves) ?? file;
  for (const { node } of places) {
    const target = local.has(node.value) ? resolvePath(file, node.value) : undefined;
    const path = target === undefined ? undefined : pathTo(newFile, movedTo(target, moves) ?? target);
    if (path !== undefined && path !== node.value && !path.startsWith('../')) {
      edits.push(...(replaceText(document, node, path) ?? []));
    }
  }
  return edits;
}

function toLsp(positions: Positions, edits: readonly TextEdit[]): LspEdit[] {
  return edits.map((edit) => ({ range: rangeOf(positions, edit), newText: edit.text }));
}
