import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packagedExtension } from '#test/support/workbench-session.ts';
import { makeWorkspaceSample } from '#test/support/workspace-sample.ts';
import { runInExtensionHost } from '../host/extension-host.ts';

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'waybill-host-test-'));
});

afterAll(() => rm(root, { recursive: true, force: true }));

test('the packaged extension keeps in the extension host what its manifest promises', async () => {
  const folder = join(root, 'sample');
  await makeWorkspaceSample(folder, { rows: 480 });
  const results = await runInExtensionHost({
    vsix: await packagedExtension(),
    folder,
    tests: join(import.meta.dirname, 'in-editor/contributions.ts'),
    timeoutMs: 90_000,
  });
  expect(results).toEqual([
    { name: 'knows descriptors by their names' },
    { name: 'registers every command that it declares' },
    { name: 'finds the mistakes of the sample, and nothing else does' },
    { name: 'is met by no other support for JSON or YAML, and has no schema fetched' },
    { name: 'leaves to the JSON support what that does for files that stay JSON' },
  ]);
});
