import { append, type Draft, type Part, set } from './draft.ts';
import { head, inside, key, type Operator, operator, V1, V2, value } from './operator.ts';

/** The names of the fields of the first schema, when there are as many. */
function names(draft: Draft, count: number): string[] | undefined {
  const all = draft.fields().flatMap(({ value: { name } }) => (typeof name === 'string' ? [name] : []));
  return new Set(all).size === all.length && all.length >= count ? all.slice(0, count) : undefined;
}

/** Sets the primary key by the first names of fields. */
function primaryKey(draft: Draft, count: number, make: (names: string[]) => unknown): Part | undefined {
  const first = names(draft, count);
  const schema = draft.schema();
  if (!first || !schema) {
    return undefined;
  }
  schema.value['primaryKey'] = make(first);
  return { value: schema.value, path: [...schema.path, 'primaryKey'] };
}

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

/** Ways to break keys. */
export const KEY_OPERATORS: readonly Operator[] = [
  operator('unknown-field', 'a key of nothing', (draft) =>
    value(
      inside(
        primaryKey(draft, 1, ([name]) => [name, 'mutant']),
        1,
      ),
    ),
  ),
  operator(
    'unknown-field',
    'a key of nothing, as a text',
    (draft) => value(primaryKey(draft, 1, () => 'mutant')?.path),
    V1,
  ),
  operator(
    'key-as-text',
    'a key as a text',
    (draft) => value(primaryKey(draft, 1, ([name]) => name)?.path),
    V2,
  ),
  operator('too-few', 'an empty key', (draft) => head(primaryKey(draft, 1, () => [])?.path)),
  operator('duplicate-value', 'a field twice in the key', (draft) =>
    value(
      inside(
        primaryKey(draft, 1, ([name]) => [name, name]),
        1,
      ),
    ),
  ),
  operator('wrong-type', 'a key of numbers', (draft) =>
    value(
      inside(
        primaryKey(draft, 1, ([name]) => [name, 7]),
        1,
      ),
    ),
  ),
  operator('key-order', 'a key in another order', (draft) =>
    value(primaryKey(draft, 2, ([first, second]) => [second, first])?.path),
  ),
  operator('optional-key-field', 'a key that may be missing', (draft) => {
    const made = draft.newField({ name: 'mutant', type: 'string', constraints: { required: false } });
    set(draft.schema(), 'primaryKey', ['mutant']);
    return value(inside(made, 'constraints', 'required'));
  }),
  operator('misspelt-property', '"primarykeys"', (draft) => {
    delete draft.schema()?.value['primaryKey'];
    return key(set(draft.schema(), 'primarykeys', ['a']));
  }),
  operator(
    'unknown-field',
    'a unique key of nothing',
    (draft) => {
      const at = append(draft.schema(), 'uniqueKeys', ['mutant']);
      return value(at && [...at, 0]);
    },
    V2,
  ),
  operator(
    'too-few',
    'a unique key of no field',
    (draft) => head(append(draft.schema(), 'uniqueKeys', [])),
    V2,
  ),
  operator(
    'wrong-type',
    'a unique key as a text',
    (draft) => value(append(draft.schema(), 'uniqueKeys', 'mutant')),
    V2,
  ),
  operator(
    'unknown-value',
    'a way to match that is none',
    (draft) => value(set(draft.schema(), 'fieldsMatch', 'all')),
    V2,
  ),
  operator(
    'wrong-type',
    'fieldsMatch as a list',
    (draft) => head(set(draft.schema(), 'fieldsMatch', ['subset'])),
    V2,
  ),
  ...missingValueOperators('schema'),
  ...missingValueOperators('field'),
];

function missingValueOperators(of: 'schema' | 'field'): Operator[] {
  const versions = of === 'schema' ? undefined : V2;
  const list = (draft: Draft, values: unknown) =>
    set(of === 'schema' ? draft.schema() : draft.fields()[0], 'missingValues', values);
  const at = (draft: Draft, values: unknown, ...path: (string | number)[]) => {
    const made = list(draft, values);
    return made && [...made, ...path];
  };
  return [
    operator(
      'duplicate-missing-value',
      `twice in a ${of}`,
      (draft) => value(at(draft, ['', 'NA', 'NA'], 2)),
      versions,
    ),
    operator(
      'wrong-type',
      `a number among the missing values of a ${of}`,
      (draft) => value(at(draft, ['', -99], 1)),
      versions,
    ),
    operator('wrong-type', `one missing value of a ${of}`, (draft) => value(list(draft, 'NA')), versions),
    operator(
      'mixed-missing-values',
      `mixed in a ${of}`,
      (draft) => head(at(draft, ['', { value: 'NA' }], 1)),
      V2,
    ),
    operator(
      'duplicate-missing-value-label',
      `a label twice in a ${of}`,
      (draft) =>
        value(
          at(
            draft,
            [
              { value: '', label: 'none' },
              { value: 'NA', label: 'none' },
            ],
            1,
            'label',
          ),
        ),
      V2,
    ),
    operator(
      'missing-property',
      `an object without value in a ${of}`,
      (draft) => head(at(draft, [{ label: 'none' }], 0)),
      V2,
    ),
  ];
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
