import { insertMember } from '../edits.ts';
import { proposedFix } from '../finding.ts';
import type { Fix } from '../problem.ts';
import { itemsOf, memberOf, memberValue, type ObjectNode, textOf } from '../tree.ts';
import type { Subject } from './subject.ts';

/** More fields than this are not changed at once. */
const MAX_CHANGED = 1_000;

/** Where no data tells the types of fields: the type that holds as long as they say none (table-schema.md, type). */
export function writeHoldingType({ document, problem, node }: Subject): readonly Fix[] {
  const type = document.version === '1.0' ? 'string' : 'any';
  const among = node?.kind === 'array' ? itemsOf(node) : node ? [node] : [];
  const fields = among.filter(
    (field): field is ObjectNode =>
      field.kind === 'object' &&
      !memberOf(field, 'type') &&
      (textOf(memberValue(field, 'name')) ?? '') !== '',
  );
  // Constraints ask for a type that somebody has to choose.
  const isOpen = fields.some((field) => memberOf(field, 'constraints'));
  if ((problem.fixes ?? []).length > 0 || fields.length === 0 || fields.length > MAX_CHANGED || isOpen) {
    return [];
  }
  const edits = fields.map((field) =>
    insertMember(document, field, 'type', type, { after: memberOf(field, 'name') }),
  );
  return edits.every((edit) => edit !== undefined)
    ? proposedFix(`Write the type that holds anyway: "${type}"`, edits.flat())
    : [];
}
