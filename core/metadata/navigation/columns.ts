import type { TableReading } from '#core/tableschema/table-reading.ts';
import { declaredReading } from '../datapackage/declared-reading.ts';
import { judgePath } from '../datapackage/safe-path.ts';
import type { MetadataDocument } from '../document.ts';
import { renameKey, replaceText } from '../edits.ts';
import type { Node } from '../node.ts';
import type { TextEdit } from '../problem.ts';
import type { Surroundings } from '../surroundings.ts';
import { itemsOf, memberValue, oneOrMany, textOf } from '../tree.ts';

/** More files of one resource are not looked into. */
const MAX_FILES = 20;

/** A delimited text whose header names the fields of a resource. */
export interface HeaderFile {
  /** Relative to the descriptor; safe to look up. */
  readonly path: string;
  readonly reading: TableReading;
  /** What separates cells where the dialect does not say. */
  readonly delimiter: ',' | '\t';
}

/** The delimited texts of a resource; none where it is not known how they are read. */
export function headerFiles(
  document: MetadataDocument,
  resource: Node,
  surroundings: Surroundings,
): HeaderFile[] {
  const reading = declaredReading(resource, document, surroundings);
  const format = textOf(memberValue(resource, 'format'))?.toLowerCase();
  if (!reading) {
    return [];
  }
  return oneOrMany(memberValue(resource, 'path'))
    .slice(0, MAX_FILES)
    .flatMap((node) => {
      const path = textOf(node) ?? '';
      const kind = format ?? /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
      const isText = ['csv', 'tsv', 'tab'].includes(kind);
      return isText && judgePath(path, document.version ?? '2.0').kind === 'local'
        ? [{ path, reading, delimiter: kind === 'csv' ? (',' as const) : ('\t' as const) }]
        : [];
    });
}

/** The edits that rename a column of data that is written in the descriptor: keys of its rows, or its header. */
export function renameInlineColumn(
  document: MetadataDocument,
  resource: Node,
  { from, to }: { readonly from: string; readonly to: string },
): TextEdit[] {
  const rows = itemsOf(memberValue(resource, 'data'));
  const [first] = rows;
  if (first?.kind === 'array') {
    const cells = first.items.filter((cell) => textOf(cell) === from);
    return cells.length === 1 && cells[0] ? (replaceText(document, cells[0], to) ?? []) : [];
  }
  return rows.flatMap((row) =>
    row.kind === 'object'
      ? row.members
          .filter(({ key }) => key === from)
          .flatMap((member) => renameKey(document, member, to) ?? [])
      : [],
  );
}
