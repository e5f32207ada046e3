import { compileConstraints } from '#core/tableschema/constraint-check.ts';
import { compareLogical, type Logical, logicalKey } from '#core/tableschema/logical.ts';
import {
  allowsConstraint,
  type ConstraintName,
  isConstraintName,
  isNewInVersion2,
} from '#core/tableschema/type-rules.ts';
import { insertMember, removeItem, removeMember } from '../edits.ts';
import { finding, keyPlace, proposedFix, safeFix, shortPlace } from '../finding.ts';
import type { Member, Node } from '../node.ts';
import { canonicalText } from '../plain-text.ts';
import type { Fix, Problem } from '../problem.ts';
import { type ArrayNode, memberOf, memberValue, numberOf, type ObjectNode, plainValue } from '../tree.ts';
import { shown } from '../wording.ts';
import type { FieldView } from './field-view.ts';
import { checkJsonSchema } from './json-schema-rules.ts';
import { checkPatternText } from './pattern-rules.ts';

const BOUNDS = ['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum'] as const;

/** The constraints of a field fit its type and each other (table-schema.md, Field Constraints). */
export function* checkConstraints(field: FieldView): Generator<Problem> {
  const { constraints } = field;
  if (!constraints) {
    return;
  }
  for (const member of constraints.members) {
    if (isConstraintName(member.key)) {
      yield* checkApplies(field, constraints, member, member.key);
    }
  }
  yield* checkPatternText(field, applying(field, 'pattern'));
  yield* checkJsonSchema(field, applying(field, 'jsonSchema'));
  yield* checkLengths(field, constraints);
  yield* checkBounds(field);
  yield* checkEnum(field, constraints);
}

/** The value of a constraint that the type of the field has. */
function applying(field: FieldView, name: ConstraintName): Node | undefined {
  return allowsConstraint(field.type, name) ? memberValue(field.constraints, name) : undefined;
}

function* checkApplies(
  field: FieldView,
  constraints: ObjectNode,
  member: Member,
  name: ConstraintName,
): Generator<Problem> {
  const { document, node, type, version, stated } = field;
  const place = keyPlace(constraints, member);
  if (!stated && BOUNDS.some((bound) => bound === name)) {
    const message = `"${name}" needs the field to say its type: without one, there is no order among the values.`;
    yield finding('error', 'datapackage/bound-without-type', place, message, {
      fixes: typeFixes(field, member),
    });
  } else if (!allowsConstraint(type, name)) {
    const message = `"${name}" is not a constraint of a field ${stated ? `of type ${type}` : `without type, which is ${type}`}: it cannot be checked.`;
    const edits =
      constraints.members.length === 1
        ? removeMember(document, node, memberOf(node, 'constraints') ?? member)
        : removeMember(document, constraints, member);
    const fixes = safeFix(`Remove "${name}"`, edits);
    yield finding('error', 'datapackage/unsupported-constraint', place, message, { fixes });
  } else if (version === '1.0' && type !== 'duration' && isNewInVersion2(type, name)) {
    const message = `"${name}" is of version 2 of the standard: in version 1, it has no effect.`;
    yield finding('warning', 'datapackage/unsupported-constraint', place, message);
  }
}

/** The type that a bound has. */
function typeFixes({ document, node }: FieldView, { value }: Member): readonly Fix[] {
  const number = numberOf(value);
  if (number === undefined) {
    return [];
  }
  const type = Number.isInteger(number) ? 'integer' : 'number';
  const edits = insertMember(document, node, 'type', type, { after: memberOf(node, 'name') });
  return proposedFix(`Add "type": "${type}"`, edits);
}

/** Some length is allowed. */
function* checkLengths(field: FieldView, constraints: ObjectNode): Generator<Problem> {
  const [least, most] = [applying(field, 'minLength'), applying(field, 'maxLength')];
  const [low, high] = [numberOf(least), numberOf(most)];
  const member = memberOf(constraints, 'minLength');
  if (least && most && member && low !== undefined && high !== undefined && low > high) {
    const message = `"minLength" is ${low}, but "maxLength" is ${high}: no value has both.`;
    const related = [{ message: 'The "maxLength"', at: most }];
    yield finding('error', 'datapackage/empty-range', least, message, { related });
  }
}

/** The bounds are values of the field, and something lies between them. */
function* checkBounds(field: FieldView): Generator<Problem> {
  const cast = field.stated ? field.cast() : undefined;
  if (!cast) {
    return;
  }
  const values = new Map<string, { readonly node: Node; readonly value: Logical }>();
  for (const name of BOUNDS) {
    const node = applying(field, name);
    const value = node && cast.json(plainValue(node));
    if (node && value !== undefined) {
      values.set(name, { node, value });
    } else if (node && isOurs(field, node)) {
      yield otherType(field, node, `"${name}"`);
    }
  }
  for (const low of ['minimum', 'exclusiveMinimum']) {
    for (const high of ['maximum', 'exclusiveMaximum']) {
      const [least, most] = [values.get(low), values.get(high)];
      const order = least && most && compareLogical(least.value, most.value);
      const isTight = low === 'exclusiveMinimum' || high === 'exclusiveMaximum';
      if (least && most && order !== undefined && (order > 0 || (order === 0 && isTight))) {
        const message = `No value lies between "${low}" and "${high}".`;
        const related = [{ message: `The "${high}"`, at: most.node }];
        yield finding('error', 'datapackage/empty-range', least.node, message, { related });
        return;
      }
    }
  }
}

/** Whether a value that is none of the type is ours to tell: of another JSON type, the schema has told. */
function isOurs({ type }: FieldView, node: Node): boolean {
  return (
    node.kind === 'string' ||
    ['list', 'geopoint', 'any'].includes(type) ||
    (type === 'geojson' && node.kind === 'object')
  );
}

function otherType(field: FieldView, node: Node, what: string): Problem {
  const { document, type } = field;
  const value = node.kind === 'string' ? ` ${shown(node.value)}` : '';
  const expected = field.cast()?.expected ?? type;
  const message = `${what}${value} has to be a value of the field, which is ${expected}.`;
  return finding('error', 'datapackage/constraint-of-other-type', shortPlace(document, node), message);
}

/** The values of `enum` are different values of the field, and keep its other constraints. */
function* checkEnum(field: FieldView, constraints: ObjectNode): Generator<Problem> {
  const list = applying(field, 'enum');
  const cast = list?.kind === 'array' ? field.cast() : undefined;
  if (list?.kind !== 'array' || !cast) {
    return;
  }
  const others: Record<string, unknown> = {};
  for (const { key, value } of constraints.members) {
    if (value && key !== 'enum' && key !== 'jsonSchema') {
      others[key] = plainValue(value);
    }
  }
  const checks = compileConstraints(field.type, others, cast);
  const seen = new Map<string, Node>();
  for (const [index, item] of list.items.entries()) {
    const value = cast.json(plainValue(item));
    if (value === undefined) {
      if (isOurs(field, item)) {
        yield otherType(field, item, 'The entry');
      }
      continue;
    }
    const key = logicalKey(value);
    const first = seen.get(key);
    if (first) {
      yield* equalEntries(field, list, index, first);
      continue;
    }
    seen.set(key, item);
    const broken = checks.find(({ holds }) => !holds(value));
    const other = broken && memberOf(constraints, broken.name);
    if (broken && other) {
      const message = `No row can have this value, although "enum" allows it: it breaks "${broken.name}".`;
      const related = [{ message: `The "${broken.name}"`, at: other.value ?? keyPlace(constraints, other) }];
      yield finding(
        'warning',
        'datapackage/enum-against-constraint',
        shortPlace(field.document, item),
        message,
        {
          related,
        },
      );
    }
  }
}

function* equalEntries(field: FieldView, list: ArrayNode, index: number, first: Node): Generator<Problem> {
  const { document } = field;
  const item = list.items[index];
  if (!item || canonicalText(item) === canonicalText(first)) {
    return; // where both are written alike, the schema tells
  }
  const message = 'This is the same value as another entry of "enum", written in another way.';
  const fixes = safeFix('Remove this entry', removeItem(document, list, index));
  const related = [{ message: 'The same value', at: first }];
  yield finding('warning', 'datapackage/duplicate-enum-value', shortPlace(field.document, item), message, {
    related,
    fixes,
  });
}
