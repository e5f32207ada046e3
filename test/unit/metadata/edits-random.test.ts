import { describe, expect, test } from 'vitest';
import type { MetadataDocument } from '#core/metadata/document.ts';
import {
  insertItem,
  insertMember,
  moveItem,
  removeItem,
  removeMember,
  replaceWith,
} from '#core/metadata/edits.ts';
import type { Node } from '#core/metadata/node.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import type { TextEdit } from '#core/metadata/problem.ts';
import { descendants, plainValue } from '#core/metadata/tree.ts';
import { applyEdits } from './marks.ts';
import { type Plain, RandomDocuments } from './random-documents.ts';

interface Try {
  readonly what: string;
  readonly edits: TextEdit[] | undefined;
  /** Changes the plain value of the node that is edited as the edits have to change the text. */
  readonly expected: (value: unknown) => unknown;
  /** Nothing that is there may be taken away, or nothing added. */
  readonly only?: 'adds' | 'removes';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? [...(value as unknown[])] : [];
}

function someEdit(random: RandomDocuments, document: MetadataDocument, node: Node): Try {
  if (node.kind === 'object' && random.below(5) > 0) {
    const { members } = node;
    const at = random.below(members.length + 1);
    const member = members[at];
    if (member && random.below(2) === 0) {
      return {
        what: `remove ${member.key}`,
        edits: removeMember(document, node, member),
        expected: (value) =>
          isRecord(value)
            ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== member.key))
            : value,
        ...(members.length > 1 && { only: 'removes' }),
      };
    }
    const added = random.value();
    const after = members[at - 1];
    const place = random.pick([{}, { first: true }, { after }]);
    const index = 'first' in place ? 0 : 'after' in place && after ? at : members.length;
    return {
      what: `insert as member ${index}: ${JSON.stringify(added)}`,
      edits: insertMember(document, node, 'new', added, place),
      expected: (value) =>
        isRecord(value)
          ? Object.fromEntries(Object.entries(value).toSpliced(index, 0, ['new', added]))
          : value,
      ...(members.length > 0 && { only: 'adds' }),
    };
  }
  if (node.kind === 'array' && random.below(5) > 0) {
    const count = node.items.length;
    const [from, to] = [random.below(count + 1), random.below(count + 1)];
    if (from < count && random.below(3) === 0) {
      return {
        what: `remove item ${from}`,
        edits: removeItem(document, node, from),
        expected: (value) => list(value).toSpliced(from, 1),
        ...(count > 1 && { only: 'removes' }),
      };
    }
    if (from < count && to < count && random.below(2) === 0) {
      return {
        what: `move item ${from} to ${to}`,
        edits: moveItem(document, node, from, to),
        expected: (value) => list(value).toSpliced(from, 1).toSpliced(to, 0, list(value)[from]),
      };
    }
    const added = random.value();
    return {
      what: `insert as item ${from}: ${JSON.stringify(added)}`,
      edits: insertItem(document, node, from, added),
      expected: (value) => list(value).toSpliced(from, 0, added),
      ...(count > 0 && { only: 'adds' }),
    };
  }
  const value = random.value();
  return {
    what: `replace by ${JSON.stringify(value)}`,
    edits: replaceWith(document, node, value),
    expected: () => value,
  };
}

/** The plain value of a tree in which one value is another. */
function plainWith(root: Node, target: Node, change: (value: unknown) => unknown): unknown {
  if (root === target) {
    return change(plainValue(root));
  }
  if (root.kind === 'object') {
    return Object.fromEntries(
      root.members.map(({ key, value }) => [key, value && plainWith(value, target, change)]),
    );
  }
  return root.kind === 'array' ? root.items.map((item) => plainWith(item, target, change)) : plainValue(root);
}

function commentsIn(text: string): string[] {
  return [...text.matchAll(/# c\d+;/g)].map(([comment]) => comment).sort();
}

function run(seed: number, language: 'json' | 'yaml') {
  const random = new RandomDocuments(seed);
  let value: Plain = random.value();
  while (typeof value !== 'object' || value === null) {
    value = random.value();
  }
  const text = random[language](value);
  const name = `datapackage.${language}`;
  const document = parseMetadata({ name, text });
  const { root } = document;
  if (!root || document.syntax.length > 0) {
    throw new Error(`the generator made broken ${language} (${document.syntax[0]?.message}):\n${text}`);
  }
  expect(plainValue(root), `the generator is wrong:\n${text}`).toEqual(value);
  const node = random.pick([...descendants(root)]);
  const { what, edits, expected, only } = someEdit(random, document, node);
  if (!edits) {
    return { done: false };
  }
  const after = applyEdits(text, edits);
  const say = `seed ${seed}: ${what} at /${node.path.join('/')}\n${JSON.stringify(edits)}\n${text}\n=====>\n${after}`;
  const parsed = parseMetadata({ name, text: after });
  expect(parsed.syntax, say).toEqual([]);
  const found = parsed.root && plainValue(parsed.root);
  expect(JSON.stringify(found), say).toBe(JSON.stringify(plainWith(root, node, expected)));
  expect(commentsIn(after), say).toEqual(commentsIn(text));
  expect(after.replaceAll('\r\n', '').includes('\n') && after.includes('\r\n'), say).toBe(false);
  if (only === 'adds') {
    expect(
      edits.map(({ length }) => length),
      say,
    ).toEqual(edits.map(() => 0));
  } else if (only === 'removes') {
    expect(
      edits.map(({ text: added }) => added),
      say,
    ).toEqual(edits.map(() => ''));
  }
  return { done: true };
}

describe.each(['json', 'yaml'] as const)('an edit of a random %s document', (language) => {
  const runs = 2_000;

  test('gives exactly the value that was asked for, and keeps all comments', () => {
    let refused = 0;
    for (let seed = 1; seed <= runs; seed++) {
      refused += run(seed, language).done ? 0 : 1;
    }
    // Comments and block scalars make some edits impossible in YAML, nothing does in JSON.
    expect(refused / runs).toBeLessThanOrEqual(language === 'json' ? 0 : 0.1);
  });
});
