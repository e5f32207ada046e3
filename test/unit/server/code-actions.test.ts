import { describe, expect, test } from 'vitest';
import type { CodeAction } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isFailure } from '#core/base/failure.ts';
import { checkMetadata } from '#core/metadata/check.ts';
import { noConfiguration } from '#core/metadata/config/configuration.ts';
import type { Fix, Problem } from '#core/metadata/problem.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import {
  type CodeActionRequest,
  decodeActionData,
  FIX_ALL,
  provideCodeActions,
  resolveCodeAction,
} from '#server/features/code-actions.ts';
import { OPEN_FILE } from '#server/protocol/commands.ts';
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
const DECISION = problem(15, fix('Change to "title"', 15, '"title"', false));

const checked = {
  document: opened('datapackage.json', TEXT),
  surroundings: nowhere,
  problems: [NAME, TITLE],
};

/** The quick fixes and "fix all", without the refactorings that the text gives as well. */
function actionsAt(
  character: number,
  only?: string[],
  more: Partial<CodeActionRequest> = {},
  problems = [NAME, TITLE],
) {
  const position = { line: 0, character };
  const client = { versionedEdits: false, createsFiles: false, resolvesEdits: false };
  const range = { start: position, end: position };
  return provideCodeActions({ ...checked, problems }, { range, only, ...client, ...more });
}

function titles(actions: readonly CodeAction[]): string[] {
  return actions.map(({ title }) => title);
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
    {
      title: "Fix all 'x/y' in this file",
      kind: 'quickfix',
      diagnostics: [{ code: 'x/y' }, { code: 'x/y' }],
    },
  ]);
});

test('of several fixes none is preferred, nor is one that needs a decision', () => {
  const several = actionsAt(16, ['quickfix']).slice(0, 2);
  expect(several.map(({ title, isPreferred }) => [title, isPreferred])).toEqual([
    ['Change to "title"', undefined],
    ['Remove', undefined],
  ]);
  expect(actionsAt(16, ['quickfix'], {}, [DECISION])[0]?.isPreferred).toBeUndefined();
});

test('elsewhere there is no quick fix', () => {
  expect(actionsAt(10, ['quickfix'])).toEqual([]);
});

test('a client that can is told which version the edits are for', () => {
  expect(actionsAt(4, ['quickfix'], { versionedEdits: true })[0]?.edit).toMatchObject({
    documentChanges: [{ textDocument: { uri: 'file:///ws/datapackage.json', version: 1 } }],
  });
});

test.each([
  [['quickfix'], ['quickfix', 'quickfix']],
  [['source.fixAll'], [FIX_ALL]],
  [[FIX_ALL], [FIX_ALL]],
  [['source.upgrade'], ['source.upgrade.waybill']],
  [['source.fix'], []],
  [['refactor.move'], []],
])('asked for the kinds %j it gives %j', (only, kinds) => {
  expect(actionsAt(4, only).map(({ kind }) => kind)).toEqual(kinds);
});

test('asked for nothing in particular it gives all kinds, those without a change left out', () => {
  const kinds = new Set(actionsAt(4).map(({ kind }) => kind));
  expect([...kinds]).toEqual(['quickfix', 'source.upgrade.waybill', FIX_ALL]);
});

describe('what is about the whole document', () => {
  const kindsOf = (character: number, only?: string[]) =>
    actionsAt(character, only, { resolvesEdits: true })
      .filter(({ title }) => /^(?:Upgrade|Convert)/.test(title))
      .map(({ kind }) => kind);

  test('is a refactoring where it begins, so that editors show it with the others', () => {
    expect(kindsOf(0)).toEqual(['refactor.rewrite', 'refactor.rewrite']);
    expect(kindsOf(4)).toEqual(['source.upgrade.waybill', 'source.convert.waybill']);
  });

  test('is found by its kind everywhere', () => {
    expect(kindsOf(0, ['source'])).toEqual(['source.upgrade.waybill', 'source.convert.waybill']);
  });

  test('opens the file that it makes in a client that can', () => {
    const commands = new Set([OPEN_FILE]);
    const [action] = actionsAt(0, ['source.convert'], { resolvesEdits: true, commands });
    expect(action?.command).toMatchObject({
      command: OPEN_FILE,
      arguments: ['file:///ws/datapackage.yaml'],
    });
    expect(actionsAt(0, ['source.convert'], { resolvesEdits: true })[0]).not.toHaveProperty('command');
  });
});

test('without a fix that needs no decision there is no "fix all"', () => {
  expect(actionsAt(4, ['source.fixAll'], {}, [DECISION])).toEqual([]);
});

describe('a client that asks for edits later', () => {
  const client = { versionedEdits: true, createsFiles: true, resolvesEdits: true };
  const actions = actionsAt(4, undefined, client);

  test('gets quick fixes at once, and the rest without an edit', () => {
    const without = actions.filter(({ edit }) => edit === undefined);
    expect(titles(without)).toEqual([
      "Fix all 'x/y' in this file",
      'Upgrade to version 2 of the Data Package standard',
      'Convert to YAML: make "datapackage.yaml"',
      'Put properties in the order of the standard',
      'Fix all that need no decision',
    ]);
  });

  test('gets the edit of the one that it chooses', () => {
    const chosen = actions.find(({ title }) => title.startsWith('Convert'));
    const data = decodeActionData(chosen?.data);
    const resolved = chosen && data && resolveCodeAction(checked, chosen, data, client);
    expect(resolved?.edit?.documentChanges).toEqual([
      {
        kind: 'create',
        uri: 'file:///ws/datapackage.yaml',
        options: { overwrite: false, ignoreIfExists: false },
      },
      {
        textDocument: { uri: 'file:///ws/datapackage.yaml', version: null },
        edits: [
          {
            range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
            newText: 'nmae: a\ntitel: b\n',
          },
        ],
      },
    ]);
  });

  test('is told when the text changed meanwhile', () => {
    const data = { uri: checked.document.uri, version: 7, offset: 4, id: 'convert' };
    let failure: unknown;
    try {
      resolveCodeAction(checked, { title: 'Convert' }, data, client);
    } catch (error) {
      failure = error;
    }
    expect(isFailure(failure, 'task/cancelled')).toBe(true);
  });
});

test('a client that cannot make files is not offered what needs one', () => {
  const client = { versionedEdits: true, createsFiles: false, resolvesEdits: false };
  expect(titles(actionsAt(4, undefined, client)).filter((title) => title.startsWith('Convert'))).toEqual([]);
});

test.each([undefined, null, 'x', {}, { uri: 'a', version: '1', offset: 0, id: 'b' }])(
  'the data %j is of somebody else',
  (data) => {
    expect(decodeActionData(data)).toBeUndefined();
  },
);

test('"fix all" mends what needs no decision, in rounds', () => {
  const text =
    '{\n  "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",\n  "resources": [{ "nmae": "a", "path": "./a.csv", "bytes": "5" }]\n}\n';
  const document = opened('datapackage.json', text);
  const start = { line: 0, character: 0 };
  const client = { versionedEdits: false, createsFiles: false, resolvesEdits: false };
  const problems = checkMetadata(document.metadata, nowhere);
  const actions = provideCodeActions(
    { document, surroundings: nowhere, problems },
    { range: { start, end: start }, only: [FIX_ALL], ...client },
  );
  const edits = actions[0]?.edit?.changes?.[document.uri] ?? [];
  expect(TextDocument.applyEdits(document.text, edits)).toBe(
    text.replace('nmae', 'name').replace('./', '').replace('"5"', '5'),
  );
});

describe('findings that are as they should be', () => {
  const found: Problem = {
    code: 'datapackage/no-data',
    severity: 'error',
    message: 'm',
    offset: 2,
    length: 6,
    pointer: '/nmae',
    fixes: [fix('Change to "name"', 2, '"name"')],
  };
  const configuration = {
    ...noConfiguration,
    file: {
      path: '../waybill.config.yaml',
      documentPath: 'a/datapackage.json',
      settledByPerson: new Set<string>(),
    },
  };
  const client = { versionedEdits: true, createsFiles: true, resolvesEdits: true };
  const range = { start: { line: 0, character: 4 }, end: { line: 0, character: 4 } };
  const offered = (traits: Partial<typeof client> = {}, problems = [found]) =>
    provideCodeActions(
      { ...checked, problems, surroundings: { ...nowhere, configuration } },
      { range, only: ['quickfix'], ...client, ...traits },
    );

  test('are ignored by choices that come last and are not preferred', () => {
    expect(offered().map(({ title, isPreferred }) => [title, isPreferred])).toEqual([
      ['Change to "name"', true],
      ['Ignore datapackage/no-data here', undefined],
      ['Turn datapackage/no-data off for this workspace', undefined],
    ]);
    expect(offered()[2]?.edit?.documentChanges).toEqual([
      {
        kind: 'create',
        uri: 'file:///waybill.config.yaml',
        options: { overwrite: false, ignoreIfExists: false },
      },
      {
        textDocument: { uri: 'file:///waybill.config.yaml', version: null },
        edits: [
          {
            range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
            newText: 'rules:\n  datapackage/no-data: off\n',
          },
        ],
      },
    ]);
  });

  test('of one rule are turned off by one choice', () => {
    const actions = offered({}, [found, { ...found, message: 'n' }]);
    expect(titles(actions).filter((title) => title.startsWith('Turn'))).toHaveLength(1);
    expect(actions.at(-1)?.diagnostics).toHaveLength(2);
  });

  test('stay where the client makes no files', () => {
    expect(titles(offered({ createsFiles: false }))).toEqual(['Change to "name"']);
  });
});
