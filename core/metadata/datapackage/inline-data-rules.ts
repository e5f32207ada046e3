import type { MetadataDocument } from '../document.ts';
import { finding, headOf, type Place, shortPlace } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { memberOf, memberValue, type ObjectNode } from '../tree.ts';
import { isTable } from './profiles.ts';
import { resourcesOf } from './resources.ts';

/** More text than this in a descriptor slows down everything that reads only the description. */
const MANY_CHARACTERS = 100_000;

/** Data that is text says what the text is, and does not blow up the descriptor (data-resource.md, Inline Data). */
export function* checkInlineData(resource: ObjectNode, document: MetadataDocument): Generator<Problem> {
  const data = memberValue(resource, 'data');
  if (data?.kind === 'string' && !memberOf(resource, 'format') && !memberOf(resource, 'mediatype')) {
    const message =
      'Data that is text needs "format" (such as "csv") or "mediatype" beside it: without one, nobody knows how to read it.';
    yield finding('error', 'datapackage/inline-text-without-format', beginningOf(document, data), message);
  }
  if (data && data.length > MANY_CHARACTERS) {
    const message = `The data takes ${Math.round(data.length / 1000)} thousand characters of this file. Move it into a file of its own and name that by "path".`;
    yield finding('info', 'datapackage/large-inline-data', headOf(document, data), message);
  }
}

/** Data of a table is a list of rows, all of one form (data-resource.md, Tabular). */
export function* checkInlineRows(document: MetadataDocument): Generator<Problem> {
  for (const resource of resourcesOf(document)) {
    const data = memberValue(resource, 'data');
    if (!data || !isTable(resource, document)) {
      continue;
    }
    if (data.kind === 'string' || data.kind === 'object') {
      const found = data.kind === 'string' ? 'text' : 'an object';
      const message = `The data of a table is a list of rows, but this is ${found}.`;
      yield finding('error', 'datapackage/inline-rows', beginningOf(document, data), message);
    } else if (data.kind === 'array') {
      yield* checkRows(document, data.items);
    }
  }
}

function* checkRows(document: MetadataDocument, rows: readonly Node[]): Generator<Problem> {
  const first = rows[0];
  const odd = rows.find((row) => !isRow(row) || row.kind !== first?.kind);
  if (!odd || !first) {
    return;
  }
  const message = isRow(odd)
    ? `The rows are either all lists or all objects, but this is ${formOf(odd)} and the first is ${formOf(first)}.`
    : 'A row is a list of cells, or an object of cells by the names of the fields.';
  const related = odd === first ? [] : [{ message: 'The first row', at: headOf(document, first) }];
  yield finding('error', 'datapackage/inline-rows', beginningOf(document, odd), message, { related });
}

function isRow(node: Node): boolean {
  return node.kind === 'array' || node.kind === 'object';
}

function formOf(row: Node): string {
  return row.kind === 'array' ? 'a list' : 'an object';
}

/** A value itself where it is short, otherwise where it begins. */
function beginningOf(document: MetadataDocument, node: Node): Place {
  return node.length > 100 || node.length === 0 ? headOf(document, node) : shortPlace(document, node);
}
