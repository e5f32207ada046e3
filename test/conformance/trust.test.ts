import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPublicKey } from '#core/node/public-key.ts';
import { sigstoreVerifier } from '#core/node/sigstore-verifier.ts';
import { decodeBundle } from '#core/trust/bundle.ts';
import { checkBundle } from '#core/trust/check-bundle.ts';
import { decodeStatement } from '#core/trust/statement.ts';
import { newSigner } from '#test/support/signed-package.ts';

const CORPUS = path.resolve(import.meta.dirname, '../../../shared/corpus/trust');
const isThere = existsSync(CORPUS);
if (!isThere) {
  console.log('skipped: the trust corpus (../shared/corpus/trust) is not there');
}

interface Case {
  readonly id: string;
  readonly file?: string;
  readonly bundle?: string;
  readonly key?: string;
  readonly kind?: string;
  readonly expect?: {
    readonly verifies?: boolean | null;
    readonly valid?: boolean;
    readonly parses?: boolean;
    readonly predicateType?: string;
  };
}

function casesOf(set: string, wanted: (item: Case) => boolean): Case[] {
  if (!isThere) {
    return [];
  }
  const text = readFileSync(path.join(CORPUS, set, 'expectations.json'), 'utf8');
  return (JSON.parse(text) as { cases: Case[] }).cases.filter(wanted);
}

const read = (set: string, file: string) => readFileSync(path.join(CORPUS, set, file));

/** A bundle around an envelope that comes as text, however broken. */
function aroundEnvelope(text: string): Uint8Array {
  const mediaType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
  return new TextEncoder().encode(
    `{"mediaType":"${mediaType}","verificationMaterial":{"publicKey":{}},"dsseEnvelope":${text}}`,
  );
}

describe.skipIf(!isThere)('in-toto statements', () => {
  test.each(casesOf('in-toto', ({ kind }) => kind === 'statement'))(
    '$id',
    ({ file = '', expect: expected }) => {
      expect(decodeStatement(read('in-toto', file)).ok).toBe(expected?.valid);
    },
  );
});

describe.skipIf(!isThere)('envelopes of cosign', () => {
  test.each(casesOf('cosign', () => true))('$id', ({ file = '', expect: expected }) => {
    const bundle = decodeBundle(aroundEnvelope(read('cosign', file).toString()));
    expect(bundle.ok).toBe(expected?.parses);
    if (bundle.ok && bundle.value.content.kind === 'dsseEnvelope') {
      const statement = decodeStatement(bundle.value.content.envelope.payload);
      expect(statement.ok && statement.value.predicateType).toBe(expected?.predicateType);
    }
  });
});

/** Signed by certificates: what needs a trusted root is not judged yet, and until then must never be accepted. */
describe.skipIf(!isThere)('bundles signed by certificates', () => {
  const SETS = ['sigstore-conformance', 'sigstore-go', 'sigstore-js'];
  const all = SETS.flatMap((set) =>
    casesOf(set, ({ key }) => key === undefined).map((item) => ({ set, ...item })),
  );
  /** The cases of the set that the form alone decides; the others are open without a trusted root. */
  const REFUSED_BY_FORM = [
    'bundle-empty-certificate-chain_fail',
    'bundle-malformed-json_fail',
    'bundle-unknown-version_fail',
  ];

  test.each(all)('$set $id: not accepted', async ({ set, id, bundle = '' }) => {
    const keys = [newSigner('any').publicKey];
    const { outcome } = await checkBundle(read(set, bundle), `sha256:${'a'.repeat(64)}`, {
      keys,
      verifier: sigstoreVerifier(),
    });
    expect(['error', 'rejected']).toContain(outcome);
    if (REFUSED_BY_FORM.includes(id)) {
      expect(outcome).toBe('rejected');
    }
  });
});

describe.skipIf(!isThere)('bundles signed by keys', () => {
  test.each(casesOf('sigstore-go', ({ key }) => key !== undefined))(
    '$id: the signature holds, its time stays unproven',
    async ({ bundle = '', key = '' }) => {
      const decoded = decodeBundle(read('sigstore-go', bundle));
      if (!decoded.ok) {
        throw new Error(decoded.reason);
      }
      const proof = await sigstoreVerifier().prove(decoded.value, {
        keys: [readPublicKey(read('sigstore-go', key).toString(), 'key')],
        message: new TextEncoder().encode('test content'),
      });
      const rows = proof.checks.map(({ id, status }) => `${id} ${status}`);
      expect(rows).toContain('signature pass');
      // Upstream compares the timestamp with the key's validity, which needs the trusted root of the case.
      expect(rows).toContain('timestamp skipped');
      expect(proof.time).toBeUndefined();
    },
  );
});
