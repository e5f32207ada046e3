import { expect, test } from 'vitest';
import { provideSelectionRanges } from '#server/features/selection-ranges.ts';
import { opened } from './opened.ts';

/** What is selected step by step, from where `‸` stands. */
function steps(name: string, marked: string): string[] {
  const document = opened(name, marked.replace('‸', ''));
  const [range] = provideSelectionRanges(document, [document.text.positionAt(marked.indexOf('‸'))]);
  const texts: string[] = [];
  for (let each = range; each; each = each.parent) {
    texts.push(document.text.getText(each.range));
  }
  return texts;
}

test('a text grows to its quotes, member, object, list and so on', () => {
  expect(steps('datapackage.json', '{ "resources": [{ "name": "a‸b" }] }')).toEqual([
    'ab',
    '"ab"',
    '"name": "ab"',
    '{ "name": "ab" }',
    '[{ "name": "ab" }]',
    '"resources": [{ "name": "ab" }]',
    '{ "resources": [{ "name": "ab" }] }',
  ]);
});

test('a key grows to its member', () => {
  expect(steps('datapackage.json', '{ "na‸me": 1, "x": 2 }')).toEqual([
    'name',
    '"name"',
    '"name": 1',
    '{ "name": 1, "x": 2 }',
  ]);
});

test('the same in YAML, where what an alias stands for is elsewhere', () => {
  const text = 'resources:\n  - &r\n    name: a\n    path: x.csv\nagain: *‸r\n';
  expect(steps('datapackage.yaml', text)).toEqual(['*r', 'again: *r', text.replace('‸', '').trim()]);
});

test('a place outside of everything is itself', () => {
  expect(steps('datapackage.json', '{ }\n\n‸')).toEqual(['']);
});
