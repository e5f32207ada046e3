import type { Position, Range, WorkspaceEdit } from 'vscode-languageserver/node';
import { cancelled, Failure } from '#core/base/failure.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { NameGraph } from '#core/metadata/navigation/name-graph.ts';
import {
  type Renamable,
  renamableAt,
  renameEdits,
  requireFreeName,
} from '#core/metadata/navigation/rename.ts';
import type { TextEdit } from '#core/metadata/problem.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import type { PackageIndex } from '#server/workspace/package-index.ts';
import { rangeOfName } from './location.ts';
import { rangeOf } from './range.ts';
import { type HeaderReader, renameColumns } from './rename-columns.ts';
import { type EditTraits, type FileEdits, workspaceEditOf } from './workspace-edit.ts';

/** How often files are read again because others turned out to belong to a rename. */
const MAX_ROUNDS = 5;

/** What a rename works with. */
export interface RenameParts {
  readonly index: PackageIndex;
  readonly traits: EditTraits;
  /** False while the person does not trust the workspace. */
  readonly mayLook: boolean;
  readonly readHeader: HeaderReader;
}

/**
 * The name at a position that can be renamed; undefined where there is none.
 * @throws edit/refused, workspace/untrusted
 */
export function prepareRename(
  { uri, text }: OpenDocument,
  position: Position,
  { index, mayLook }: Pick<RenameParts, 'index' | 'mayLook'>,
): { range: Range; placeholder: string } | undefined {
  const found = renamableAt(new NameGraph(index.names), index.fileOf(uri), text.offsetAt(position));
  if (found) {
    requireSight(index, found, mayLook);
  }
  return found && { range: rangeOfName(text, found.place), placeholder: found.place.name };
}

/**
 * One change that gives the resource or field at a position another name, wherever it is mentioned; the header of its
 * data files is offered with it.
 * @throws edit/refused, workspace/untrusted, task/cancelled when the document changes meanwhile
 */
export async function provideRename(
  document: OpenDocument,
  position: Position,
  newName: string,
  parts: RenameParts,
): Promise<WorkspaceEdit> {
  const { index, mayLook, traits } = parts;
  const { found, documents } = await upToDate(document, position, index);
  const rename = { from: found.place.name, to: newName };
  if (rename.from === rename.to) {
    return workspaceEditOf([], traits);
  }
  requireSight(index, found, mayLook);
  requireFreeName(index.names, found, newName);
  const columns = await renameColumns(found, rename, parts, documents);
  index.look();
  if (index.names.versionOf(index.fileOf(document.uri)) !== document.version) {
    throw cancelled();
  }
  const descriptors = [...documents].map(([file, each]): FileEdits => {
    const mentions = found.mentions.filter((mention) => mention.file === file);
    const edits = [...renameEdits(each, mentions, newName), ...(columns.inline.get(file) ?? [])];
    return {
      uri: index.uriOf(file),
      version: index.names.versionOf(file) ?? null,
      edits: toLsp(index, file, edits),
    };
  });
  return workspaceEditOf([...descriptors, ...columns.headers], traits);
}

/** What is renamed, by the files as they are now: those that are not open are read again. */
async function upToDate(
  { uri, text }: OpenDocument,
  position: Position,
  index: PackageIndex,
): Promise<{ found: Renamable; documents: Map<string, MetadataDocument> }> {
  const documents = new Map<string, MetadataDocument>();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const found = renamableAt(new NameGraph(index.names), index.fileOf(uri), text.offsetAt(position));
    if (!found) {
      throw new Failure('edit/refused', 'Only names of resources and of fields can be renamed.');
    }
    const fresh = [...new Set(found.mentions.map(({ file }) => file))].filter((file) => !documents.has(file));
    if (fresh.length === 0) {
      return { found, documents };
    }
    for (const file of fresh) {
      const document = await index.read(file);
      if (document) {
        documents.set(file, document);
      }
    }
  }
  throw new Failure('edit/refused', 'The files that use this name keep changing. Try again in a moment.');
}

/** A rename must not leave out what Restricted Mode hides. */
function requireSight({ names }: PackageIndex, { symbols, mentions }: Renamable, mayLook: boolean): void {
  const files = new Set([...symbols, ...mentions].map(({ file }) => file));
  const isHidden = [...files].some(
    (file) =>
      names.names(file)?.kind === 'tableschema' ||
      names.schemaFiles(file).some((schema) => !names.has(schema)),
  );
  if (isHidden && !mayLook) {
    throw new Failure(
      'workspace/untrusted',
      'This name may be used in other files, which nobody looks at in Restricted Mode. Trust the workspace first.',
    );
  }
}

function toLsp({ names }: PackageIndex, file: string, edits: readonly TextEdit[]) {
  const positions = names.positionsOf(file);
  return positions ? edits.map((edit) => ({ range: rangeOf(positions, edit), newText: edit.text })) : [];
}
