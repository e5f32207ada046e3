import { expect } from 'vitest';
import { ErrorCodes } from 'vscode-languageserver-protocol/node';
import { CHECK_DESCRIPTOR } from '#server/protocol/check.ts';
import { DESCRIBE_FOLDER } from '#server/protocol/describe.ts';
import { FORM_CONTENT, FORM_EDITS, FORM_RANGE } from '#server/protocol/form.ts';
import { TABLES_TO_VALIDATE } from '#server/protocol/validate-data.ts';
import { WORKSPACE_TRUST } from '#server/protocol/workspace-trust.ts';
import { test } from '#test/support/lsp-workspace.ts';

/** What no client should send: nothing, texts, lists, members that are missing or of another type. */
const WRONG: readonly unknown[] = [undefined, null, 'file:///a', 7, [], ['file:///a', 1, []], {}, { uri: 1 }];

const WRONG_OF: Readonly<Record<string, readonly unknown[]>> = {
  [FORM_CONTENT]: [{ uri: ['file:///a'] }],
  [FORM_EDITS]: [
    { uri: 'file:///a' },
    { uri: 'file:///a', version: '1', changes: [] },
    { uri: 'file:///a', version: 1, changes: { length: 1 } },
  ],
  [FORM_RANGE]: [{ uri: 'file:///a' }, { uri: 'file:///a', pointer: 3 }],
  [DESCRIBE_FOLDER]: [{ uri: 'file:///a' }, { uri: 'file:///a', progress: {} }],
  [TABLES_TO_VALIDATE]: [
    { uri: 'file:///a', resource: '0' },
    { uri: 'file:///a', resource: -1 },
  ],
  [CHECK_DESCRIPTOR]: [{ uri: 'file:///a' }, { progress: 'token' }],
};

test('parameters that are none are answered as such, and logged as no bug', async ({ workspace }) => {
  const { connection, logged } = await workspace.start();
  for (const [method, more] of Object.entries(WRONG_OF)) {
    for (const params of [...WRONG, ...more]) {
      const answer = connection.sendRequest(method, params).then(
        () => 'an answer',
        (error: unknown) => error,
      );
      const shown = `${method} ${JSON.stringify(params)}`;
      expect(await answer, shown).toMatchObject({ code: ErrorCodes.InvalidParams });
    }
  }
  expect(logged).toEqual([]);
});

test('a notification that says nothing does not grant trust, and a completion of nothing harms nobody', async ({
  workspace,
}) => {
  const client = await workspace.start({ initializationOptions: { trusted: false } });
  for (const params of [...WRONG, { trusted: 'true' }, [{ trusted: true }]]) {
    await client.connection.sendNotification(WORKSPACE_TRUST, params);
  }
  const described = client.connection.sendRequest(DESCRIBE_FOLDER, { uri: workspace.uri(''), progress: 'p' });
  await expect(described).rejects.toThrow(/that you trust/);
  for (const item of [
    {},
    { label: 'a', data: [] },
    { label: 'a', data: { list: 'license', name: '__proto__' } },
  ]) {
    expect(await client.connection.sendRequest('completionItem/resolve', item)).toEqual(item);
  }
});
