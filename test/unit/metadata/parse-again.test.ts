import { expect, test } from 'vitest';
import { checkInSteps, checkMetadata } from '#core/metadata/check.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { runToEnd } from '#core/metadata/json-text.ts';
import { KnownParts } from '#core/metadata/known-parts.ts';
import type { Node } from '#core/metadata/node.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import type { Problem } from '#core/metadata/problem.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import { parseYaml } from '#core/metadata/yaml-text.ts';
import { edited, numbers, randomEdit } from './random.ts';

const JSON_PIECES = [
  ...['x', 'a', ' ', '\n', '"', '{', '}', '[', ']', ',', ':', '\\', '1', '-', 'null', '\u0000', '/', '//'],
  ...['"a": 1,', '{ "name": "new", "path": "new.csv" },', '"type": "intger"', '"resources": [', '😀'],
];
const YAML_PIECES = [
  ...[
    'x',
    'a',
    ' ',
    '  ',
    '\n',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ',',
    ': ',
    '- ',
    '#',
    '|',
    '>',
    '&a',
    '*a',
    '\t',
    '\r',
  ],
  ...[
    '\n- name: new\n  path: new.csv',
    '\n---\n',
    '<<: *a',
    '!',
    '%',
    '?',
    '@',
    'null',
    '~',
    '1',
    '\u0000',
    '😀',
  ],
];

/** A package long enough that only what changed is read again. */
function packageText(language: 'json' | 'yaml', resources: number): string {
  const tables = Array.from({ length: resources }, (_, index) => ({
    name: `table-${index}`,
    path: index % 5 === 0 ? `../table-${index}.csv` : `data/table-${index}.csv`,
    description: 'Some words about it, so that it is long enough.',
    schema: {
      fields: [
        { name: 'id', type: 'integer', constraints: { required: true } },
        { name: 'size', type: index % 4 === 0 ? 'nubmer' : 'number' },
      ],
      primaryKey: 'id',
      foreignKeys:
        index % 7 === 3 ? [{ fields: ['size'], reference: { resource: 'table-1', fields: ['ix'] } }] : [],
    },
  }));
  if (language === 'json') {
    return JSON.stringify({ name: 'many', resources: tables, sources: [{ title: 'a' }] }, null, 2);
  }
  const lines = tables.map(
    ({ name, path, description, schema }) =>
      `  - name: ${name}\n    path: "${path}"\n    description: >\n      ${description}\n      More of it.\n    schema:\n      fields:\n      # the fields\n      - name: id\n        type: integer\n        constraints: {required: true}\n      - { name: 'size', type: ${schema.fields[1]?.type} }\n      primaryKey: [id]\n`,
  );
  return `name: many\nresources:\n${lines.join('')}sources:\n  - title: a\n`;
}

/** A tree with all that it says, places and paths included. */
function told(node: Node | undefined): unknown {
  if (!node) {
    return undefined;
  }
  const base = [node.kind, node.offset, node.length, JSON.stringify(node.path)];
  switch (node.kind) {
    case 'object':
      return [
        ...base,
        node.members.map((each) => [each.key, each.keyOffset, each.keyLength, told(each.value)]),
      ];
    case 'array':
      return [...base, node.items.map(told)];
    case 'null':
      return base;
    case 'string':
    case 'number':
    case 'boolean':
      return [...base, node.value];
  }
}

const SESSIONS = [
  ['datapackage.json', JSON_PIECES, 1, 250],
  ['datapackage.json', JSON_PIECES, 2, 250],
  ['datapackage.yaml', YAML_PIECES, 3, 30],
  ['datapackage.yaml', YAML_PIECES, 4, 30],
] as const;

function inOrder(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) => a.offset - b.offset || (a.message < b.message ? -1 : 1));
}

/** Where the next edit is: near the last one, at the edge of some resource, or anywhere. */
function place(text: string, last: number, next: (below: number) => number): number {
  switch (next(4)) {
    case 0:
      return next(text.length + 1);
    case 1:
      return text.indexOf(`table-${next(60)}`) - next(30);
    default:
      return last;
  }
}

/** What was read item by item is what the parser gives for the whole, at least where that has nothing against it. */
function expectAsOne({ text, root, syntax }: MetadataDocument, round: number): void {
  const asOne = parseYaml(text);
  const isBroken = asOne.problems.some(({ code }) => code !== 'metadata/duplicate-key');
  if (!isBroken) {
    expect(JSON.stringify(told(root)), `round ${round}`).toBe(JSON.stringify(told(asOne.root)));
    expect(inOrder(syntax), `round ${round}`).toEqual(inOrder(asOne.problems));
  } else {
    expect(syntax.length, `round ${round}`).toBeGreaterThan(0);
  }
}

test.each(SESSIONS)(
  'typing into %s, each version reads as if it were the first (session %#)',
  (name, pieces, seed, rounds) => {
    const next = numbers(seed);
    const language = name.endsWith('json') ? 'json' : 'yaml';
    const start = packageText(language, language === 'json' ? 24 : 60);
    let before: MetadataDocument | undefined;
    let text = start;
    let last = 0;
    const known = new KnownParts();
    for (let round = 0; round < rounds; round++) {
      const whole = parseMetadata({ name, text });
      const again = parseMetadata({ name, text, before });
      expect(JSON.stringify(told(again.root)), `round ${round}`).toBe(JSON.stringify(told(whole.root)));
      expect(again.syntax, `round ${round}`).toEqual(whole.syntax);
      if (language === 'yaml') {
        expectAsOne(whole, round);
      }
      if (round % 4 === 0) {
        expect(runToEnd(checkInSteps(again, nowhere, known))).toEqual(checkMetadata(whole, nowhere));
      }
      before = again;
      const edit = randomEdit(text, place(text, last, next), next, pieces);
      last = edit.offset + edit.inserted.length;
      // Now and then somebody undoes it all: a broken text says little about how whole ones are read.
      text = next(8) === 0 ? start : edited(text, edit);
    }
  },
);

test('an older version is as it was after a newer one took values over', () => {
  const text = packageText('json', 24);
  const older = parseMetadata({ name: 'datapackage.json', text });
  const before = told(older.root);
  let document = older;
  for (const offset of [900, 4_000, 100, text.length - 60]) {
    const longer = `${document.text.slice(0, offset)}  ${document.text.slice(offset)}`;
    document = parseMetadata({ name: 'datapackage.json', text: longer, before: document });
    told(document.root);
  }
  expect(told(older.root)).toEqual(before);
});

test('what was found in a part holds for as long as its text, the version and the surroundings are the same', () => {
  const name = 'datapackage.json';
  const known = new KnownParts();
  const codes = (document: MetadataDocument, surroundings = nowhere) => {
    const problems = runToEnd(checkInSteps(document, surroundings, known));
    expect(problems).toEqual(checkMetadata(document, surroundings));
    return problems.length;
  };
  const text = packageText('json', 24);
  const document = parseMetadata({ name, text });
  const found = codes(document);
  const profile = '"$schema": "https://datapackage.org/profiles/2.0/datapackage.json",\n';
  const versioned = parseMetadata({ name, text: `{\n${profile}${text.slice(2)}`, before: document });
  expect(codes(versioned)).not.toBe(found);
  const more = codes(versioned, { ...nowhere, file: () => ({ kind: 'missing' }) });
  expect(more).toBeGreaterThan(codes(versioned));
});

/** How many values can be reached from a document by whatever it holds: that is what stays in memory with it. */
function reachable(document: MetadataDocument): number {
  const seen = new Set<object>();
  const queue: object[] = [document];
  for (const object of queue) {
    for (const value of Object.values(object)) {
      if (typeof value === 'object' && value !== null && !seen.has(value)) {
        seen.add(value);
        queue.push(value);
      }
    }
  }
  return [...seen].filter((each) => 'offset' in each).length;
}

test.each(['json', 'yaml'] as const)(
  'after many edits all over a document in %s, the older versions are gone',
  (language) => {
    const resources = 60;
    const name = `datapackage.${language}`;
    let document = parseMetadata({ name, text: packageText(language, resources) });
    told(document.root);
    const before = reachable(document);
    const known = new KnownParts();
    for (let edit = 0; edit < 60; edit++) {
      const at = document.text.indexOf(`table-${(edit * 7) % resources}`) + 'table-'.length;
      const text = `${document.text.slice(0, at)}0${document.text.slice(at)}`;
      document = parseMetadata({ name, text, before: document });
      // Rules look at the members of all resources, and at the rest of the one that was edited.
      runToEnd(checkInSteps(document, nowhere, known));
    }
    expect(reachable(document)).toBeLessThan(1.6 * before);
  },
);
