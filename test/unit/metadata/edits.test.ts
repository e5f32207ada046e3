import { describe, expect, test } from 'vitest';
import type { MetadataDocument } from '#core/metadata/document.ts';
import {
  insertItem,
  insertMember,
  moveItem,
  removeItem,
  removeMember,
  replaceText,
  replaceWith,
} from '#core/metadata/edits.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import type { TextEdit } from '#core/metadata/problem.ts';
import { type ArrayNode, memberOf, memberValue, nodeAtPath, type ObjectNode } from '#core/metadata/tree.ts';
import { applyEdits } from './marks.ts';

type Edit = (document: MetadataDocument) => TextEdit[] | undefined;

function edited(language: 'json' | 'yaml', text: string, edit: Edit): string | undefined {
  const document = parseMetadata({ name: `datapackage.${language}`, text });
  const edits = edit(document);
  return edits && applyEdits(text, edits);
}

function object(document: MetadataDocument, ...path: (string | number)[]): ObjectNode {
  const node = nodeAtPath(document.root, path);
  if (node?.kind !== 'object') {
    throw new Error(`no object at ${path.join('/')}`);
  }
  return node;
}

function array(document: MetadataDocument, ...path: (string | number)[]): ArrayNode {
  const node = nodeAtPath(document.root, path);
  if (node?.kind !== 'array') {
    throw new Error(`no list at ${path.join('/')}`);
  }
  return node;
}

const add =
  (key: string, value: unknown, ...path: (string | number)[]): Edit =>
  (document) =>
    insertMember(document, object(document, ...path), key, value);
const addAfter =
  (after: string, key: string, value: unknown): Edit =>
  (document) =>
    insertMember(document, object(document), key, value, { after: memberOf(document.root, after) });
const addFirst =
  (key: string, value: unknown, ...path: (string | number)[]): Edit =>
  (document) =>
    insertMember(document, object(document, ...path), key, value, { first: true });
const put =
  (value: unknown, ...path: (string | number)[]): Edit =>
  (document) => {
    const node = nodeAtPath(document.root, path);
    return node && replaceWith(document, node, value);
  };
const remove =
  (key: string, ...path: (string | number)[]): Edit =>
  (document) => {
    const owner = object(document, ...path);
    const member = memberOf(owner, key);
    return member && removeMember(document, owner, member);
  };
const addItem =
  (index: number, value: unknown, ...path: (string | number)[]): Edit =>
  (document) =>
    insertItem(document, array(document, ...path), index, value);
const dropItem =
  (index: number, ...path: (string | number)[]): Edit =>
  (document) =>
    removeItem(document, array(document, ...path), index);

describe('in JSON', () => {
  test.each<[string, string, Edit, string]>([
    ['a member goes to the end', '{\n  "a": 1\n}\n', add('b', 2), '{\n  "a": 1,\n  "b": 2\n}\n'],
    [
      'a member goes behind another',
      '{ "a": 1, "c": 3 }',
      addAfter('a', 'b', 2),
      '{ "a": 1, "b": 2, "c": 3 }',
    ],
    ['a member goes first', '{\n\t"a": 1\n}', addFirst('b', [1]), '{\n\t"b": [\n\t\t1\n\t],\n\t"a": 1\n}'],
    ['machines write without blanks', '{"a":1}', add('b', { c: [1, 2] }), '{"a":1,"b":{"c":[1,2]}}'],
    [
      'an empty object is filled',
      '{\r\n  "a": {}\r\n}',
      add('b', 1, 'a'),
      '{\r\n  "a": {\r\n    "b": 1\r\n  }\r\n}',
    ],
    ['the only line stays one', '{ "a": [] }', addItem(0, 'x', 'a'), '{ "a": ["x"] }'],
    [
      'lists on one line have company',
      '{\n  "a": ["x"],\n  "b": 1\n}',
      add('c', ['y', 'z']),
      '{\n  "a": ["x"],\n  "b": 1,\n  "c": ["y", "z"]\n}',
    ],
    [
      'items on one line have company',
      '{\n  "a": [\n    { "n": 1 }\n  ]\n}',
      addItem(1, { n: 2, m: 'x' }, 'a'),
      '{\n  "a": [\n    { "n": 1 },\n    { "n": 2, "m": "x" }\n  ]\n}',
    ],
    ['a member is removed with its line', '{\n  "a": 1,\n  "b": 2\n}', remove('a'), '{\n  "b": 2\n}'],
    ['the last member takes the comma with it', '{\n  "a": 1,\n  "b": 2\n}', remove('b'), '{\n  "a": 1\n}'],
    ['the only member leaves nothing', '{\n  "a": 1\n}', remove('a'), '{}'],
    ['a text becomes a list', '{ "a": "x" }', put(['x'], 'a'), '{ "a": ["x"] }'],
  ])('%s', (_, text, edit, expected) => {
    expect(edited('json', text, edit)).toBe(expected);
  });

  test('an item is moved, text and all', () => {
    const text = '{ "a": [\n    {"n":  1},\n    {"n": 2}\n  ] }';
    const moved = edited('json', text, (document) => moveItem(document, array(document, 'a'), 1, 0));
    expect(moved).toBe('{ "a": [\n    {"n": 2},\n    {"n":  1}\n  ] }');
  });
});

describe('in YAML', () => {
  test.each<[string, string, Edit, string]>([
    ['a member goes behind the comment of the last', 'a: 1 # one\n', add('b', 'x'), 'a: 1 # one\nb: x\n'],
    ['a text has the quotes of its neighbours', "a: 'x'\n", add('b', "it's"), "a: 'x'\nb: 'it''s'\n"],
    [
      'an address needs no quotes',
      'a: x',
      addFirst('$schema', 'https://e.org/x'),
      '$schema: https://e.org/x\na: x',
    ],
    [
      'behind a dash, members stand below the first',
      'r:\n  - name: x\n',
      add('s', { fields: [{ name: 'id' }] }, 'r', 0),
      'r:\n  - name: x\n    s:\n      fields:\n        - name: id\n',
    ],
    [
      'dashes stand where the author puts them',
      'r:\n- name: x\n',
      add('k', ['a', 'b'], 'r', 0),
      'r:\n- name: x\n  k:\n  - a\n  - b\n',
    ],
    ['short lists are in brackets where others are', 'k: [a]\nb: x\n', put(['x'], 'b'), 'k: [a]\nb: [x]\n'],
    ['a block gives way to a text', 'a:\n  b: 1\nc: 2\n', put('x', 'a'), 'a: x\nc: 2\n'],
    ['an empty list is filled', 'a: [] # none\n', addItem(0, { b: 1 }, 'a'), 'a:\n  - b: 1 # none\n'],
    ['the last item leaves an empty list', 'a:\n  - x\nb: 1\n', dropItem(0, 'a'), 'a: []\nb: 1\n'],
    [
      'the first item leaves its comment',
      'a:\n  # about x\n  - x\n  - y\n',
      dropItem(0, 'a'),
      'a:\n  # about x\n  - y\n',
    ],
    ['the first member behind a dash', 'a:\n  - b: 1\n    c: 2\n', remove('b', 'a', 0), 'a:\n  - c: 2\n'],
    ['in brackets it is as in JSON', 'a: {b: 1}\n', add('c', ['x, y'], 'a'), 'a: {b: 1, c: ["x, y"]}\n'],
  ])('%s', (_, text, edit, expected) => {
    expect(edited('yaml', text, edit)).toBe(expected);
  });

  test.each<[string, string, Edit]>([
    ['an alias', 'a: &x [1]\nb: *x\n', addItem(0, 2, 'b')],
    [
      'a merged object gets none of the members of others removed',
      'a: &x {k: 1}\nb:\n  <<: *x\n  m: 1\n',
      remove('k', 'b'),
    ],
    ['an anchor', 'a:\n  k: &x 1\n  l: 2\nb: *x\n', remove('k', 'a')],
    ['an anchor inside', 'a:\n  k: &x 1\nb: *x\n', put('x', 'a')],
    ['a block with a merge key', 'a: &x {k: 1}\nb:\n  m: 1\n  <<: *x\n', put(1, 'b')],
    ['a tag', 'a: !!str 1\n', put('x', 'a')],
    ['a block scalar', 'a: |\n  text\n', put('x', 'a')],
    ['blank lines that are kept', 'a: |+\n  text\n\n', add('b', 1)],
    ['a comment behind the value', 'a: 1 # one\nb: 2\n', remove('a')],
    ['a comment inside of the value', 'a:\n  # why\n  b: 2\n', put(1, 'a')],
    ['a comment behind an item', 'a: [\n  x, # one\n  y\n  ]\n', dropItem(0, 'a')],
    ['a member that is there', 'a: 1\n', add('a', 2)],
  ])('%s is left alone', (_, text, edit) => {
    expect(edited('yaml', text, edit)).toBeUndefined();
  });

  test('a block scalar is no text to replace', () => {
    expect(
      edited('yaml', 'a: |\n  x\n', (document) => {
        const node = memberValue(document.root, 'a');
        return node && replaceText(document, node, 'y');
      }),
    ).toBeUndefined();
  });
});

test.each([
  ['{\n  "a": { "b": 1 },\n  "c": "x"\n}', '["x", "y"]'],
  ['{\n  "a": { "b": 1 },\n  "d": [\n    1,\n    2\n  ],\n  "c": "x"\n}', '[\n    "x",\n    "y"\n  ]'],
  ['{\n  "a": {\n    "b": 1\n  },\n  "c": "x"\n}', '[\n    "x",\n    "y"\n  ]'],
])('a list of plain values stands as lists do, and where none tells, as objects do: %j', (text, list) => {
  const replaced = edited('json', text, (document) => {
    const node = memberValue(document.root, 'c');
    return node && replaceWith(document, node, ['x', 'y']);
  });
  expect(replaced).toBe(text.replace('"x"', list));
});
