import { type Draft, type Part, remove, set, setIn } from './draft.ts';
import { inside, key, type Operator, operator, V2, value } from './operator.ts';

/** A dialect with these members in place of what was there. */
function dialect(draft: Draft, values: Record<string, unknown>): Part | undefined {
  const file = draft.file();
  remove(file, 'dialect');
  return setIn(file, 'dialect', values);
}

/** Ways to break a dialect. */
export const DIALECT_OPERATORS: readonly Operator[] = [
  operator('wrong-form', 'two quotes', (draft) =>
    value(inside(dialect(draft, { quoteChar: '""' }), 'quoteChar')),
  ),
  operator('wrong-form', 'two escapes', (draft) =>
    value(inside(dialect(draft, { escapeChar: '//' }), 'escapeChar')),
  ),
  operator('wrong-type', 'a number that delimits', (draft) =>
    value(inside(dialect(draft, { delimiter: 7 }), 'delimiter')),
  ),
  operator('wrong-type', 'a header "yes"', (draft) =>
    value(inside(dialect(draft, { header: 'yes' }), 'header')),
  ),
  operator('equal-dialect-characters', 'a delimiter that quotes', (draft) =>
    value(inside(dialect(draft, { delimiter: "'", quoteChar: "'" }), 'quoteChar')),
  ),
  operator('quote-and-escape', 'quotes and escapes', (draft) =>
    key(inside(dialect(draft, { quoteChar: '"', escapeChar: '!' }), 'escapeChar')),
  ),
  operator(
    'header-rows-without-header',
    'rows of no header',
    (draft) => key(inside(dialect(draft, { header: false, headerRows: [1] }), 'headerRows')),
    V2,
  ),
  operator(
    'out-of-range',
    'row 0',
    (draft) => value(inside(dialect(draft, { headerRows: [0] }), 'headerRows', 0)),
    V2,
  ),
  operator(
    'duplicate-value',
    'a row twice',
    (draft) => value(inside(dialect(draft, { headerRows: [1, 1] }), 'headerRows', 1)),
    V2,
  ),
  operator(
    'comment-in-header',
    'a header that is a comment',
    (draft) => value(inside(dialect(draft, { headerRows: [1, 2], commentRows: [2] }), 'commentRows', 0)),
    V2,
  ),
  operator(
    'item-keys-of-arrays',
    'keys of lists',
    (draft) => key(inside(dialect(draft, { itemType: 'array', itemKeys: ['a'] }), 'itemKeys')),
    V2,
  ),
  operator(
    'unknown-value',
    'an unknown kind of item',
    (draft) => value(inside(dialect(draft, { itemType: 'row' }), 'itemType')),
    V2,
  ),
  operator(
    'sheet-number-and-name',
    'two sheets',
    (draft) => key(inside(dialect(draft, { sheetNumber: 1, sheetName: 'one' }), 'sheetNumber')),
    V2,
  ),
  operator(
    'out-of-range',
    'sheet 0',
    (draft) => value(inside(dialect(draft, { sheetNumber: 0 }), 'sheetNumber')),
    V2,
  ),
  operator(
    'removed-dialect-property',
    '"caseSensitiveHeader"',
    (draft) => key(inside(dialect(draft, { caseSensitiveHeader: true }), 'caseSensitiveHeader')),
    V2,
  ),
  operator(
    'removed-dialect-property',
    '"csvddfVersion"',
    (draft) => key(inside(dialect(draft, { csvddfVersion: 1.2 }), 'csvddfVersion')),
    V2,
  ),
  operator('nested-profile', '"$schema" in a dialect', (draft) =>
    key(
      inside(
        dialect(draft, { $schema: 'https://datapackage.org/profiles/2.0/tabledialect.json' }),
        '$schema',
      ),
    ),
  ),
  operator('misspelt-property', '"delimeter"', (draft) =>
    key(inside(dialect(draft, { delimeter: ';' }), 'delimeter')),
  ),
  operator(
    'dialect-without-effect',
    'a sheet of a CSV',
    (draft) => key(inside(dialect(draft, { sheetName: 'one' }), 'sheetName')),
    V2,
  ),
  operator('wrong-type', 'a dialect as a number', (draft) => value(set(draft.file(), 'dialect', 7))),
];
