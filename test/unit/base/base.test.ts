import { describe, expect, test } from 'vitest';
import { isDigest, requireDigest, sha256 } from '#core/base/digest.ts';
import { cancelled, Failure, isFailure, throwIfCancelled } from '#core/base/failure.ts';
import { formatBytes } from '#core/base/format-bytes.ts';
import { formatPointer, parsePointer } from '#core/base/json-pointer.ts';

const EMPTY = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

describe('digest', () => {
  test.each([
    [EMPTY, true],
    [`sha512:${'0'.repeat(128)}`, true],
    [EMPTY.toUpperCase(), false],
    [EMPTY.slice(0, -1), false],
    [`${EMPTY}0`, false],
    ['sha256:ZZ', false],
    ['md5:d41d8cd98f00b204e9800998ecf8427e', false],
    [`${EMPTY}\n`, false],
    [undefined, false],
    [[EMPTY], false],
  ])('%j is a digest: %s', (text, expected) => {
    expect(isDigest(text)).toBe(expected);
  });

  test('names the bytes and both digests when they differ', async () => {
    expect(await sha256(new Uint8Array())).toBe(EMPTY);
    await expect(requireDigest(new Uint8Array([1]), EMPTY, 'the manifest')).rejects.toMatchObject({
      code: 'content/digest-mismatch',
      message: expect.stringContaining(
        `the manifest are not what its digest says: expected ${EMPTY}, got sha256:4bf5122f`,
      ),
    });
    await expect(requireDigest(new Uint8Array(), EMPTY, 'nothing')).resolves.toBeUndefined();
  });
});

describe('failure', () => {
  test('is told from bugs and from other failures by its code', () => {
    const failure = new Failure('file/not-found', 'no such file');
    expect(isFailure(failure)).toBe(true);
    expect(isFailure(failure, 'file/not-found', 'file/exists')).toBe(true);
    expect(isFailure(failure, 'file/exists')).toBe(false);
    expect(isFailure(new Error('bug'))).toBe(false);
  });

  test('an aborted signal ends a task as cancelled, with its reason as cause', () => {
    const controller = new AbortController();
    throwIfCancelled(controller.signal);
    controller.abort('closed');
    expect(() => throwIfCancelled(controller.signal)).toThrow(cancelled('closed'));
  });
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [999_949, '999.9 kB'],
  [999_950, '1.0 MB'],
  [1_234_567, '1.2 MB'],
  [2_086_000_000, '2.1 GB'],
  [5e15, '5000.0 TB'],
])('%d bytes are shown as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  [[], ''],
  [['resources', 0, 'path'], '/resources/0/path'],
  [['a/b', 'm~n', ''], '/a~1b/m~0n/'],
])('%j is the JSON pointer %j and back', (path, pointer) => {
  expect(formatPointer(path)).toBe(pointer);
  expect(parsePointer(pointer)).toEqual(path.map(String));
});
