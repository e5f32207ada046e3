import type { Surroundings } from '#core/metadata/surroundings.ts';
import { packageJson, packageYaml } from './samples.ts';
import { describeNotFound, describeRule } from './twins.ts';

const SHA256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const OTHER = '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752';
const MD5 = '098f6bcd4621d373cade4e832627b4f6';
const SHA1 = 'a94a8fe5ccb19ba61c4c0873d391e987982fbbd3';

function json(hash: string, path = '"a.csv"'): string {
  return packageJson(`{ "name": "a", "path": ${path}, ${hash} }`);
}

function yaml(hash: string, path = 'a.csv'): string {
  return packageYaml(`- name: a\n  path: ${path}\n  ${hash}`);
}

const FOUR_BYTES: Partial<Surroundings> = { file: () => ({ kind: 'file', size: 4 }) };

describeRule('datapackage/wrong-bytes', [
  {
    when: 'the file has another size',
    severity: 'error',
    around: FOUR_BYTES,
    json: json('"bytes": «5»'),
    yaml: yaml('bytes: «5» # so many'),
    fix: { json: ['"bytes": 5', '"bytes": 4'], yaml: ['bytes: 5 ', 'bytes: 4 '] },
  },
  {
    when: 'the file stands alone in a list',
    around: FOUR_BYTES,
    json: json('"bytes": «5»', '["a.csv"]'),
    yaml: yaml('bytes: «5»', '[a.csv]'),
    fix: { json: ['"bytes": 5', '"bytes": 4'], yaml: ['bytes: 5', 'bytes: 4'] },
  },
]);

describeNotFound('datapackage/wrong-bytes', [
  { when: 'the size is right', around: FOUR_BYTES, json: json('"bytes": 4'), yaml: yaml('bytes: 4') },
  { when: 'nobody knows the size', json: json('"bytes": 5'), yaml: yaml('bytes: 5') },
  {
    when: 'there are two files',
    around: FOUR_BYTES,
    json: json('"bytes": 5', '["a.csv", "b.csv"]'),
    yaml: yaml('bytes: 5', '[a.csv, b.csv]'),
  },
  {
    when: 'the file is somewhere else',
    around: FOUR_BYTES,
    json: json('"bytes": 5', '"https://example.org/a.csv"'),
    yaml: yaml('bytes: 5', 'https://example.org/a.csv'),
  },
]);

describeRule('datapackage/hash-without-algorithm', [
  {
    when: 'a bare hash has the length of SHA-256',
    severity: 'error',
    json: json(`"hash": «"${SHA256}"»`),
    yaml: yaml(`hash: «${SHA256}»`),
    fix: { json: [SHA256, `sha256:${SHA256}`], yaml: [SHA256, `sha256:${SHA256}`] },
  },
]);

describeRule('datapackage/hash-length', [
  {
    when: 'a hash is cut off',
    severity: 'error',
    json: json('"hash": «"sha256:abc"»'),
    yaml: yaml('hash: «sha256:abc»'),
  },
  {
    when: 'version 1 has one that is too long',
    severity: 'error',
    json: `{ "resources": [{ "name": "a", "path": "a.csv", "hash": «"md5:${MD5}0"» }] }`,
    yaml: `resources:\n  - name: a\n    path: a.csv\n    hash: «md5:${MD5}0»\n`,
  },
]);

describeRule('datapackage/hash-algorithm-form', [
  {
    when: 'the algorithm is in capitals',
    severity: 'warning',
    json: json(`"hash": «"SHA-256:${SHA256}"»`),
    yaml: yaml(`hash: «SHA-256:${SHA256}»`),
    fix: { json: ['SHA-256:', 'sha256:'], yaml: [`SHA-256:${SHA256}`, `sha256:${SHA256}`] },
  },
  {
    when: 'digits changed places',
    json: json(`"hash": «"sha265:${SHA256}"»`),
    yaml: yaml(`hash: «sha265:${SHA256}»`),
    fix: { json: ['sha265:', 'sha256:'], yaml: [`sha265:${SHA256}`, `sha256:${SHA256}`] },
  },
]);

describeNotFound('datapackage/hash-algorithm-form', [
  {
    when: 'the algorithm is another one',
    json: json(`"hash": "sha3-256:${SHA256}"`),
    yaml: yaml(`hash: blake3:${SHA256}`),
  },
  { when: 'the algorithm is short', json: json('"hash": "crc32:a3b1"'), yaml: yaml('hash: "crc32:a3b1"') },
]);

describeRule('datapackage/wrong-hash', [
  {
    when: 'the file has another hash',
    severity: 'error',
    around: { hash: (path, algorithm) => (path === 'a.csv' && algorithm === 'sha256' ? OTHER : undefined) },
    json: json(`"hash": «"sha256:${SHA256}"»`),
    yaml: yaml(`hash: «sha256:${SHA256}»`),
    fix: { json: [SHA256, OTHER], yaml: [`sha256:${SHA256}`, `sha256:${OTHER}`] },
  },
]);

describeNotFound('datapackage/wrong-hash', [
  {
    when: 'the hash is in capitals',
    around: { hash: () => SHA256 },
    json: json(`"hash": "sha256:${SHA256.toUpperCase()}"`),
    yaml: yaml(`hash: "sha256:${SHA256.toUpperCase()}"`),
  },
  {
    when: 'nobody computed it',
    json: json(`"hash": "sha256:${SHA256}"`),
    yaml: yaml(`hash: "sha256:${SHA256}"`),
  },
]);

describeRule('datapackage/weak-hash', [
  {
    when: 'a hash is an MD5',
    severity: 'info',
    json: json(`"hash": «"${MD5}"»`),
    yaml: yaml(`hash: «${MD5}»`),
  },
  {
    when: 'the SHA-256 is known',
    around: { hash: (_, algorithm) => (algorithm === 'sha256' ? SHA256 : undefined) },
    json: json(`"hash": «"sha1:${SHA1}"»`),
    yaml: yaml(`hash: «sha1:${SHA1}»`),
    fix: {
      json: [`sha1:${SHA1}`, `sha256:${SHA256}`],
      yaml: [`sha1:${SHA1}`, `sha256:${SHA256}`],
      safe: false,
    },
  },
  {
    when: 'two hashes are weak',
    json: packageJson(
      `{ "name": "a", "path": "a.csv", "hash": «"${MD5}"» }, { "name": "b", "path": "b.csv", "hash": "sha1:${SHA1}" }`,
    ),
    yaml: packageYaml(
      `- name: a\n  path: a.csv\n  hash: «${MD5}»\n- name: b\n  path: b.csv\n  hash: sha1:${SHA1}`,
    ),
  },
]);
