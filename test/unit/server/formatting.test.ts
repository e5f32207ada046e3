import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { provideFormatting } from '#server/features/formatting.ts';
import { opened } from './opened.ts';

const OPTIONS = { tabSize: 2, insertSpaces: true };

function formatted(name: string, text: string): string | undefined {
  const document = opened(name, text);
  const edits = provideFormatting(document, OPTIONS);
  return edits && TextDocument.applyEdits(document.text, edits);
}

test('JSON is indented as the editor is set', () => {
  expect(formatted('datapackage.json', '{"name":"a","resources":[ ]}')).toBe(
    '{\n  "name": "a",\n  "resources": []\n}',
  );
});

test('line ends stay what they are', () => {
  expect(formatted('datapackage.json', '{\r\n"name":"a"}')).toBe('{\r\n  "name": "a"\r\n}');
});

test.each([
  ['{"name":"a"}', '{\n  "name": "a"\n}'],
  ['{"name":"a"}\n', '{\n  "name": "a"\n}\n'],
  ['{"name":"a"}\n\n', '{\n  "name": "a"\n}\n'],
])('the final line break of %j stays or stays away', (text, expected) => {
  expect(formatted('datapackage.json', text)).toBe(expected);
});

test.each([
  ['brackets', '['.repeat(50_000)],
  ['objects', '{"a":'.repeat(20_000)],
  ['a line each', '{\n'.repeat(200_000)],
])('what nests without end (%s) is left alone: indented it would fill the memory', (_, text) => {
  expect(formatted('datapackage.json', text)).toBeUndefined();
});

test('an indent that is a mistake does not blow the text up', () => {
  const document = opened('datapackage.json', '{"name":"a"}');
  const edits = provideFormatting(document, { tabSize: 1e6, insertSpaces: true }) ?? [];
  expect(TextDocument.applyEdits(document.text, edits).length).toBeLessThan(100);
});

test('only a range is formatted when only a range is asked for', () => {
  const document = opened('datapackage.json', '{\n"name":"a",\n"title":"b"\n}');
  const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 11 } };
  const edits = provideFormatting(document, OPTIONS, range) ?? [];
  expect(TextDocument.applyEdits(document.text, edits)).toBe('{\n"name": "a",\n"title":"b"\n}');
});

test('YAML is left as its author wrote it', () => {
  expect(formatted('datapackage.yaml', 'name:   a\n')).toBeUndefined();
});

test('very many edits are told as one that does the same', () => {
  const items = Array.from({ length: 10_000 }, (_, index) => ({ name: `r${index}` }));
  const value = { title: 'a', resources: items };
  const document = opened('datapackage.json', JSON.stringify(value));
  const edits = provideFormatting(document, OPTIONS) ?? [];
  expect(edits).toHaveLength(1);
  expect(TextDocument.applyEdits(document.text, edits)).toBe(JSON.stringify(value, null, 2));
});

test('a text that would take all memory to format is refused', () => {
  const text = `{"name":"${'x'.repeat(10_000_000)}","resources":[]}`;
  expect(() => formatted('datapackage.json', text)).toThrow('10 million characters');
});
