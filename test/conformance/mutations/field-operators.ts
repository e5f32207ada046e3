import { constrained, field } from './changed-field.ts';
import { remove, set } from './draft.ts';
import { head, inside, key, type Operator, operator, part, V1, V2, value } from './operator.ts';

const DATES = ['date', 'time', 'datetime'];

/** Ways to break a field. */
export const FIELD_OPERATORS: readonly Operator[] = [
  operator('wrong-type', 'fields as an object', (draft) =>
    draft.hasForeignKeys || draft.schema()?.value['primaryKey']
      ? undefined
      : head(set(draft.schema(), 'fields', {})),
  ),
  operator('missing-property', 'no fields', (draft) =>
    draft.hasForeignKeys || draft.schema()?.value['primaryKey']
      ? undefined
      : head(remove(draft.schema(), 'fields')?.path),
  ),
  operator('missing-property', 'a field without name', (draft) =>
    head(draft.newField({ type: 'string' })?.path),
  ),
  operator('wrong-type', 'a field that is a text', (draft) => {
    const schema = draft.schema();
    const fields = schema?.value['fields'];
    return Array.isArray(fields) ? value(inside(schema, 'fields', fields.push('mutant') - 1)) : undefined;
  }),
  operator('duplicate-field-name', 'the name of another field', (draft) =>
    value(inside(draft.newField({ name: draft.fields()[0]?.value['name'], type: 'string' }), 'name')),
  ),
  operator('field-names-alike', 'the name of another field in capitals', (draft) => {
    const name = String(draft.fields()[0]?.value['name']);
    const other = name.toUpperCase() === name ? name.toLowerCase() : name.toUpperCase();
    return other === name
      ? undefined
      : value(inside(draft.newField({ name: other, type: 'string' }), 'name'));
  }),
  ...['integr', 'float', 'String', 'varchar(10)'].map((type) =>
    operator('unknown-field-type', `"${type}"`, (draft) => value(set(draft.fields()[0], 'type', type))),
  ),
  operator(
    'unknown-field-type',
    '"list" in version 1',
    (draft) => value(set(draft.fields()[0], 'type', 'list')),
    V1,
  ),
  operator(
    'property-of-version-2',
    'categories in version 1',
    (draft) => key(inside(field(draft, 'string', { categories: ['a', 'b'] }), 'categories')),
    V1,
  ),
  operator(
    'property-of-version-2',
    '"fieldsMatch" in version 1',
    (draft) => key(set(draft.schema(), 'fieldsMatch', 'subset')),
    V1,
  ),
  operator('wrong-type', 'a number for a type', (draft) => value(set(draft.fields()[0], 'type', 7))),
  operator('field-without-type', 'no type', (draft) =>
    draft.fields().every(({ value: each }) => 'type' in each)
      ? head(draft.newField({ name: 'mutant' })?.path)
      : undefined,
  ),
  operator('unknown-value', 'a format that no text has', (draft) =>
    value(inside(field(draft, 'string', { format: 'phone' }), 'format')),
  ),
  operator('unknown-value', 'a format of integers', (draft) =>
    value(inside(field(draft, 'integer', { format: 'email' }), 'format')),
  ),
  operator('wrong-type', 'a format that is an object', (draft) =>
    head(inside(field(draft, 'boolean', { format: { yes: 'no' } }), 'format')),
  ),
  ...DATES.map((type) =>
    operator('format-any', `a ${type} of any form`, (draft) =>
      value(inside(field(draft, type, { format: 'any' }), 'format')),
    ),
  ),
  ...DATES.map((type) =>
    operator('format-without-directives', `a ${type} without directives`, (draft) =>
      value(inside(field(draft, type, { format: type === 'time' ? 'HH:MM' : 'YYYY-MM-DD' }), 'format')),
    ),
  ),
  operator('unknown-directive', '%Q', (draft) =>
    part(inside(field(draft, 'date', { format: '%Y-%m-%Q' }), 'format'), 6, 8),
  ),
  operator('format-prefix', 'fmt:', (draft) =>
    part(inside(field(draft, 'date', { format: 'fmt:%d/%m/%Y' }), 'format'), 0, 4),
  ),
  operator('format-of-other-type', 'a time by its day', (draft) =>
    value(inside(field(draft, 'time', { format: '%d/%m/%Y' }), 'format')),
  ),
  operator('true-and-false', 'yes for both', (draft) =>
    value(
      inside(field(draft, 'boolean', { trueValues: ['yes'], falseValues: ['no', 'yes'] }), 'falseValues', 1),
    ),
  ),
  operator('true-and-false', '0 that is true', (draft) =>
    value(inside(field(draft, 'boolean', { trueValues: ['0'] }), 'trueValues', 0)),
  ),
  operator('wrong-type', 'a text of true values', (draft) =>
    value(inside(field(draft, 'boolean', { trueValues: 'yes' }), 'trueValues')),
  ),
  operator('equal-number-signs', 'a comma for both', (draft) =>
    value(inside(field(draft, 'number', { decimalChar: ',', groupChar: ',' }), 'groupChar')),
  ),
  operator('equal-number-signs', 'a point that groups', (draft) =>
    value(inside(field(draft, 'number', { groupChar: '.' }), 'groupChar')),
  ),
  operator('wrong-type', 'a bare number of text', (draft) =>
    value(inside(field(draft, 'integer', { bareNumber: 'no' }), 'bareNumber')),
  ),
  operator('property-of-other-type', 'true values of a text', (draft) =>
    key(inside(field(draft, 'string', { trueValues: ['x'] }), 'trueValues')),
  ),
  operator(
    'property-of-other-type',
    'categories of a boolean',
    (draft) => key(inside(field(draft, 'boolean', { categories: ['true'] }), 'categories')),
    V2,
  ),
  operator(
    'unknown-value',
    'a list of lists',
    (draft) => value(inside(field(draft, 'list', { itemType: 'list' }), 'itemType')),
    V2,
  ),
  operator(
    'example-of-other-type',
    'an example that is none',
    (draft) => value(inside(field(draft, 'integer', { example: 'mutant' }), 'example')),
    V2,
  ),
  operator('wrong-form', 'an rdfType that is no address', (draft) =>
    value(inside(field(draft, 'string', { rdfType: 'a word' }), 'rdfType')),
  ),
  operator('misspelt-property', '"nam"', (draft) =>
    key(inside(draft.newField({ nam: 'mutant', type: 'string' }), 'nam')),
  ),
  operator('misspelt-property', '"constrants"', (draft) =>
    key(inside(field(draft, 'string', { constrants: { required: true } }), 'constrants')),
  ),
  operator('constraint-outside', '"required" beside constraints', (draft) =>
    key(inside(field(draft, 'string', { required: true }), 'required')),
  ),
  operator('wrong-type', 'constraints as a list', (draft) =>
    head(inside(field(draft, 'string', { constraints: [{ required: true }] }), 'constraints')),
  ),
  operator(
    'duplicate-category',
    'a category twice',
    (draft) => value(inside(field(draft, 'string', { categories: ['a', 'b', 'a'] }), 'categories', 2)),
    V2,
  ),
  operator(
    'duplicate-category',
    'a coded category twice',
    (draft) =>
      value(
        inside(
          field(draft, 'integer', {
            categories: [
              { value: 1, label: 'a' },
              { value: 1, label: 'b' },
            ],
          }),
          'categories',
          1,
          'value',
        ),
      ),
    V2,
  ),
  operator(
    'duplicate-category-label',
    'a label twice',
    (draft) =>
      value(
        inside(
          field(draft, 'integer', {
            categories: [
              { value: 1, label: 'a' },
              { value: 2, label: 'a' },
            ],
          }),
          'categories',
          1,
          'label',
        ),
      ),
    V2,
  ),
  operator(
    'wrong-type',
    'a text among numbers',
    (draft) => value(inside(field(draft, 'integer', { categories: [1, 'two'] }), 'categories', 1)),
    V2,
  ),
  operator(
    'order-without-categories',
    'an order of nothing',
    (draft) => key(inside(field(draft, 'string', { categoriesOrdered: true }), 'categoriesOrdered')),
    V2,
  ),
  operator(
    'categories-in-constraints',
    'categories among constraints',
    (draft) => key(inside(constrained(draft, 'string', { categories: ['a'] }), 'categories')),
    V2,
  ),
  operator(
    'enum-outside-categories',
    'an entry that is no category',
    (draft) =>
      value(
        inside(
          field(draft, 'string', { categories: ['a', 'b'], constraints: { enum: ['a', 'c'] } }),
          'constraints',
          'enum',
          1,
        ),
      ),
    V2,
  ),
];
