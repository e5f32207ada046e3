// biome-ignore-all lint/suspicious/noTemplateCurlyInString: stops in the snippet syntax of LSP look like this
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { nowhere } from '#core/metadata/surroundings.ts';
import { provideCompletion, withoutStops } from '#server/features/completion.ts';
import { opened } from './opened.ts';

/** The text after one completion was taken where `|` stands. */
function completed(marked: string, label: string, snippets: boolean): string {
  const document = opened('datapackage.json', marked.replace('|', ''));
  const position = document.text.positionAt(marked.indexOf('|'));
  const traits = { snippets, labelDetails: false };
  const item = provideCompletion(document, position, nowhere, traits).items.find(
    (each) => each.label === label,
  );
  if (!item?.textEdit || !('range' in item.textEdit)) {
    throw new Error(`${label} is not offered.`);
  }
  return TextDocument.applyEdits(document.text, [item.textEdit]);
}

test('a client that knows snippets gets their stops', () => {
  expect(completed('{ "name": "a", "tit|" }', 'title', true)).toBe('{ "name": "a", "title": "$1" }');
});

test('a client that does not gets the bare text', () => {
  expect(completed('{ "name": "a", "tit|" }', 'title', false)).toBe('{ "name": "a", "title": "" }');
});

test.each([
  ['"name": "$1"', '"name": ""'],
  ['"\\$schema": "$1"', '"$schema": ""'],
  ['{${1:key}: $0}', '{key: }'],
  ['${1}', ''],
  ['a\\\\b \\}', 'a\\b }'],
  ['5 $ 6', '5 $ 6'],
])('the snippet %s as plain text is %s', (snippet, plain) => {
  expect(withoutStops(snippet)).toBe(plain);
});
