import { constrained } from './changed-field.ts';
import { head, inside, key, type Operator, operator, part, V2, value } from './operator.ts';

/** Where a constraint does not belong. */
const UNSUPPORTED: readonly (readonly [type: string, name: string, value: unknown])[] = [
  ['integer', 'minLength', 1],
  ['boolean', 'pattern', 'a'],
  ['date', 'pattern', 'a'],
  ['string', 'minimum', 'a'],
  ['boolean', 'maximum', 1],
  ['object', 'maximum', 1],
  ['number', 'maxLength', 3],
  ['geojson', 'minLength', 3],
];

/** Values that are none of their field. */
const NO_VALUES: readonly (readonly [type: string, text: string])[] = [
  ['integer', 'mutant'],
  ['integer', '1.5'],
  ['number', 'mutant'],
  ['date', '2024-02-30'],
  ['time', '25:00:00'],
  ['datetime', 'noon'],
  ['year', 'last'],
  ['yearmonth', '2024-13'],
  ['duration', 'long'],
];

/** Ways to break the constraints of a field. */
export const CONSTRAINT_OPERATORS: readonly Operator[] = [
  ...UNSUPPORTED.map(([type, name, bound]) =>
    operator('unsupported-constraint', `${name} of ${type}`, (draft) =>
      key(inside(constrained(draft, type, { [name]: bound }), name)),
    ),
  ),
  operator(
    'unsupported-constraint',
    'jsonSchema of string',
    (draft) => key(inside(constrained(draft, 'string', { jsonSchema: {} }), 'jsonSchema')),
    V2,
  ),
  operator('bound-without-type', 'a minimum without type', (draft) =>
    key(inside(draft.newField({ name: 'mutant', constraints: { minimum: 1 } }), 'constraints', 'minimum')),
  ),
  ...NO_VALUES.map(([type, text]) =>
    operator(
      'constraint-of-other-type',
      `minimum "${text}" of ${type}`,
      (draft) => value(inside(constrained(draft, type, { minimum: text }), 'minimum')),
      type === 'duration' ? V2 : undefined,
    ),
  ),
  operator('constraint-of-other-type', 'an entry that is no integer', (draft) =>
    value(inside(constrained(draft, 'integer', { enum: ['1', 'two'] }), 'enum', 1)),
  ),
  operator('empty-range', 'minimum above maximum', (draft) =>
    value(inside(constrained(draft, 'integer', { minimum: 7, maximum: 6 }), 'minimum')),
  ),
  operator('empty-range', 'a date before itself', (draft) =>
    value(inside(constrained(draft, 'date', { maximum: '2024-01-01', minimum: '2024-02-01' }), 'minimum')),
  ),
  operator(
    'empty-range',
    'nothing between the bounds',
    (draft) =>
      value(inside(constrained(draft, 'number', { exclusiveMinimum: 7, maximum: 7 }), 'exclusiveMinimum')),
    V2,
  ),
  operator('empty-range', 'minLength above maxLength', (draft) =>
    value(inside(constrained(draft, 'string', { maxLength: 2, minLength: 3 }), 'minLength')),
  ),
  operator('out-of-range', 'a negative length', (draft) =>
    value(inside(constrained(draft, 'string', { minLength: -1 }), 'minLength')),
  ),
  operator('wrong-type', '"required": "yes"', (draft) =>
    value(inside(constrained(draft, 'string', { required: 'yes' }), 'required')),
  ),
  operator('wrong-type', '"unique": 1', (draft) =>
    value(inside(constrained(draft, 'string', { unique: 1 }), 'unique')),
  ),
  operator('misspelt-property', '"requird"', (draft) =>
    key(inside(constrained(draft, 'string', { requird: true }), 'requird')),
  ),
  operator('invalid-pattern', 'a group that is open', (draft) =>
    part(inside(constrained(draft, 'string', { pattern: 'ab(c' }), 'pattern'), 2, 3),
  ),
  operator('invalid-pattern', 'a range that runs backwards', (draft) =>
    part(inside(constrained(draft, 'string', { pattern: '[z-a]x' }), 'pattern'), 1, 4),
  ),
  operator('invalid-pattern', 'nothing to repeat', (draft) =>
    part(inside(constrained(draft, 'string', { pattern: '*a' }), 'pattern'), 0, 1),
  ),
  operator('foreign-pattern', 'a look ahead', (draft) =>
    part(inside(constrained(draft, 'string', { pattern: '(?=a)b' }), 'pattern'), 0, 3),
  ),
  operator('foreign-pattern', 'anchors', (draft) =>
    value(inside(constrained(draft, 'string', { pattern: '^ab$' }), 'pattern')),
  ),
  operator('too-few', 'no entry in enum', (draft) =>
    head(inside(constrained(draft, 'string', { enum: [] }), 'enum')),
  ),
  operator('duplicate-value', 'an entry twice', (draft) =>
    value(inside(constrained(draft, 'string', { enum: ['a', 'b', 'a'] }), 'enum', 2)),
  ),
  operator('duplicate-enum-value', 'an entry in other words', (draft) =>
    value(inside(constrained(draft, 'number', { enum: ['1', '2', '1.0'] }), 'enum', 2)),
  ),
  operator('enum-against-constraint', 'an entry below the minimum', (draft) =>
    value(inside(constrained(draft, 'integer', { enum: [1, 7], minimum: 5 }), 'enum', 0)),
  ),
  operator('enum-against-constraint', 'an entry against the pattern', (draft) =>
    value(inside(constrained(draft, 'string', { enum: ['aa', 'b'], pattern: 'a+' }), 'enum', 1)),
  ),
  operator(
    'invalid-json-schema',
    'a type that JSON has not',
    (draft) =>
      value(inside(constrained(draft, 'object', { jsonSchema: { type: 'objekt' } }), 'jsonSchema', 'type')),
    V2,
  ),
];
