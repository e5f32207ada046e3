import { FALSE_VALUES, TRUE_VALUES } from '#core/tableschema/cast.ts';
import { isConstraintName, isTypeProperty, TYPE_RULES } from '#core/tableschema/type-rules.ts';
import type { MetadataDocument } from '../document.ts';
import { insertMember, removeMember, replaceWith } from '../edits.ts';
import { finding, keyPlace, proposedFix, safeFix, shortPlace } from '../finding.ts';
import type { Member, Node } from '../node.ts';
import type { Problem, TextEdit } from '../problem.ts';
import { itemsOf, memberOf, memberValue, type ObjectNode, plainValue, textOf } from '../tree.ts';
import { inWords, shown } from '../wording.ts';
import { checkCategories } from './category-rules.ts';
import { checkConstraints } from './constraint-rules.ts';
import { type FieldView, fieldsOf } from './field-view.ts';
import { checkTemporalFormat } from './temporal-format-rules.ts';

/** What holds for each field by itself, beyond what a JSON Schema can say (table-schema.md, Field). */
export function* checkFields(schema: ObjectNode, document: MetadataDocument): Generator<Problem> {
  for (const field of fieldsOf(schema, document)) {
    yield* checkTemporalFormat(field);
    yield* checkProperties(field);
    yield* checkSigns(field);
    yield* checkBooleans(field);
    yield* checkConstraints(field);
    yield* checkCategories(field);
    yield* checkExample(field);
  }
}

/** Properties that the type does not have do nothing, and constraints belong into "constraints". */
function* checkProperties(field: FieldView): Generator<Problem> {
  const { node, document, type, version } = field;
  for (const member of node.members) {
    if (isConstraintName(member.key)) {
      yield* checkConstraintPlace(field, member);
    } else if (
      isTypeProperty(member.key) &&
      !TYPE_RULES[type].properties.includes(member.key) &&
      // Version 1 has no such properties: what is there is the author's own.
      !(version === '1.0' && NEW_IN_VERSION_2.includes(member.key))
    ) {
      const owners = Object.entries(TYPE_RULES).filter(([, rules]) =>
        rules.properties.some((name) => name === member.key),
      );
      const whose = inWords(owners.map(([name]) => name));
      const what = field.stated ? `of type ${type}` : `without type, which is ${type},`;
      const message = `"${member.key}" has no effect on a field ${what}: it is for ${whose}.`;
      const fixes = safeFix(`Remove "${member.key}"`, removeMember(document, node, member));
      yield finding('warning', 'datapackage/property-of-other-type', keyPlace(node, member), message, {
        fixes,
      });
    }
  }
}

const NEW_IN_VERSION_2: readonly string[] = [
  'delimiter',
  'itemType',
  'categories',
  'categoriesOrdered',
  'groupChar',
];

function* checkConstraintPlace(
  { node, document, constraints }: FieldView,
  member: Member,
): Generator<Problem> {
  if (!isConstraintName(member.key) || (constraints && memberOf(constraints, member.key))) {
    return;
  }
  const message = `"${member.key}" has no effect here: a field has its constraints in "constraints".`;
  const fixes = safeFix('Move it into "constraints"', movedConstraint(document, node, constraints, member));
  yield finding('warning', 'datapackage/constraint-outside', keyPlace(node, member), message, { fixes });
}

function movedConstraint(
  document: MetadataDocument,
  node: ObjectNode,
  constraints: ObjectNode | undefined,
  member: Member,
): TextEdit[] | undefined {
  const removed = removeMember(document, node, member);
  const value = member.value && plainValue(member.value);
  if (!removed || value === undefined || (!constraints && memberOf(node, 'constraints'))) {
    return undefined;
  }
  const added = constraints ? insertMember(document, constraints, member.key, value) : undefined;
  if (constraints) {
    return added && [...removed, ...added];
  }
  // In the place of the property itself, so that one edit does both.
  const renamed = member.value && replaceWith(document, member.value, { [member.key]: value });
  return (
    renamed && [
      { offset: member.keyOffset, length: member.keyLength, text: keyLike(document, member, 'constraints') },
      ...renamed,
    ]
  );
}

function keyLike(document: MetadataDocument, member: Member, key: string): string {
  const first = document.text.charAt(member.keyOffset);
  return first === '"' || first === "'" ? `${first}${key}${first}` : key;
}

/** The decimal sign and what groups digits are told apart (table-schema.md, number). */
function* checkSigns({ node, document, type }: FieldView): Generator<Problem> {
  const group = memberOf(node, 'groupChar');
  const decimal = memberValue(node, 'decimalChar');
  const groupChar = textOf(group?.value);
  if (type !== 'number' || !group?.value || !groupChar || groupChar !== (textOf(decimal) ?? '.')) {
    return;
  }
  const message = decimal
    ? `"groupChar" and "decimalChar" are both ${shown(groupChar)}: nobody can tell thousands from decimals.`
    : `"groupChar" is ".", which separates the decimals unless "decimalChar" says otherwise.`;
  const related = decimal && [{ message: 'The "decimalChar"', at: decimal }];
  const fixes =
    decimal || groupChar !== '.'
      ? []
      : proposedFix(
          'Add "decimalChar": ","',
          insertMember(document, node, 'decimalChar', ',', { after: group }),
        );
  yield finding('error', 'datapackage/equal-number-signs', group.value, message, { related, fixes });
}

/** A text means true or false, not both (table-schema.md, boolean). */
function* checkBooleans({ node, type }: FieldView): Generator<Problem> {
  const [whenTrue, whenFalse] = [memberValue(node, 'trueValues'), memberValue(node, 'falseValues')];
  if (type !== 'boolean' || (!whenTrue && !whenFalse)) {
    return;
  }
  const [own, ownName, other, otherName, defaults] = whenFalse
    ? ([whenFalse, 'falseValues', whenTrue, 'trueValues', TRUE_VALUES] as const)
    : ([whenTrue, 'trueValues', undefined, 'falseValues', FALSE_VALUES] as const);
  const places = new Map(itemsOf(other).map((item) => [textOf(item), item]));
  for (const item of itemsOf(own)) {
    const text = textOf(item);
    const there = places.get(text);
    if (text !== undefined && (there || (!other && defaults.includes(text)))) {
      const where = there
        ? `in "${otherName}", too`
        : `in the default of "${otherName}", too, which is ${defaults.join(', ')}`;
      const message = `${shown(text)} in "${ownName}" is ${where}: a value cannot mean both.`;
      const related = there && [{ message: `In "${otherName}"`, at: there }];
      yield finding('error', 'datapackage/true-and-false', item, message, { related });
    }
  }
}

/** An example is one of the values (table-schema.md, example). */
function* checkExample(field: FieldView): Generator<Problem> {
  const example = memberValue(field.node, 'example');
  const cast = example && field.stated ? field.cast() : undefined;
  const text = textOf(example);
  const isMissing = example?.kind === 'null' || (text !== undefined && field.missingValues.has(text));
  if (!example || !cast || isMissing) {
    return;
  }
  if (cast.json(plainValue(example)) === undefined) {
    const message = `The example ${shownValue(field.document, example)} is not ${cast.expected}, as the field's type asks for.`;
    yield finding(
      'warning',
      'datapackage/example-of-other-type',
      shortPlace(field.document, example),
      message,
    );
  }
}

/** A value as it is written, cut where it is long. */
function shownValue(document: MetadataDocument, node: Node): string {
  return node.kind === 'string'
    ? shown(node.value)
    : node.kind === 'object' || node.kind === 'array'
      ? `of ${node.kind === 'object' ? 'an object' : 'a list'}`
      : document.text.slice(node.offset, node.offset + Math.min(node.length, 80));
}
