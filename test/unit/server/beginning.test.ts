import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { OpenDocuments } from '#server/workspace/open-documents.ts';

test.each([
  ['collection.json', '', true],
  ['snow.catalog.json', ' {}', true],
  ['item.yaml', '', true],
  ['any.json', '{ "type": "Feature" }', true],
  ['any.json', '', false],
  ['any.json', '{}', false],
  ['item.txt', '', false],
  ['collection.json', '{ "info": {} }', false],
  ['any.json', `{ "type": "Feature", "x": "${'x'.repeat(5_000)}" }`, false],
])('%s with %.40s may become a STAC object: %s', (name, content, mayBegin) => {
  const uri = `file:///ws/${name}`;
  const text = TextDocument.create(uri, 'json', 1, content);
  const documents = new OpenDocuments({ get: () => text, keys: () => [uri] });
  expect(documents.get(uri)).toBeUndefined(); // it is none yet
  expect(documents.beginning(uri) !== undefined).toBe(mayBegin);
});
