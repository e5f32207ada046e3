import { URI, Utils } from 'vscode-uri';
import { type TableToValidate, tablesToValidate } from '#core/metadata/datapackage/tables-to-validate.ts';
import { headOf, type Place } from '#core/metadata/finding.ts';
import { lineIndex } from '#core/metadata/line-index.ts';
import type { Surroundings } from '#core/metadata/surroundings.ts';
import { itemsOf, memberValue, textOf } from '#core/metadata/tree.ts';
import type { LineRange, TablesToValidate, TableToCheck } from '#server/protocol/validate-data.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';

/** Beyond, findings are shown on the resource. */
const MAX_FIELDS = 5_000;

/** The tables of a descriptor, as it stands now, with the places that findings about them are shown at. */
export function provideTablesToValidate(
  { uri, metadata }: OpenDocument,
  surroundings: Surroundings,
  resource: number | undefined,
): TablesToValidate {
  const { tables, unchecked } = tablesToValidate(metadata, surroundings, resource);
  const rangeIn = rangesOf(metadata.text);
  const levels = [...(surroundings.configuration?.levels ?? [])];
  return {
    tables: tables.map((table) => ({
      index: table.index,
      file: beside(uri, table.path),
      rules: table.rules,
      range: rangeIn(headOf(metadata, table.resource)),
      ...schemaOf(uri, table),
    })),
    unchecked: unchecked.map(({ index, reason, resource: node }) => ({
      index,
      message: reason,
      range: rangeIn(headOf(metadata, node)),
    })),
    levels: Object.fromEntries(levels.filter(([code]) => code.startsWith('data/'))),
  };
}

function schemaOf(uri: string, { schema }: TableToValidate): Pick<TableToCheck, 'schema'> {
  if (!schema) {
    return {};
  }
  const rangeIn = rangesOf(schema.document.text);
  const fields: Record<string, LineRange> = {};
  for (const field of itemsOf(memberValue(schema.node, 'fields')).slice(0, MAX_FIELDS)) {
    const name = memberValue(field, 'name');
    const text = textOf(name);
    if (name && text !== undefined && !Object.hasOwn(fields, text)) {
      // As data: a field may be called "__proto__".
      Object.defineProperty(fields, text, { value: rangeIn(name), enumerable: true });
    }
  }
  return { schema: { uri: schema.file === undefined ? uri : beside(uri, schema.file), fields } };
}

function rangesOf(text: string): (place: Pick<Place, 'offset' | 'length'>) => LineRange {
  const lines = lineIndex(text);
  return ({ offset, length }) => ({
    start: lines.positionAt(offset),
    end: lines.positionAt(offset + length),
  });
}

function beside(uri: string, path: string): string {
  return Utils.joinPath(Utils.dirname(URI.parse(uri)), path).toString();
}
