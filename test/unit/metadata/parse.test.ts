import { expect, test } from 'vitest';
import { parseMetadata } from '#core/metadata/parse.ts';
import { plainValue } from '#core/metadata/tree.ts';
import { afterFix, findings, marked } from './marks.ts';

function syntaxOf(name: string, text: string): string[] {
  return parseMetadata({ name, text }).syntax.map(
    ({ code, offset, length }) => `${code} «${text.slice(offset, offset + length)}»`,
  );
}

function valueOfText(name: string, text: string): unknown {
  const { root } = parseMetadata({ name, text });
  return root && JSON.parse(JSON.stringify(plainValue(root)));
}

test.each([
  ['{ "a": 1, }', 'metadata/syntax «,»'],
  ['{ "a": tru }', 'metadata/syntax «tru»'],
  ['{ "a" 1 }', 'metadata/syntax «1»'],
  ['{ "a": 1 // why\n}', 'metadata/syntax «// why»'],
  ['{ "a": 1 } x', 'metadata/syntax «x»'],
  ['{ "a": "b\n}', 'metadata/syntax «"b»'],
  ["{ 'a': 1 }", "metadata/syntax «'a'»"],
])('says where %j is not JSON', (text, first) => {
  expect(syntaxOf('x.json', text)[0]).toBe(first);
});

test.each([
  ['{ "a": tru, "b": 1 }', 'tru'],
  [`{ "a": 'b', "c": 1 }`, `'b'`],
  ['{ "a": [NaN, 1] }', 'NaN'],
  ['{ a: 1, "b": 2 }', 'a'],
])('tells once what stands in the place of a name or a value in %j', (text, symbol) => {
  expect(syntaxOf('x.json', text)).toEqual([`metadata/syntax «${symbol}»`]);
});

test('removes a trailing comma', () => {
  expect(afterFix('x.json', '{ "a": [1, 2,\n] }')).toBe('{ "a": [1, 2\n] }');
});

test('removes a byte order mark, and keeps all offsets behind it', () => {
  expect(afterFix('x.json', '\uFEFF{ "a": 1 }')).toBe('{ "a": 1 }');
  expect(parseMetadata({ name: 'x.json', text: '\uFEFF{}' }).root).toMatchObject({ offset: 1, length: 2 });
});

test.each([
  ['x.json', '{ "a": 1, "b": 2, «"a"»: 3 }', { a: 3, b: 2 }],
  ['x.yaml', 'a: 1\nb: 2\n«a»: 3\n', { a: 3, b: 2 }],
])('marks the second of two equal keys in %s and points at the first', (name, text, value) => {
  const { text: plain, ranges } = marked(text);
  const document = parseMetadata({ name, text: plain });
  expect(document.syntax).toMatchObject([{ code: 'metadata/duplicate-key', ...ranges[0], related: [{}] }]);
  expect(valueOfText(name, plain)).toEqual(value);
});

test('JSON and YAML give the same tree but for the places', () => {
  const json = '{"a": [1, "x", true, null, {"b": -1.5}], "c": {}}';
  const yaml = 'a:\n  - 1\n  - x\n  - true\n  - null\n  - b: -1.5\nc: {}\n';
  expect(valueOfText('x.yaml', yaml)).toEqual(JSON.parse(json));
  expect(valueOfText('x.json', json)).toEqual(JSON.parse(json));
});

test('a value in YAML covers its own text and not the line break behind it', () => {
  const { text, ranges } = marked("a: «one»\nb: «'two'»\nc:\n  «- x\n  - y»\nd: «|\n  z»\n\ne: 1\n");
  const { root } = parseMetadata({ name: 'x.yaml', text });
  const values = root?.kind === 'object' ? root.members.map(({ value }) => value) : [];
  expect(values.slice(0, 4)).toMatchObject(ranges);
});

test.each([
  ['anchors and aliases', 'a: &x {p: 1}\nb: *x\n', { a: { p: 1 }, b: { p: 1 } }],
  ['merge keys', 'a: &x {p: 1, q: 1}\nb:\n  <<: *x\n  q: 2\n', { a: { p: 1, q: 1 }, b: { p: 1, q: 2 } }],
  [
    'the first of merged maps',
    'a: &x {p: 1}\nb: &y {p: 2}\nc:\n  <<: [*x, *y]\n',
    { a: { p: 1 }, b: { p: 2 }, c: { p: 1 } },
  ],
  ['keys that are no texts', '1: a\ntrue: b\n', { 1: 'a', true: 'b' }],
  ['a key without a value', 'a:\nb: {c}\n', { a: null, b: { c: null } }],
  ['dates and words as texts', 'a: 2024-01-01\nb: yes\n', { a: '2024-01-01', b: 'yes' }],
])('reads %s of YAML', (_, text, value) => {
  expect(syntaxOf('x.yaml', text)).toEqual([]);
  expect(valueOfText('x.yaml', text)).toEqual(value);
});

test.each([
  ['a: *nope', 'metadata/unknown-anchor «*nope»'],
  ['a: &x [*x]', 'metadata/endless-alias «*x»'],
  ['a:\n\tb: 1\n', 'metadata/syntax «\t»'],
  ['a: 1\n---\nb: 2\n', 'metadata/syntax «---»'],
  ['a: [1, 2\n', 'metadata/syntax «\n»'],
  ['? [a]\n: b\n', 'metadata/syntax «[a]»'],
])('says where %j is not what a descriptor may be', (text, first) => {
  expect(syntaxOf('x.yaml', text)[0]).toBe(first);
});

test.each(['', '  \n'])('an empty file (%j) is a finding in both languages', (text) => {
  expect(parseMetadata({ name: 'x.json', text }).syntax).toMatchObject([{ code: 'metadata/syntax' }]);
  expect(parseMetadata({ name: 'x.yaml', text }).syntax).toMatchObject([{ code: 'metadata/syntax' }]);
});

test.each([
  ['datapackage.json', '[1]'],
  ['datapackage.yaml', '- 1'],
])('a descriptor that is no object is one finding: %s', (name, text) => {
  expect(findings(name, text)).toEqual([expect.stringMatching(/^metadata\/not-an-object/)]);
});
