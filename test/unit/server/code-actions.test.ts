import { expect, test } from 'vitest';
import type { Fix, Problem } from '#core/metadata/problem.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import { FIX_ALL, provideCodeActions, safeEdits } from '#server/features/code-actions.ts';
import { opened } from './opened.ts';

const TEXT = '{ "nmae": "a", "titel": "b" }';

function fix(title: string, offset: number, text: string, safe = true): Fix {
  return { title, safe, edits: [{ offset, length: 6, text }] };
}

function problem(offset: number, ...fixes: Fix[]): Problem {
  return { code: 'x/y', severity: 'error', message: 'm', offset, length: 6, pointer: '', fixes };
}

const NAME = problem(2, fix('Change to "name"', 2, '"name"'));
const TITLE = problem(15, fix('Change to "title"', 15, '"title"'), fix('Remove', 15, '', false));

function actionsAt(character: number, only?: string[], versionedEdits = false) {
  const checked = {
    document: opened('datapackage.json', TEXT),
    surroundings: nowhere,
    problems: [NAME, TITLE],
  };
  const position = { line: 0, character };
  return provideCodeActions(checked, { range: { start: position, end: position }, only, versionedEdits });
}

test('a finding under the cursor gives its fixes', () => {
  expect(actionsAt(4, ['quickfix'])).toMatchObject([
    {
      title: 'Change to "name"',
      kind: 'quickfix',
      isPreferred: true,
      diagnostics: [{ code: 'x/y' }],
      edit: { changes: { 'file:///ws/datapackage.json': [{ newText: '"name"' }] } },
    },
  ]);
});

test('of several fixes none is preferred', () => {
  const found = actionsAt(16, ['quickfix']);
  expect(found.map(({ title, isPreferred }) => [title, isPreferred])).toEqual([
    ['Change to "title"', undefined],
    ['Remove', undefined],
  ]);
});

test('elsewhere there is no quick fix', () => {
  expect(actionsAt(10, ['quickfix'])).toEqual([]);
});

test('a client that can is told which version the edits are for', () => {
  expect(actionsAt(4, ['quickfix'], true)[0]?.edit).toMatchObject({
    documentChanges: [{ textDocument: { uri: 'file:///ws/datapackage.json', version: 1 } }],
  });
});

test.each([
  [undefined, ['quickfix', FIX_ALL]],
  [['quickfix'], ['quickfix']],
  [['source.fixAll'], [FIX_ALL]],
  [['source'], [FIX_ALL]],
  [[FIX_ALL], [FIX_ALL]],
  [['source.organizeImports'], []],
  [['source.fix'], []],
  [['refactor'], []],
])('asked for the kinds %j it gives %j', (only, kinds) => {
  expect(actionsAt(4, only).map(({ kind }) => kind)).toEqual(kinds);
});

test('"fix all" takes the safe fix of each finding', () => {
  expect(safeEdits([NAME, TITLE])).toEqual([
    { offset: 2, length: 6, text: '"name"' },
    { offset: 15, length: 6, text: '"title"' },
  ]);
});

test('"fix all" leaves alone what needs a decision', () => {
  const undecided = problem(2, fix('Change to "name"', 2, '"name"'), fix('Change to "names"', 2, '"names"'));
  const unsafe = problem(15, fix('Remove', 15, '', false));
  expect(safeEdits([undecided, unsafe])).toEqual([]);
});

test('of two fixes for the same place, "fix all" takes the first one whole', () => {
  const overlapping = problem(5, {
    title: 'Two edits',
    safe: true,
    edits: [
      { offset: 20, length: 1, text: 'x' },
      { offset: 7, length: 2, text: 'y' },
    ],
  });
  expect(safeEdits([NAME, overlapping])).toEqual([{ offset: 2, length: 6, text: '"name"' }]);
});
