import type { Digest } from '#core/base/digest.ts';
import { type Bundle, decodeBundle } from './bundle.ts';
import type { BundleVerifier, NamedKey, SignatureProof } from './bundle-verifier.ts';
import { check } from './check.ts';
import { quoted } from './decoded.ts';
import { type Envelope, IN_TOTO_PAYLOAD_TYPE } from './dsse.ts';
import type { Check, CheckId, SignatureOutcome, SignatureResult, Signer } from './result.ts';
import { decodeStatement, isAbout, SIGNATURE_PREDICATE_TYPE, type Statement } from './statement.ts';

/** What one bundle proves about one artifact. */
export type BundleFinding = Omit<SignatureResult, 'ref' | 'kind'>;

/** All of these have to pass before the word "verified" may be used. */
const REQUIRED: readonly CheckId[] = [
  'format',
  'signature',
  'statement',
  'subject',
  'predicateType',
  'signer',
];

/**
 * Checks a bundle as a signature of the artifact with this digest: form, cryptography, statement, subject, kind of
 * statement, signer. The order is the specification's: the payload is only read after the signature over it was
 * found good (DSSE protocol.md). Never throws for what the bytes hold.
 */
export async function checkBundle(
  bytes: Uint8Array,
  artifact: Digest,
  options: { readonly keys: readonly NamedKey[]; readonly verifier: BundleVerifier },
): Promise<BundleFinding> {
  const decoded = decodeBundle(bytes);
  if (!decoded.ok) {
    return finding([check('format', 'fail', `This is not a usable Sigstore bundle: ${decoded.reason}.`)]);
  }
  const bundle = decoded.value;
  const format = check('format', 'pass', `A Sigstore bundle of version ${bundle.version}.`);
  if (bundle.content.kind !== 'dsseEnvelope') {
    const reason =
      'A signature over the bytes of the manifest, without a statement: this version of Waybill does not check such signatures beside an artifact.';
    return finding([format, check('statement', 'error', reason)]);
  }
  const proof = await options.verifier.prove(bundle, { keys: options.keys });
  const checks = [format, ...proof.checks];
  if (proof.identity === undefined || statusOf(proof.checks, 'signature') !== 'pass') {
    return finding([...checks, ...notRead()], claimedSigner(bundle));
  }
  return finding(
    [
      ...checks,
      ...checkStatement(bundle.content.envelope, artifact),
      checkSigner(proof.identity, options.keys),
    ],
    nameOf(proof.identity, options.keys),
    proof.time,
  );
}

/** The payload says what it is about only after its signature held; these rows say why they are empty. */
function notRead(): Check[] {
  const reason = 'Not read: the signature over it was not found good.';
  return [check('statement', 'skipped', reason), check('subject', 'skipped', reason)];
}

function checkStatement(envelope: Envelope, artifact: Digest): Check[] {
  if (envelope.payloadType !== IN_TOTO_PAYLOAD_TYPE) {
    const reason = `The signed bytes are of type ${quoted(envelope.payloadType)}; expected ${IN_TOTO_PAYLOAD_TYPE}.`;
    return [check('statement', 'fail', reason)];
  }
  const statement = decodeStatement(envelope.payload);
  if (!statement.ok) {
    return [check('statement', 'fail', `The signed bytes are not a usable statement: ${statement.reason}.`)];
  }
  return [
    check('statement', 'pass', 'The signed bytes are an in-toto statement.'),
    checkSubject(statement.value, artifact),
    checkPredicateType(statement.value),
  ];
}

/** Proves that the statement is about this artifact and was not made for another one and moved here. */
function checkSubject(statement: Statement, artifact: Digest): Check {
  if (isAbout(statement, artifact)) {
    return check('subject', 'pass', `The statement names this artifact: ${artifact}.`);
  }
  const named = statement.subjects
    .flatMap(({ digest }) => Object.entries(digest))
    .map(([algorithm, value]) => `${algorithm}:${value}`);
  const reason = `The statement is about another artifact, ${quoted(named[0] ?? '')}, not about ${artifact}.`;
  return check('subject', 'fail', reason, { signed: named.slice(0, 10) });
}

/** Proves that the statement is a signature and not, for example, a bill of materials that happens to be signed. */
function checkPredicateType(statement: Statement): Check {
  const type = statement.predicateType;
  return type === SIGNATURE_PREDICATE_TYPE
    ? check('predicateType', 'pass', 'The statement is a signature.')
    : check(
        'predicateType',
        'fail',
        `The statement is of type ${quoted(type)}: it says something about the artifact but is not a signature of it.`,
        { predicateType: type.slice(0, 1000) },
      );
}

/** Proves that who signed is somebody whom the person named. */
function checkSigner(identity: Signer, keys: readonly NamedKey[]): Check {
  const named = nameOf(identity, keys);
  if ('keyHint' in named && named.name !== undefined) {
    return check('signer', 'pass', `Signed with the key that you named ${quoted(named.name)}.`);
  }
  const who =
    'keyHint' in named ? `the key ${named.keyHint}` : `${quoted(named.subject)} (${quoted(named.issuer)})`;
  return check('signer', 'warn', `Signed by ${who}, whom you have not named as a signer you accept.`);
}

function nameOf(identity: Signer, keys: readonly NamedKey[]): Signer {
  if (!('keyHint' in identity)) {
    return identity;
  }
  const key = keys.find(({ hint }) => hint === identity.keyHint);
  return key ? { keyHint: identity.keyHint, name: key.name } : { keyHint: identity.keyHint };
}

/** The signer that an unproven bundle names. It is shown as a claim, to help to find the right key. */
function claimedSigner({ signer }: Bundle): Signer | undefined {
  return signer.kind === 'publicKey' && signer.hint !== '' ? { keyHint: signer.hint } : undefined;
}

function finding(checks: readonly Check[], identity?: Signer, time?: SignatureProof['time']): BundleFinding {
  return { outcome: outcomeOf(checks), checks, ...(identity && { identity }), ...(time && { time }) };
}

function outcomeOf(checks: readonly Check[]): SignatureOutcome {
  if (checks.some(({ status }) => status === 'fail')) {
    return 'rejected';
  }
  if (checks.some(({ status }) => status === 'error')) {
    return 'error';
  }
  if (REQUIRED.every((id) => statusOf(checks, id) === 'pass')) {
    return 'verified';
  }
  const holds = REQUIRED.every((id) => id === 'signer' || statusOf(checks, id) === 'pass');
  return holds ? 'unverified' : 'error';
}

function statusOf(checks: readonly Check[], id: CheckId): Check['status'] | undefined {
  return checks.find((row) => row.id === id)?.status;
}
