import type { MetadataDocument } from '../document.ts';
import { removeItem, replaceWith } from '../edits.ts';
import { finding, safeFix, shortPlace } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { type ArrayNode, itemsOf, memberValue, type ObjectNode, textOf } from '../tree.ts';
import { shown } from '../wording.ts';

/** Missing values of a schema and of its fields are all texts or all objects, each once (table-schema.md, missingValues). */
export function* checkMissingValues(schema: ObjectNode, document: MetadataDocument): Generator<Problem> {
  yield* checkList(document, memberValue(schema, 'missingValues'));
  if (document.version !== '1.0') {
    for (const field of itemsOf(memberValue(schema, 'fields'))) {
      yield* checkList(document, memberValue(field, 'missingValues'));
    }
  }
}

function* checkList(document: MetadataDocument, list: Node | undefined): Generator<Problem> {
  if (list?.kind !== 'array') {
    return;
  }
  yield* checkMixture(document, list);
  const values = new Map<string, Node>();
  const labels = new Map<string, Node>();
  for (const [index, item] of list.items.entries()) {
    const value = item.kind === 'object' ? memberValue(item, 'value') : item;
    const first = note(values, value);
    if (first && value) {
      // Version 1 does not ask for it.
      const severity = document.version === '1.0' ? 'warning' : 'error';
      const message = `${shown(textOf(value) ?? '')} is listed as a missing value already.`;
      const fixes = safeFix('Remove this one', removeItem(document, list, index));
      const related = [{ message: 'The first one', at: first }];
      yield finding(severity, 'datapackage/duplicate-missing-value', value, message, { related, fixes });
    }
    const label = memberValue(item, 'label');
    const same = note(labels, label);
    if (same && label) {
      const message = `Another missing value has the label ${shown(textOf(label) ?? '')}: nobody could tell the two apart.`;
      const related = [{ message: 'The first one', at: same }];
      yield finding('error', 'datapackage/duplicate-missing-value-label', label, message, { related });
    }
  }
}

/** The node that had the same text before, if any. */
function note(seen: Map<string, Node>, node: Node | undefined): Node | undefined {
  const text = textOf(node);
  const first = text === undefined ? undefined : seen.get(text);
  if (text !== undefined && node && !first) {
    seen.set(text, node);
  }
  return first;
}

function* checkMixture(document: MetadataDocument, list: ArrayNode): Generator<Problem> {
  const text = list.items.find(({ kind }) => kind === 'string');
  const object = list.items.find(({ kind }) => kind === 'object');
  if (!text || !object || document.version === '1.0') {
    return;
  }
  const odd = list.items[0]?.kind === 'object' ? text : object;
  const message = 'Missing values are either all texts or all objects with "value" and "label".';
  const edits = list.items.flatMap((item) =>
    item.kind === 'string' ? (replaceWith(document, item, { value: item.value }) ?? []) : [],
  );
  const isWhole = edits.length === list.items.filter(({ kind }) => kind === 'string').length;
  const fixes = safeFix('Make all of them objects', isWhole ? edits : undefined);
  yield finding('error', 'datapackage/mixed-missing-values', shortPlace(document, odd), message, { fixes });
}
