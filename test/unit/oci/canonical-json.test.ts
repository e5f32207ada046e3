import { expect, test } from 'vitest';
import { compareCodePoints, goJson, indexBytes, manifestBytes } from '#core/oci/canonical-json.ts';
import { bytesOf, describe } from '#test/support/blobs.ts';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test('texts are escaped as Go escapes them', () => {
  expect(goJson('<a> & \u2028\u2029 é \u007f "\\\n\u0001')).toBe(
    '"\\u003ca\\u003e \\u0026 \\u2028\\u2029 é \u007f \\"\\\\\\n\\u0001"',
  );
});

test('members of a manifest have the order of the Go structs, annotations are sorted', () => {
  const config = describe(bytesOf('{}'), {
    data: 'e30=',
    artifactType: 'a/b',
    annotations: { b: '2', a: '<' },
  });
  expect(
    text(
      manifestBytes({
        annotations: { '9': 'x', '10': 'y', a: 'z' },
        layers: [],
        config,
        artifactType: 'c/d',
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        schemaVersion: 2,
      }),
    ),
  ).toBe(
    `{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","artifactType":"c/d",` +
      `"config":{"mediaType":"application/octet-stream","digest":"${config.digest}","size":2,` +
      `"annotations":{"a":"\\u003c","b":"2"},"data":"e30=","artifactType":"a/b"},"layers":[],` +
      `"annotations":{"10":"y","9":"x","a":"z"}}`,
  );
});

test('an index keeps platforms and foreign places, and drops what is empty', () => {
  const entry = describe(bytesOf('x'), {
    urls: ['https://e.org'],
    platform: { os: 'linux', architecture: 'arm', variant: 'v7' },
    annotations: {},
    artifactType: '',
  });
  expect(
    text(
      indexBytes({
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.index.v1+json',
        manifests: [entry],
      }),
    ),
  ).toBe(
    `{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{"mediaType":"application/octet-stream",` +
      `"digest":"${entry.digest}","size":1,"urls":["https://e.org"],"platform":{"architecture":"arm","os":"linux","variant":"v7"}}]}`,
  );
});

test('texts are ordered by code points, not by UTF-16 units', () => {
  expect(['\u{1f600}', '\uff5e', 'b', 'a', 'aa', ''].sort(compareCodePoints)).toEqual([
    '',
    'a',
    'aa',
    'b',
    '\uff5e',
    '\u{1f600}',
  ]);
});
