import { resourcesOf } from '#core/metadata/datapackage/resources.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { type HeaderFile, headerFiles, renameInlineColumn } from '#core/metadata/navigation/columns.ts';
import { renameHeaderCell } from '#core/metadata/navigation/header-cell.ts';
import { NameGraph, type Spread } from '#core/metadata/navigation/name-graph.ts';
import type { Node } from '#core/metadata/node.ts';
import type { TextEdit } from '#core/metadata/problem.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import { memberValue, textOf } from '#core/metadata/tree.ts';
import { lineStarts } from '#server/workspace/line-starts.ts';
import type { PackageIndex } from '#server/workspace/package-index.ts';
import { rangeOf } from './range.ts';
import type { FileEdits } from './workspace-edit.ts';

/** So many tables can have the column; beyond, people would not look at the offers. */
const MAX_TABLES = 50;

/** Reads the beginning of a small text file of the workspace; undefined when nobody may, or it is no such file. */
export type HeaderReader = (uri: string) => Promise<string | undefined>;

/** The edits of data that go with the new name of a field. */
export interface ColumnEdits {
  /** Of data in descriptors, by the file of the descriptor. */
  readonly inline: ReadonlyMap<string, readonly TextEdit[]>;
  /** Of the headers of data files, to be confirmed. */
  readonly headers: readonly FileEdits[];
}

/**
 * Renames the columns of the fields that a rename concerns, where data is in the descriptor, or in a delimited text
 * whose header is easy to see. Descriptors that are read for that are added to `documents`.
 */
export async function renameColumns(
  { symbols }: Spread,
  rename: { readonly from: string; readonly to: string },
  { index, readHeader }: { readonly index: PackageIndex; readonly readHeader: HeaderReader },
  documents: Map<string, MetadataDocument>,
): Promise<ColumnEdits> {
  const graph = new NameGraph(index.names);
  const tables = symbols.flatMap((symbol) => (symbol.kind === 'field' ? graph.tablesOf(symbol) : []));
  const inline = new Map<string, TextEdit[]>();
  const headers = new Map<string, FileEdits>();
  for (const { file, resource } of tables.slice(0, MAX_TABLES)) {
    const document = documents.get(file) ?? (await index.read(file));
    const node = document && resourcesOf(document)[resource];
    if (!document || !node) {
      continue;
    }
    documents.set(file, document);
    inline.set(file, [...(inline.get(file) ?? []), ...renameInlineColumn(document, node, rename)]);
    const parts = await partsOf(file, node, index);
    for (const each of headerFiles(document, node, { ...nowhere, document: (path) => parts.get(path) })) {
      const uri = index.names.resolve(file, each.path);
      const edits = await headerEdits(uri, each, rename, readHeader);
      if (edits) {
        headers.set(uri, edits);
      }
    }
  }
  return { inline, headers: [...headers.values()] };
}

/** The schema and the dialect of a resource that lie in files of their own. */
async function partsOf(file: string, resource: Node, index: PackageIndex) {
  const parts = new Map<string, MetadataDocument>();
  for (const key of ['schema', 'dialect']) {
    const path = textOf(memberValue(resource, key));
    const part = path === undefined ? undefined : await index.peek(index.names.resolve(file, path));
    if (path !== undefined && part) {
      parts.set(path, part);
    }
  }
  return parts;
}

async function headerEdits(
  uri: string,
  { path, reading, delimiter }: HeaderFile,
  rename: { readonly from: string; readonly to: string },
  readHeader: HeaderReader,
): Promise<FileEdits | undefined> {
  const text = await readHeader(uri);
  const edit = text === undefined ? undefined : renameHeaderCell(text, rename, reading, delimiter);
  return text !== undefined && edit
    ? {
        uri,
        version: null,
        edits: [{ range: rangeOf(lineStarts(text), edit), newText: edit.text }],
        confirm: {
          label: 'Rename the column in the data, too',
          description: path,
          needsConfirmation: true,
        },
      }
    : undefined;
}
