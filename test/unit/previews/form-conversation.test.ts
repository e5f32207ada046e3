import { expect, test } from 'vitest';
import { FormConversation } from '#client/previews/form-conversation.ts';
import { cancelled } from '#core/base/failure.ts';
import type { FormContent, FormEditsResult } from '#server/protocol/form.ts';
import type { ToForm } from '#webviews/protocol/form.ts';

const SENTENCES = {
  noPackage: 'no package',
  unknownDocument: 'unknown',
  changedMeanwhile: 'changed',
  failed: 'failed',
};

/** A form over answers of a server, each used once; `settled` when nothing more happens by itself. */
function formOver(
  contents: (() => Promise<FormContent | null>)[],
  { edits = null, applies = true }: { edits?: FormEditsResult | null; applies?: boolean } = {},
) {
  const posted: ToForm[] = [];
  const warnings: string[] = [];
  const conversation = new FormConversation({
    title: 'datapackage.json',
    sentences: SENTENCES,
    readOnly: false,
    content: () => contents.shift()?.() ?? Promise.resolve(null),
    edits: () => Promise.resolve(edits),
    apply: () => Promise.resolve(applies),
    showText: () => Promise.resolve(),
    post: (message) => void posted.push(message),
    warn: (message) => void warnings.push(message),
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const said = () => posted.map((each) => ('message' in each ? `${each.type}: ${each.message}` : each.type));
  return { conversation, posted, warnings, settled, said };
}

const content = (version: number) => () =>
  Promise.resolve<FormContent>({ version, value: {}, problems: [], files: [] });

test('a look that an edit took away is repeated, and is no trouble', async () => {
  const { conversation, settled, said, warnings } = formOver([() => Promise.reject(cancelled()), content(2)]);
  conversation.receive({ type: 'ready' });
  await settled();
  expect(said()).toEqual(['descriptor']);
  expect(warnings).toEqual([]);
});

test('a text that is no object, and a bug, are told', async () => {
  const { conversation, settled, said, warnings } = formOver([
    () => Promise.resolve({ version: 1, problems: [], files: [] }),
    () => Promise.reject(new TypeError('a bug')),
  ]);
  conversation.receive({ type: 'ready' });
  await settled();
  conversation.refresh();
  await settled();
  expect(said()).toEqual(['unreadable: no package', 'unreadable: failed']);
  expect(warnings).toEqual(['The form: a bug']);
});

test.for<[string, { edits: FormEditsResult | null; applies?: boolean }]>([
  ['unknown', { edits: null }],
  ['not so', { edits: { refused: 'not so' } }],
  ['changed', { edits: { edits: [] }, applies: false }],
])('a change that is not made is refused: %s', async ([sentence, answers]) => {
  const { conversation, settled, said } = formOver([content(1), content(1)], answers);
  conversation.receive({ type: 'ready' });
  await settled();
  conversation.receive({ type: 'change', version: 1, changes: [] });
  await settled();
  expect(said()).toEqual(['descriptor', `refused: ${sentence}`, 'descriptor']);
});

test('while one look is made, all news are one more', async () => {
  const { conversation, settled, posted } = formOver([content(1), content(2), content(3)]);
  conversation.receive({ type: 'ready' });
  conversation.refresh();
  conversation.refresh();
  await settled();
  expect(posted.map((each) => 'version' in each && each.version)).toEqual([1, 2]);
});
