import { expect, test } from 'vitest';
import { draftNameFixes } from '#core/metadata/datapackage/draft-names.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nodeAtPath } from '#core/metadata/tree.ts';
import { applyEdits } from './marks.ts';

/** The text after the fix for the entry at a path; the text itself where there is none. */
function renamed(name: string, text: string, path: readonly (string | number)[]): string {
  const document = parseMetadata({ name, text });
  const entry = nodeAtPath(document.root, path);
  const fixes = entry?.kind === 'object' ? draftNameFixes(document, entry) : [];
  return applyEdits(text, fixes[0]?.edits ?? []);
}

test.each([
  [
    'a licence',
    '{ "licenses": [{ "id": "CC0-1.0", "title": "CC0", "url": "https://example.org/" }] }',
    '{ "licenses": [{ "name": "CC0-1.0", "title": "CC0", "path": "https://example.org/" }] }',
    'licenses:\n  - id: CC0-1.0 # free\n    url: https://example.org/\n',
    'licenses:\n  - name: CC0-1.0 # free\n    path: https://example.org/\n',
    ['licenses', 0],
  ],
  [
    'a source',
    '{ "sources": [{ "name": "World Bank", "web": "https://example.org/" }] }',
    '{ "sources": [{ "title": "World Bank", "path": "https://example.org/" }] }',
    'sources: [{name: World Bank, web: "https://example.org/"}]\n',
    'sources: [{title: World Bank, path: "https://example.org/"}]\n',
    ['sources', 0],
  ],
  [
    'a field of a schema',
    '{ "fields": [{ "id": "year", "type": "date" }] }',
    '{ "fields": [{ "name": "year", "type": "date" }] }',
    'fields:\n  - id: year\n    type: date\n',
    'fields:\n  - name: year\n    type: date\n',
    ['fields', 0],
  ],
] as const)('%s of the drafts gets the names of now', (_, json, wantedJson, yaml, wantedYaml, path) => {
  expect(renamed('a.json', json, path)).toBe(wantedJson);
  expect(renamed('a.yaml', yaml, path)).toBe(wantedYaml);
});

test.each([
  ['has both names', '{ "licenses": [{ "id": "mine", "name": "CC0-1.0" }] }'],
  ['has something else under the old name', '{ "licenses": [{ "id": { "a": 1 }, "title": "CC0" }] }'],
  ['stands in another list', '{ "others": [{ "id": "a" }] }'],
])('an entry that %s is left alone', (_, text) => {
  const list = text.includes('others') ? 'others' : 'licenses';
  expect(renamed('a.json', text, [list, 0])).toBe(text);
});
