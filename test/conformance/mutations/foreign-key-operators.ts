import { append, type Draft, type Part, set } from './draft.ts';
import { names } from './field-names.ts';
import { head, inside, key, type Operator, operator, V1, V2, value } from './operator.ts';

/** Adds a foreign key to the first schema, made of the name of its first field. */
function foreignKey(draft: Draft, make: (name: string) => unknown): Part | undefined {
  const name = names(draft, 1)?.[0];
  const at = name === undefined ? undefined : append(draft.schema(), 'foreignKeys', make(name));
  return at && { value: {}, path: at };
}

function ownResource(draft: Draft): unknown {
  const index = draft.schema()?.path[1];
  return draft.resources()[Number(index)]?.value['name'];
}

/** What refers to the table itself, as its version has it. */
function toItself(draft: Draft, fields: unknown): Record<string, unknown> {
  return draft.version === '1.0' ? { resource: '', fields } : { fields };
}

/** Ways to break foreign keys. */
export const FOREIGN_KEY_OPERATORS: readonly Operator[] = [
  operator('wrong-type', 'foreign keys as an object', (draft) =>
    head(set(draft.schema(), 'foreignKeys', {})),
  ),
  operator('missing-property', 'no reference', (draft) =>
    head(foreignKey(draft, (name) => ({ fields: [name] }))?.path),
  ),
  operator('missing-property', 'no own fields', (draft) =>
    head(foreignKey(draft, (name) => ({ reference: toItself(draft, [name]) }))?.path),
  ),
  operator(
    'missing-property',
    'no fields to refer to',
    (draft) =>
      head(
        inside(
          foreignKey(draft, (name) => ({ fields: [name], reference: { resource: '' } })),
          'reference',
        ),
      ),
    V1,
  ),
  operator('misspelt-property', '"refrence"', (draft) =>
    key(
      inside(
        foreignKey(draft, (name) => ({ fields: [name], refrence: toItself(draft, [name]) })),
        'refrence',
      ),
    ),
  ),
  operator('unknown-field', 'an own field that is none', (draft) =>
    value(
      inside(
        foreignKey(draft, (name) => ({ fields: ['mutant'], reference: toItself(draft, [name]) })),
        'fields',
        0,
      ),
    ),
  ),
  operator('unknown-field', 'a field to refer to that is none', (draft) =>
    value(
      inside(
        foreignKey(draft, (name) => ({ fields: [name], reference: toItself(draft, ['mutant']) })),
        'reference',
        'fields',
        0,
      ),
    ),
  ),
  operator('unknown-resource', 'a resource that is none', (draft) =>
    value(
      inside(
        foreignKey(draft, (name) => ({ fields: [name], reference: { resource: 'mutants', fields: [name] } })),
        'reference',
        'resource',
      ),
    ),
  ),
  operator('foreign-key-length', 'two fields for one', (draft) => {
    const [first, second] = names(draft, 2) ?? [];
    return second === undefined
      ? undefined
      : head(
          inside(
            foreignKey(draft, () => ({ fields: [first], reference: toItself(draft, [first, second]) })),
            'reference',
            'fields',
          ),
        );
  }),
  operator('self-reference', 'itself by its name', (draft) =>
    value(
      inside(
        foreignKey(draft, (name) => ({
          fields: [name],
          reference: { resource: ownResource(draft), fields: [name] },
        })),
        'reference',
        'resource',
      ),
    ),
  ),
  operator(
    'self-reference',
    'itself by ""',
    (draft) =>
      key(
        inside(
          foreignKey(draft, (name) => ({ fields: [name], reference: { resource: '', fields: [name] } })),
          'reference',
          'resource',
        ),
      ),
    V2,
  ),
  operator(
    'key-as-text',
    'own field as a text',
    (draft) =>
      value(
        inside(
          foreignKey(draft, (name) => ({ fields: name, reference: { fields: [name] } })),
          'fields',
        ),
      ),
    V2,
  ),
  operator('foreign-key-type', 'a text that refers to a number', (draft) => {
    draft.newField({ name: 'mutant-text', type: 'string' });
    draft.newField({ name: 'mutant-number', type: 'number', constraints: { unique: true } });
    const made = foreignKey(draft, () => ({
      fields: ['mutant-text'],
      reference: toItself(draft, ['mutant-number']),
    }));
    return value(inside(made, 'reference', 'fields', 0));
  }),
  operator('foreign-key-to-no-key', 'a reference to what is no key', (draft) => {
    draft.newField({ name: 'mutant', type: 'string' });
    const made = foreignKey(draft, () => ({ fields: ['mutant'], reference: toItself(draft, ['mutant']) }));
    return value(inside(made, 'reference', 'fields', 0));
  }),
  operator('foreign-key-without-schema', 'a reference to what has no fields', (draft) => {
    if (draft.root.value['profile'] === 'tabular-data-package') {
      return undefined;
    }
    draft.newResource({ name: 'mutant', path: 'mutant.csv' });
    const made = foreignKey(draft, (name) => ({
      fields: [name],
      reference: { resource: 'mutant', fields: ['a'] },
    }));
    return value(inside(made, 'reference', 'resource'));
  }),
];
