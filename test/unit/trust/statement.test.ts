import { describe, expect, test } from 'vitest';
import type { Digest } from '#core/base/digest.ts';
import { decodeStatement, isAbout, signatureStatement } from '#core/trust/statement.ts';

const HEX = 'a'.repeat(64);
const DIGEST: Digest = `sha256:${HEX}`;
const encode = (value: unknown) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

const GOOD = {
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ digest: { sha256: HEX } }],
  predicateType: 'https://sigstore.dev/cosign/sign/v1',
  predicate: {},
};

test('a signature statement is byte for byte what cosign parses', () => {
  expect(new TextDecoder().decode(signatureStatement(DIGEST))).toBe(
    `{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"${HEX}"}}],"predicateType":"https://sigstore.dev/cosign/sign/v1","predicate":{}}`,
  );
});

test('reads back what it writes', () => {
  expect(decodeStatement(signatureStatement(DIGEST))).toEqual({
    ok: true,
    value: {
      subjects: [{ digest: { sha256: HEX } }],
      predicateType: 'https://sigstore.dev/cosign/sign/v1',
      predicate: {},
    },
  });
});

test.each([
  ['the older statement that cosign attest writes', { ...GOOD, _type: 'https://in-toto.io/Statement/v0.1' }],
  ['members that it does not know', { ...GOOD, extra: true }],
  ['no predicate', { ...GOOD, predicate: undefined }],
  ['an algorithm that it does not know', { ...GOOD, subject: [{ digest: { alg1: 'abc123' } }] }],
])('accepts %s', (_what, statement) => {
  expect(decodeStatement(encode(statement)).ok).toBe(true);
});

test.each([
  ['another type', { ...GOOD, _type: 'https://in-toto.io/Statement/v2' }, 'Statement/v2'],
  ['no type', { ...GOOD, _type: undefined }, 'undefined'],
  ['no subject', { ...GOOD, subject: [] }, 'no subject'],
  ['a subject that is text', { ...GOOD, subject: ['x'] }, 'not an object'],
  ['a subject without digest', { ...GOOD, subject: [{ name: 'x' }] }, 'no digest'],
  ['an empty digest set', { ...GOOD, subject: [{ digest: {} }] }, '0 digests'],
  ['upper-case hex', { ...GOOD, subject: [{ digest: { sha256: HEX.toUpperCase() } }] }, 'lower-case hex'],
  ['a digest that is short', { ...GOOD, subject: [{ digest: { sha256: 'aa' } }] }, 'right length'],
  ['too many subjects', { ...GOOD, subject: Array(1025).fill(GOOD.subject[0]) }, '1025 subjects'],
  ['no predicate type', { ...GOOD, predicateType: '' }, 'no predicate type'],
  ['a predicate that is a list', { ...GOOD, predicate: [] }, 'not an object'],
  ['text that is not JSON', 'nonsense', 'not UTF-8 JSON'],
  ['JSON that is a list', [], 'not a JSON object'],
])('refuses %s and says so', (_what, statement, reason) => {
  const decoded = decodeStatement(encode(statement));
  expect(decoded).toEqual({ ok: false, reason: expect.stringContaining(reason) as string });
});

test('bytes that are not UTF-8 are refused', () => {
  expect(decodeStatement(new Uint8Array([0x22, 0xff, 0x22])).ok).toBe(false);
});

describe('what a statement is about', () => {
  const about = (digest: Record<string, string>) => ({ subjects: [{ digest }], predicateType: 'x' });
  test.each([
    ['the same digest', { sha256: HEX }, true],
    ['another digest', { sha256: 'b'.repeat(64) }, false],
    ['the same hex under another algorithm', { sha512: HEX }, false],
    ['only a name', {}, false],
  ])('%s', (_what, digest, expected) => {
    expect(isAbout(about(digest), DIGEST)).toBe(expected);
  });
});
