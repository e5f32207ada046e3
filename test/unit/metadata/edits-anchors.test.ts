import { expect, test } from 'vitest';
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
import { descendants, nodeAtPath, plainValue } from '#core/metadata/tree.ts';
import { applyEdits } from './marks.ts';
import { RICH_YAML } from './samples.ts';

const TEXTS = [
  RICH_YAML,
  'a: &a\n  x: 1\n  y: &y [1, 2]\nb:\n  <<: *a\n  z: *y\nc: [*a, &c {k: *y}, *c]\n',
  'base: &base\n  - &one {a: 1}\n  - b: 2\n    c:\n      <<: *one\nrest:\n  d: *base\n  <<: [*one]\ntail: 1\n',
];

/** Every edit of a value, with what the value is to be afterwards; undefined when it is to be gone. */
function* editsOf(
  document: MetadataDocument,
  node: Node,
): Generator<[what: string, TextEdit[] | undefined, unknown]> {
  yield ['replace', replaceWith(document, node, 'new'), 'new'];
  yield ['replace by a list', replaceWith(document, node, [{ n: 1 }]), [{ n: 1 }]];
  const value = plainValue(node);
  if (node.kind === 'object') {
    const object: Record<string, unknown> = { ...(value as object) };
    yield ['insert', insertMember(document, node, 'new', 1), { ...object, new: 1 }];
    yield [
      'insert first',
      insertMember(document, node, 'new', { n: 1 }, { first: true }),
      { ...object, new: { n: 1 } },
    ];
    for (const member of node.members) {
      const rest = Object.fromEntries(Object.entries(object).filter(([key]) => key !== member.key));
      yield [`remove ${member.key}`, removeMember(document, node, member), rest];
    }
  } else if (node.kind === 'array') {
    const items: unknown[] = Array.isArray(value) ? value : [];
    yield ['insert item', insertItem(document, node, 0, 'new'), ['new', ...items]];
    yield ['append item', insertItem(document, node, items.length, { n: 1 }), [...items, { n: 1 }]];
    for (const index of items.keys()) {
      yield [`remove item ${index}`, removeItem(document, node, index), items.toSpliced(index, 1)];
      yield [
        `move item ${index}`,
        moveItem(document, node, index, 0),
        [items[index], ...items.toSpliced(index, 1)],
      ];
    }
  }
}

test.each(TEXTS)('anchors, aliases and merge keys survive every edit that is made', (text) => {
  const document = parseMetadata({ name: 'datapackage.yaml', text });
  expect(document.syntax).toEqual([]);
  let made = 0;
  for (const node of document.root ? descendants(document.root) : []) {
    for (const [what, edits, expected] of editsOf(document, node)) {
      if (edits) {
        made++;
        const result = applyEdits(text, edits);
        const after = parseMetadata({ name: 'datapackage.yaml', text: result });
        const say = `${what} at /${node.path.join('/')}:\n${result}`;
        expect(after.syntax, say).toEqual([]);
        const changed = nodeAtPath(after.root, node.path);
        expect(changed && plainValue(changed), say).toEqual(expected);
      }
    }
  }
  expect(made).toBeGreaterThan(20);
});
