import { type Node as JsonNode, type ParseError, parseTree } from 'jsonc-parser';
import { expect, test } from 'vitest';
import { JsonReader } from '#core/metadata/json-reader.ts';
import { runToEnd } from '#core/metadata/json-text.ts';
import type { Node } from '#core/metadata/node.ts';
import { edited, numbers, randomEdit } from './random.ts';
import { RICH_PACKAGE } from './samples.ts';

/** The parser of VS Code's own JSON support: what it makes of broken texts is what editors are used to. */
function theirs(text: string): { tree: unknown; errors: string[] } {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: false, disallowComments: true });
  const places = withoutConsequences(errors).map(({ offset, length }) => `${offset}+${length}`);
  return { tree: tree && theirTree(tree), errors: withoutRepetition(places) };
}

/** Whatever is no name of a property (3) is skipped, and told once more as no value (4) where that ends. */
function withoutConsequences(errors: readonly ParseError[]): ParseError[] {
  let open = 0;
  return errors.filter(({ error }) => {
    open += error === 3 ? 1 : 0;
    const isConsequence = error === 4 && open > 0;
    open -= isConsequence ? 1 : 0;
    return !isConsequence;
  });
}

function ours(text: string): { tree: unknown; errors: string[] } {
  const { root, errors } = runToEnd(new JsonReader(text).read());
  const places = errors.map(({ offset, length }) => `${offset}+${length}`);
  return { tree: root && ourTree(root), errors: withoutRepetition(places) };
}

/** Of several errors in one place, we keep the first, and of all only some. */
function withoutRepetition(places: readonly string[]): string[] {
  return places.filter((place, index) => place !== places[index - 1]).slice(0, 8);
}

function theirTree({ type, offset, length, children = [], value }: JsonNode): unknown {
  switch (type) {
    case 'property':
      return [
        children[0]?.value,
        children[0]?.offset,
        children[0]?.length,
        children[1] && theirTree(children[1]),
      ];
    case 'object':
    case 'array':
      return [type, offset, length, children.map(theirTree)];
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return [type, offset, length, value];
  }
}

function ourTree(node: Node): unknown {
  const base = [node.kind, node.offset, node.length];
  switch (node.kind) {
    case 'object':
      return [
        ...base,
        node.members.map(({ key, keyOffset, keyLength, value }) => [
          key,
          keyOffset,
          keyLength,
          value && ourTree(value),
        ]),
      ];
    case 'array':
      return [...base, node.items.map(ourTree)];
    case 'null':
      return [...base, null];
    case 'string':
    case 'number':
    case 'boolean':
      return [...base, node.value];
  }
}

const PIECES = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    '\n',
    ' ',
    '\t',
    'tru',
    'true',
    'null',
    'false',
    '\u0000',
    'é',
    '\u0001',
  ],
  ...[
    '0',
    '-',
    '1.',
    '.5',
    '1e',
    '1e+',
    '-0',
    '01',
    '12',
    '"a"',
    '"a": 1',
    '\\u00e9',
    '\\u12',
    '\\x',
    '// a',
    '/* b */',
  ],
];

test('texts that are broken in any way give the tree and the places of errors that jsonc-parser gives', () => {
  const next = numbers(11);
  for (let round = 0; round < 3_000; round++) {
    let text = next(2) === 0 ? '{"a": [1, "x", {"b": null}], "c": {"d": -1.5e3}}' : '';
    for (let edits = next(6); edits >= 0; edits--) {
      text = edited(text, randomEdit(text, next(text.length + 1), next, PIECES));
    }
    // Behind a comment that nobody closes, theirs counts one character more than there is.
    if (!/\/\*(?!.*\*\/)/s.test(text)) {
      expect(ours(text), JSON.stringify(text)).toEqual(theirs(text));
    }
  }
});

test('a descriptor that somebody breaks gives what jsonc-parser gives', () => {
  const next = numbers(12);
  for (let round = 0; round < 300; round++) {
    const text = edited(RICH_PACKAGE, randomEdit(RICH_PACKAGE, next(RICH_PACKAGE.length), next, PIECES));
    expect(ours(text), JSON.stringify(text)).toEqual(theirs(text));
  }
});

test.each([
  ['"\\u00e9\\n\\"\\/"', 'é\n"/'],
  ['1e400', Number.POSITIVE_INFINITY],
  ['-0', -0],
  ['-1.5E+3', -1500],
])('%s says what JSON.parse says', (text, value) => {
  const { root } = runToEnd(new JsonReader(text).read());
  expect(root && 'value' in root ? root.value : undefined).toBe(value);
  expect(JSON.parse(text)).toBe(value);
});
