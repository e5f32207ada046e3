import { expect, test } from 'vitest';
import { Background } from '#server/workspace/facts/background.ts';

/** Background work whose jobs end when the test says so. */
function background(atOnce = 1) {
  const done: string[][] = [];
  const failed: unknown[] = [];
  const work = new Background({
    atOnce,
    done: (wantedBy) => done.push([...wantedBy]),
    failed: (error) => failed.push(error),
  });
  const started: string[] = [];
  const ends = new Map<string, { resolve: () => void; reject: (error: unknown) => void }>();
  const want = (key: string, who: string) =>
    work.want(key, who, () => {
      started.push(key);
      return new Promise<void>((resolve, reject) => ends.set(key, { resolve, reject }));
    });
  const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
  return { work, want, started, done, failed, ends, settle };
}

test('a few jobs run at a time, in the order in which they were wanted', async () => {
  const { want, started, ends, settle } = background(2);
  for (const key of ['a', 'b', 'c', 'd']) {
    want(key, 'me');
  }
  expect(started).toEqual(['a', 'b']);
  ends.get('b')?.resolve();
  await settle();
  expect(started).toEqual(['a', 'b', 'c']);
});

test('what two want is done once, and both are told', async () => {
  const { want, started, done, ends, settle } = background();
  want('a', 'me');
  want('a', 'you');
  ends.get('a')?.resolve();
  await settle();
  expect([started, done]).toEqual([['a'], [['me', 'you']]]);
});

test('what nobody wants any more is not begun, and ended where it was', async () => {
  const { work, want, started, done, ends, settle } = background();
  want('a', 'me');
  want('b', 'me');
  want('c', 'you');
  expect(work.isBusyFor('me')).toBe(true);
  work.forget('me');
  ends.get('a')?.resolve();
  await settle();
  expect([started, done]).toEqual([['a', 'c'], []]);
  expect([work.isBusyFor('me'), work.isBusyFor('you')]).toEqual([false, true]);
});

test('a job that breaks is told as a bug and does not keep the next one', async () => {
  const { want, started, failed, ends, settle } = background();
  want('a', 'me');
  want('b', 'me');
  ends.get('a')?.reject(new Error('bug'));
  await settle();
  expect([started, failed]).toEqual([['a', 'b'], [new Error('bug')]]);
});
