// biome-ignore-all lint/suspicious/noTemplateCurlyInString: stops in the snippet syntax of LSP look like this
import { expect, test } from 'vitest';
import { InsertTextFormat } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { nowhere } from '#core/metadata/surroundings.ts';
import {
  type CompletionTraits,
  isWorthCompleting,
  provideCompletion,
  resolveCompletion,
  withoutStops,
} from '#server/features/completion.ts';
import { SUGGEST_NEXT } from '#server/protocol/commands.ts';
import { opened } from './opened.ts';

/** The text after one completion was taken where `|` stands. */
function completed(marked: string, label: string, snippets: boolean): string {
  const document = opened('datapackage.json', marked.replace('|', ''));
  const position = document.text.positionAt(marked.indexOf('|'));
  const traits = { snippets, labelDetails: false, commands: new Set<string>() };
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

/** What is offered where `|` stands. */
function offered(marked: string, more: Partial<CompletionTraits> = {}) {
  const traits = { snippets: true, labelDetails: true, commands: new Set<string>(), ...more };
  const document = opened('datapackage.json', marked.replace('|', ''));
  return provideCompletion(document, document.text.positionAt(marked.indexOf('|')), nowhere, traits);
}

test('a comma that is missing before the word is added', () => {
  const { items } = offered('{\n  "name": "a"\n  "tit|"\n}');
  expect(items.find(({ label }) => label === 'title')?.additionalTextEdits).toEqual([
    { range: { start: { line: 1, character: 13 }, end: { line: 1, character: 13 } }, newText: ',' },
  ]);
});

test('of many licences some come, and what one means is told when it is looked at', () => {
  const { items, isIncomplete } = offered('{ "licenses": [|] }');
  expect(isIncomplete).toBe(true);
  const [first] = items;
  expect(first).toMatchObject({ label: 'CC0-1.0', labelDetails: { description: 'CC0 1.0 Universal' } });
  expect(first).not.toHaveProperty('documentation');
  expect(first && resolveCompletion(first).documentation).toMatchObject({
    value: expect.stringContaining('https://creativecommons.org/publicdomain/zero/1.0/'),
  });
});

test.each([
  undefined,
  null,
  7,
  { list: 'license' },
  { list: 'x', name: 'y' },
  { list: 'license', name: 'none' },
])('an item with the data %j stays as it is', (data) => {
  expect(resolveCompletion({ label: 'x', data })).toEqual({ label: 'x', data });
});

test('a client that shows no words beside labels gets none', () => {
  const { items } = offered('{ "licenses": [|] }', { labelDetails: false });
  expect(items[0]).not.toHaveProperty('labelDetails');
});

test('what the words beside a label say is not said twice where the documentation has it', () => {
  const property = (labelDetails: boolean) =>
    offered('{ "name": "a", | }', { labelDetails }).items.find(({ label }) => label === 'title');
  expect(property(true)).toMatchObject({ labelDetails: { description: 'text' } });
  expect(property(true)).not.toHaveProperty('detail');
  expect(property(false)).toMatchObject({ detail: 'text' });
});

test('what has no stops is no snippet, so that Enter may give a new line where it changes nothing', () => {
  const items = offered('{ "resources": [{ "path": "a.csv", "name": | }] }').items;
  expect(items.find(({ label }) => label === 'a')?.insertTextFormat).toBe(InsertTextFormat.PlainText);
  const properties = offered('{ "name": "a", | }').items;
  expect(properties.find(({ label }) => label === 'title')?.insertTextFormat).toBe(InsertTextFormat.Snippet);
  const schema = properties.find(({ label }) => label === '$schema');
  expect(schema).toMatchObject({
    insertTextFormat: InsertTextFormat.PlainText,
    textEdit: { newText: '"$schema": "https://datapackage.org/profiles/2.0/datapackage.json"' },
  });
});

test.each([
  ['resources:|', ':', false],
  ['name: |', ' ', true],
  ['keywords:\n  - |', ' ', true],
  ['keywords: [a, |', ' ', true],
  ['resources:\n |', ' ', false],
  ['title: two |', ' ', false],
  ['name: "|', '"', true],
  ['resources:|', undefined, true],
])('in YAML, whether something is offered at %j after %j was typed: %j', (marked, typed, expected) => {
  const document = opened('datapackage.yaml', marked.replace('|', ''));
  const position = document.text.positionAt(marked.indexOf('|'));
  expect(isWorthCompleting(document, position, typed)).toBe(expected);
});

test('an editor that can shows what may follow a property that has no value yet', () => {
  const commands = new Set([SUGGEST_NEXT]);
  const command = (label: string, traits: Partial<CompletionTraits>) =>
    offered('{ "version": "1.0.0", | }', traits).items.find((each) => each.label === label)?.command;
  expect(command('licenses', { commands })).toMatchObject({ command: SUGGEST_NEXT });
  expect(command('$schema', { commands })).toBeUndefined();
  expect(command('licenses', { commands, snippets: false })).toBeUndefined();
  expect(command('licenses', {})).toBeUndefined();
});

test.each([
  ['"name": "$1"', '"name": ""'],
  ['"\\$schema": "$1"', '"$schema": ""'],
  ['{${1:key}: $0}', '{key: }'],
  ['${1}', ''],
  ['${1|a\\,b,c|}!', 'a,b!'],
  ['${1:a \\} b}', 'a } b'],
  ['a\\\\b \\}', 'a\\b }'],
  ['5 $ 6', '5 $ 6'],
])('the snippet %s as plain text is %s', (snippet, plain) => {
  expect(withoutStops(snippet)).toBe(plain);
});
