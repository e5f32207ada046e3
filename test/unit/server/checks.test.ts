import { expect, test } from 'vitest';
import { Failure } from '#core/base/failure.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import { Checks } from '#server/workspace/checks.ts';
import { opened } from './opened.ts';

const PACKAGE = opened('datapackage.json', '{ "resources": [{ "name": "a", "path": "a.csv" }] }');

test('everybody who asks about one version shares one look at the disk', async () => {
  let looks = 0;
  const checks = new Checks(() => {
    looks += 1;
    return Promise.resolve(nowhere);
  });
  const [surroundings, first, second] = await Promise.all([
    checks.around(PACKAGE),
    checks.of(PACKAGE),
    checks.of(PACKAGE),
  ]);
  expect(looks).toBe(1);
  expect(first).toBe(second);
  expect(first.surroundings).toBe(surroundings);
});

test('a check that is superseded ends as cancelled and tells whoever is looking at the disk', async () => {
  let given: AbortSignal | undefined;
  let finish = (_: Surroundings): void => undefined;
  const checks = new Checks((_, signal) => {
    given = signal;
    return new Promise((resolve) => {
      finish = resolve;
    });
  });
  const result = checks.of(PACKAGE);
  checks.supersede(PACKAGE.uri);
  finish(nowhere);
  await expect(result).rejects.toMatchObject({ code: 'task/cancelled' });
  expect(given?.aborted).toBe(true);
});

test('after it was superseded, the facts are looked up again', async () => {
  const facts: Surroundings[] = [{ ...nowhere, file: () => ({ kind: 'missing' }) }, nowhere];
  const checks = new Checks(() => Promise.resolve(facts.shift() ?? nowhere));
  const codes = async () => (await checks.of(PACKAGE)).problems.map(({ code }) => code);
  expect(await codes()).toContain('datapackage/missing-file');
  checks.supersede(PACKAGE.uri);
  expect(await codes()).not.toContain('datapackage/missing-file');
});

test('what was seen last is known at once, even while it is looked up again, until the document is closed', async () => {
  const seen: Surroundings = { ...nowhere, file: () => ({ kind: 'missing' }) };
  const checks = new Checks(() => Promise.resolve(seen));
  expect(checks.lastSeenAround(PACKAGE.uri)).toBe(nowhere);
  await checks.of(PACKAGE);
  checks.supersede(PACKAGE.uri);
  expect(checks.lastSeenAround(PACKAGE.uri)).toBe(seen);
  checks.forget(PACKAGE.uri);
  expect(checks.lastSeenAround(PACKAGE.uri)).toBe(nowhere);
});

test('a look that failed is not remembered', async () => {
  const answers = [Promise.reject(new Failure('file/unreadable', 'Try again.')), Promise.resolve(nowhere)];
  const checks = new Checks(() => answers.shift() ?? Promise.resolve(nowhere));
  await expect(checks.of(PACKAGE)).rejects.toMatchObject({ code: 'file/unreadable' });
  await expect(checks.of(PACKAGE)).resolves.toMatchObject({ document: PACKAGE });
});
