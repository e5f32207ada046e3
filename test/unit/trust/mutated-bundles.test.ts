import { expect, test } from 'vitest';
import { sigstoreVerifier } from '#core/node/sigstore-verifier.ts';
import { checkBundle } from '#core/trust/check-bundle.ts';
import { bundleJson, newSigner } from '#test/support/signed-package.ts';

const HEX = 'a'.repeat(64);
const alice = newSigner('alice');
const STATEMENT = {
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ digest: { sha256: HEX } }],
  predicateType: 'https://sigstore.dev/cosign/sign/v1',
  predicate: {},
};
const bundle = Buffer.from(JSON.stringify(bundleJson(alice.privateKey, STATEMENT, { hint: alice.keyHint })));
const options = { keys: [alice.publicKey], verifier: sigstoreVerifier() };

/** A small generator of the same numbers in each run, so that a failure can be repeated. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** What the signature protects and what decides its meaning; a mutation that keeps all of it changes nothing. */
function essence(bytes: Uint8Array): string {
  const json = JSON.parse(Buffer.from(bytes).toString()) as {
    dsseEnvelope: { payload: string; payloadType: string; signatures: { sig: string }[] };
  };
  const { payload, payloadType, signatures } = json.dsseEnvelope;
  const decoded = [payload, ...signatures.map(({ sig }) => sig)].map((text) =>
    Buffer.from(text, 'base64').toString('hex'),
  );
  return JSON.stringify([payloadType, decoded]);
}

const MUTATIONS: readonly ((bytes: Buffer, random: (below: number) => number) => Buffer)[] = [
  // One bit.
  (bytes, random) => {
    const at = random(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    return bytes;
  },
  // One printable character.
  (bytes, random) => {
    bytes[random(bytes.length)] = 33 + random(94);
    return bytes;
  },
  // A piece cut out.
  (bytes, random) => {
    const at = random(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random(20))]);
  },
  // A piece doubled.
  (bytes, random) => {
    const at = random(bytes.length);
    return Buffer.concat([bytes.subarray(0, at + random(20)), bytes.subarray(at)]);
  },
  // A member or value replaced by another kind of thing.
  (bytes, random) => {
    const values = ['null', '[]', '{}', '""', '0', '-1', '1e999', 'true', '"__proto__"', '[[[]]]'];
    const places = [...bytes.toString().matchAll(/"[^"]*"(?!:)/g)];
    const place = places[random(places.length)];
    const text = bytes.toString();
    const start = place?.index ?? 0;
    return Buffer.from(
      text.slice(0, start) + values[random(values.length)] + text.slice(start + (place?.[0].length ?? 0)),
    );
  },
];

test('3,000 mutated bundles: none is wrongly accepted and none throws', async () => {
  const random = numbers(2026);
  const original = essence(bundle);
  const outcomes: Record<string, number> = {};
  for (let i = 0; i < 3000; i++) {
    const mutate = MUTATIONS[i % MUTATIONS.length] as (typeof MUTATIONS)[number];
    const mutated = mutate(Buffer.from(bundle), random);
    const { outcome } = await checkBundle(mutated, `sha256:${HEX}`, options);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    if (outcome === 'verified') {
      // A changed key hint, or a bit of base64 that no decoder reads: the signed bytes are the same.
      expect(essence(mutated)).toBe(original);
    }
  }
  expect(Object.keys(outcomes).sort()).toEqual(['rejected', 'verified']);
  expect(outcomes['rejected']).toBeGreaterThan(2400);
});
