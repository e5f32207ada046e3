import { describe, expect, test } from 'vitest';
import { headerFiles, renameInlineColumn } from '#core/metadata/navigation/columns.ts';
import { renameHeaderCell } from '#core/metadata/navigation/header-cell.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import { memberValue } from '#core/metadata/tree.ts';
import type { DeclaredDialect } from '#core/tableschema/table-reading.ts';
import { applyEdits } from '../marks.ts';

/** A file after its column `id` was named `key`, or another name; undefined when that is not offered. */
function renamed(
  text: string,
  dialect: DeclaredDialect = {},
  to = 'key',
  encoding?: string,
): string | undefined {
  const reading = { dialect, ...(encoding !== undefined && { encoding }) };
  const edit = renameHeaderCell(text, { from: 'id', to }, reading, ',');
  return edit && applyEdits(text, [edit]);
}

describe('the header of a file', () => {
  test.each<[string, string, DeclaredDialect, string | undefined]>([
    ['the first cell', 'id,name\n1,a\n', {}, 'key,name\n1,a\n'],
    ['the last cell, before a line break of Windows', 'name,id\r\n', {}, 'name,key\r\n'],
    ['a cell in quotes keeps them', 'name,"id"\n', {}, 'name,"key"\n'],
    ['a quoted cell with a line break before it', '"a\n""b""",id\n', {}, '"a\n""b""",key\n'],
    ['the delimiter of the dialect', 'name;id\n', { delimiter: ';' }, 'name;key\n'],
    ['the quotes of the dialect', "'a,b',id\n", { quoteChar: "'" }, "'a,b',key\n"],
    ['blanks that do not count', 'a, id\n', { skipInitialSpace: true }, 'a, key\n'],
    ['a header further down', '# x\nid,b\n', { headerRows: [2], commentChar: '#' }, '# x\nkey,b\n'],
    ['no such column', 'a,b\nid\n', {}, undefined],
    ['two such columns', 'id,id\n', {}, undefined],
    ['a column that only begins so', 'id2,id 3\n', {}, undefined],
    ['no header', 'id,b\n', { header: false }, undefined],
    ['a header of two rows', 'id,b\n', { headerRows: [1, 2] }, undefined],
    ['a first row that is a comment', '#,id\n', { commentChar: '#' }, undefined],
    ['an escape character', 'id,b\n', { escapeChar: '\\' }, undefined],
    ['another delimiter than it says', 'id;b\n', {}, undefined],
    ['an empty file', '', {}, undefined],
    ['a header far beyond the beginning', 'id\n', { headerRows: [1_000_000] }, undefined],
  ])('%s', (_, text, dialect, expected) => {
    expect(renamed(text, dialect)).toBe(expected);
  });

  test('a name that needs quotes gets them', () => {
    expect(renamed('id,b\n', {}, 'a, "b"')).toBe('"a, ""b""",b\n');
  });

  test('a file in another encoding is left alone', () => {
    expect(renamed('id\n', {}, 'key', 'windows-1252')).toBeUndefined();
    expect(renamed('id\n', {}, 'key', 'UTF-8')).toBe('key\n');
  });
});

/** The first resource of a package, in YAML. */
function resource(lines: string) {
  const document = parseMetadata({ name: 'datapackage.yaml', text: `resources:\n  - name: a\n${lines}` });
  const list = memberValue(document.root, 'resources');
  const node = list?.kind === 'array' ? list.items[0] : undefined;
  if (!node) {
    throw new Error('no resource');
  }
  return { document, node };
}

test.each([
  ['path: a.csv', ['a.csv']],
  ['path: [a.csv, b.CSV, c.parquet]', ['a.csv', 'b.CSV']],
  ['path: a.dat\n    format: csv', ['a.dat']],
  ['path: a.csv\n    format: xlsx', []],
  ['path: ../a.csv', []],
  ['path: https://example.org/a.csv', []],
  ['path: a.csv\n    dialect: unknown.json', []],
])('the files with a header of "%s"', (lines, expected) => {
  const { document, node } = resource(`    ${lines}\n`);
  expect(headerFiles(document, node, nowhere).map(({ path }) => path)).toEqual(expected);
});

test.each([
  ['data:\n      - {id: 1, b: 2}\n      - {"id": 2}', 'data:\n      - {key: 1, b: 2}\n      - {"key": 2}'],
  ['data: [[id, b], [id, 2]]', 'data: [[key, b], [id, 2]]'],
  ['data: id;b', 'data: id;b'],
])('data in the descriptor: %s', (before, after) => {
  const { document, node } = resource(`    ${before}\n`);
  const edits = renameInlineColumn(document, node, { from: 'id', to: 'key' });
  expect(applyEdits(document.text, edits)).toBe(document.text.replace(before, after));
});
