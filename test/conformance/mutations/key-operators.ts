import { append, type Draft, type Part, set } from './draft.ts';
import { names } from './field-names.ts';
import { head, inside, key, type Operator, operator, V1, V2, value } from './operator.ts';

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
