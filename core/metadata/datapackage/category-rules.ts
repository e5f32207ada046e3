import { logicalKey } from '#core/tableschema/logical.ts';
import { insertMember, removeItem, removeMember } from '../edits.ts';
import { finding, keyPlace, safeFix } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { itemsOf, memberOf, memberValue, plainValue, textOf } from '../tree.ts';
import { shown } from '../wording.ts';
import type { FieldView } from './field-view.ts';

/** Categories are different values with different labels, and cover `enum` (table-schema.md, categories). */
export function* checkCategories(field: FieldView): Generator<Problem> {
  if (field.version === '1.0') {
    return; // version 1 has no categories
  }
  yield* checkPlace(field);
  yield* checkOrdered(field);
  const categories = memberValue(field.node, 'categories');
  if ((field.type !== 'string' && field.type !== 'integer') || categories?.kind !== 'array') {
    return;
  }
  const values = new Map<string, Node>();
  const labels = new Map<string, Node>();
  for (const [index, item] of categories.items.entries()) {
    const value = item.kind === 'object' ? memberValue(item, 'value') : item;
    const key = value && keyOf(value);
    const first = key === undefined ? undefined : values.get(key);
    if (first && value) {
      const message = `${shownKey(value)} is a category already: each value stands for one.`;
      const related = [{ message: 'The first one', at: first }];
      const fixes =
        item.kind === 'object'
          ? []
          : safeFix('Remove this one', removeItem(field.document, categories, index));
      yield finding('error', 'datapackage/duplicate-category', value, message, { related, fixes });
    } else if (key !== undefined && value) {
      values.set(key, value);
    }
    yield* checkLabel(memberValue(item, 'label'), labels);
  }
  yield* checkCovered(field, values);
}

function keyOf(value: Node): string | undefined {
  return value.kind === 'string' || value.kind === 'number' ? String(plainValue(value)) : undefined;
}

function shownKey(value: Node): string {
  return shown(keyOf(value) ?? '');
}

function* checkLabel(label: Node | undefined, labels: Map<string, Node>): Generator<Problem> {
  const text = textOf(label);
  if (!label || text === undefined) {
    return;
  }
  const first = labels.get(text);
  if (first) {
    const message = `Another category has the label ${shown(text)}: nobody could tell the two apart.`;
    const related = [{ message: 'The first one', at: first }];
    yield finding('error', 'datapackage/duplicate-category-label', label, message, { related });
  } else {
    labels.set(text, label);
  }
}

/** The values of `enum` are among the categories. */
function* checkCovered(field: FieldView, values: ReadonlyMap<string, Node>): Generator<Problem> {
  const list = memberValue(field.constraints, 'enum');
  const cast = list ? field.cast() : undefined;
  const categories = memberOf(field.node, 'categories');
  if (!cast || !categories || values.size === 0) {
    return;
  }
  for (const item of itemsOf(list)) {
    const value = cast.json(plainValue(item));
    if (value !== undefined && !values.has(logicalKey(value))) {
      const message = `${shownKey(item)} of "enum" is not one of the categories, so no row can have it: add it there, or remove it here.`;
      const related = [{ message: 'The categories', at: keyPlace(field.node, categories) }];
      yield finding('error', 'datapackage/enum-outside-categories', item, message, { related });
    }
  }
}

function* checkOrdered({ node, document, type }: FieldView): Generator<Problem> {
  const ordered = memberOf(node, 'categoriesOrdered');
  if (!ordered || memberOf(node, 'categories') || (type !== 'string' && type !== 'integer')) {
    return;
  }
  const message = '"categoriesOrdered" has no effect without "categories".';
  const fixes = safeFix('Remove "categoriesOrdered"', removeMember(document, node, ordered));
  yield finding('warning', 'datapackage/order-without-categories', keyPlace(node, ordered), message, {
    fixes,
  });
}

/** Categories stand in the field itself, not among its constraints. */
function* checkPlace({ node, document, constraints }: FieldView): Generator<Problem> {
  for (const key of ['categories', 'categoriesOrdered']) {
    const member = memberOf(constraints, key);
    if (!constraints || !member || memberOf(node, key)) {
      continue;
    }
    const message = `"${key}" has no effect in "constraints": it is a property of the field itself.`;
    const value = member.value && plainValue(member.value);
    const owner = memberOf(node, 'constraints');
    const removed =
      constraints.members.length === 1 && owner
        ? removeMember(document, node, owner)
        : removeMember(document, constraints, member);
    const added =
      value === undefined
        ? undefined
        : insertMember(document, node, key, value, {
            after: memberOf(node, 'type') ?? memberOf(node, 'name'),
          });
    const fixes = safeFix('Move it into the field', removed && added && [...added, ...removed]);
    yield finding(
      'warning',
      'datapackage/categories-in-constraints',
      keyPlace(constraints, member),
      message,
      { fixes },
    );
  }
}
