import { describe, expect, test } from 'vitest';
import { check } from '#core/trust/check.ts';
import type { PackageResult, SignatureResult } from '#core/trust/result.ts';
import { explain, verdictOf, verdictSentence } from '#core/trust/wording.ts';
import { memoryTarget } from '#test/support/memory-target.ts';
import { newSigner, publishPackage, signWith, verifyWith } from '#test/support/signed-package.ts';

const DIGEST = `sha256:${'a'.repeat(64)}` as const;

function result(change: Partial<PackageResult>): PackageResult {
  return {
    ref: 'example.test/acme/stations:1',
    digest: DIGEST,
    checkedAt: '2026-11-23T16:05:43.789Z',
    trustRoot: { source: 'none (public keys only)' },
    decision: 'allowed',
    signatures: [],
    policyChecks: [],
    ...change,
  };
}

const signature = (change: Partial<SignatureResult>): SignatureResult => ({
  ref: DIGEST,
  kind: 'bundle',
  outcome: 'verified',
  identity: { keyHint: 'hint=', name: 'release.pub' },
  checks: [],
  ...change,
});

const files = check('content', 'pass', '3 files.');
const certificate = { issuer: 'https://issuer.test', subject: 'mallory\u202e@example.test' };

describe('the one line', () => {
  test.each<[string, Partial<PackageResult>, string, string]>([
    [
      'verified with the files',
      { signatures: [signature({})], policyChecks: [files] },
      'verified',
      'Verified, signed by release.pub, files included',
    ],
    [
      'verified without the files',
      { signatures: [signature({})] },
      'verified',
      'Verified, signed by release.pub; the files were not read',
    ],
    [
      'a certificate shows its issuer, and deceptive characters are escaped',
      { signatures: [signature({ identity: certificate })], policyChecks: [files] },
      'verified',
      'Verified, signed by "mallory\\u{202e}@example.test" (issuer "https://issuer.test"), files included',
    ],
    [
      'a policy that only warns does not look like one that holds',
      { decision: 'warned', policyChecks: [check('signer', 'warn', 'Nobody named signed it.')] },
      'unverified',
      'Accepted with a warning: Nobody named signed it.',
    ],
    [
      'signed by nobody named',
      { decision: 'denied', signatures: [signature({ outcome: 'unverified' })] },
      'unverified',
      'Signed, signer not in your policy',
    ],
    [
      'rejected',
      {
        decision: 'denied',
        signatures: [
          signature({ outcome: 'rejected', checks: [check('signature', 'fail', 'It does not fit.')] }),
        ],
      },
      'rejected',
      'Signature rejected: It does not fit.',
    ],
    [
      'not signed',
      { decision: 'denied', policyChecks: [check('signer', 'fail', 'x')] },
      'unsigned',
      'Not signed',
    ],
    [
      'not known',
      { decision: 'undecided', policyChecks: [check('network', 'error', 'The registry does not answer.')] },
      'unknown',
      'Could not check: The registry does not answer.',
    ],
  ])('%s', (_what, change, state, sentence) => {
    expect(verdictOf(result(change))).toEqual({ state, sentence });
  });

  test('never says "verified" for anything but a verified signature', () => {
    for (const decision of ['allowed', 'warned', 'denied', 'undecided'] as const) {
      for (const outcome of ['unverified', 'rejected', 'error'] as const) {
        const sentence = verdictSentence(
          result({ decision, signatures: [signature({ outcome })], policyChecks: [files] }),
        );
        expect(sentence).not.toMatch(/verified/i);
      }
    }
  });
});

test('the explanation names every check, and what was not checked in words', async () => {
  const alice = newSigner('alice.pub');
  const target = memoryTarget();
  const subject = await publishPackage(target);
  const { referrer } = await signWith(target, subject, alice);
  const lines = explain(await verifyWith(target, '1.0.0', [alice]));
  expect(lines).toEqual([
    'Verified, signed by alice.pub, files included',
    'Artifact: example.test/acme/stations:1.0.0',
    `Digest: ${subject.digest}`,
    'Checked at: 2026-11-23T16:05:43.789Z; trusted root: none (public keys only)',
    `[ok] Manifest digest: The manifest is ${subject.digest}.`,
    '[ok] Files: 3 files, 35 bytes, read whole: each is what its digest says.',
    '[ok] Signer: Signed with a key that you named: "alice.pub".',
    `Signature ${referrer.digest} (bundle): verified, signed by alice.pub`,
    '  [ok] Form of the signature: A Sigstore bundle of version 0.3.',
    '  [not checked] Trusted root: Not needed: a public key was used, which you trust by yourself.',
    '  [not checked] Certificate: No certificate: the key alone stands for the signer, no authority vouches for a name.',
    '  [not checked] Time of signing: No trusted timestamp: the time of signing is not proven.',
    '  [not checked] Public record: No public record: nobody else can see that this signature was made.',
    '  [ok] Signature: The signature over these exact bytes was made with the key "alice.pub".',
    '  [ok] Signed statement: The signed bytes are an in-toto statement.',
    `  [ok] What was signed: The statement names this artifact: ${subject.digest}.`,
    '  [ok] Kind of statement: The statement is a signature.',
    '  [ok] Signer: Signed with the key that you named "alice.pub".',
  ]);
});

test('a signer that was not proven is shown as a claim', async () => {
  const target = memoryTarget();
  await signWith(target, await publishPackage(target), newSigner('bob'));
  const lines = explain(await verifyWith(target, '1.0.0', [newSigner('alice')]));
  expect(lines.find((line) => line.startsWith('Signature sha256:'))).toMatch(
    /rejected, names the signer .* \(not proven\)$/,
  );
});
