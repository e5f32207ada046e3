import { type Digest, digestParts } from '#core/base/digest.ts';
import {
  bad,
  type Decoded,
  decodeJsonObject,
  good,
  isJsonObject,
  type JsonObject,
  quoted,
} from './decoded.ts';

/** The predicate type of "I sign this artifact", as cosign writes it since v3. */
export const SIGNATURE_PREDICATE_TYPE = 'https://sigstore.dev/cosign/sign/v1';

const STATEMENT_V1 = 'https://in-toto.io/Statement/v1';
// Written by `cosign attest` until today.
const STATEMENT_V01 = 'https://in-toto.io/Statement/v0.1';

const MAX_STATEMENT_BYTES = 1024 * 1024;
const MAX_SUBJECTS = 1024;
const MAX_DIGESTS = 32;

const HEX_OF_LENGTH: Readonly<Record<string, RegExp>> = {
  sha256: /^[0-9a-f]{64}$/,
  sha384: /^[0-9a-f]{96}$/,
  sha512: /^[0-9a-f]{128}$/,
};

/** One thing that a statement is about. */
export interface StatementSubject {
  readonly name?: string;
  /** Algorithm to value, for example `sha256` to lower-case hex. */
  readonly digest: Readonly<Record<string, string>>;
}

/** An in-toto statement (v1, or v0.1 on reading): somebody says `predicate` about `subjects`. */
export interface Statement {
  readonly subjects: readonly StatementSubject[];
  readonly predicateType: string;
  readonly predicate?: JsonObject;
}

/**
 * The statement that a signature over an artifact consists of. Only these members: cosign parses strictly, falls
 * over on unknown ones, and wants `predicate` to be there.
 */
export function signatureStatement(artifact: Digest): Uint8Array {
  const { algorithm, hex } = digestParts(artifact);
  return new TextEncoder().encode(
    JSON.stringify({
      _type: STATEMENT_V1,
      subject: [{ digest: { [algorithm]: hex } }],
      predicateType: SIGNATURE_PREDICATE_TYPE,
      predicate: {},
    }),
  );
}

/** Reads a statement; call it only after the signature over the bytes was found good. Unknown members are ignored. */
export function decodeStatement(payload: Uint8Array): Decoded<Statement> {
  const json = decodeJsonObject(payload, MAX_STATEMENT_BYTES, 'the statement');
  if (!json.ok) {
    return json;
  }
  const { _type: type, subject, predicateType, predicate } = json.value;
  if (type !== STATEMENT_V1 && type !== STATEMENT_V01) {
    return bad(`the statement's type is ${quoted(String(type))}, not an in-toto statement`);
  }
  if (typeof predicateType !== 'string' || predicateType === '') {
    return bad('the statement has no predicate type');
  }
  if (predicate !== undefined && predicate !== null && !isJsonObject(predicate)) {
    return bad('the predicate of the statement is not an object');
  }
  const subjects = decodeSubjects(subject);
  if (!subjects.ok) {
    return subjects;
  }
  return good({
    subjects: subjects.value,
    predicateType,
    ...(isJsonObject(predicate) && { predicate }),
  });
}

/** True when the statement is about exactly these bytes: by digest only, names prove nothing. */
export function isAbout(statement: Statement, artifact: Digest): boolean {
  const { algorithm, hex } = digestParts(artifact);
  return statement.subjects.some(
    ({ digest }) => Object.hasOwn(digest, algorithm) && digest[algorithm] === hex,
  );
}

function decodeSubjects(value: unknown): Decoded<StatementSubject[]> {
  if (!Array.isArray(value) || value.length === 0) {
    return bad('the statement has no subject');
  }
  if (value.length > MAX_SUBJECTS) {
    return bad(`the statement has ${value.length} subjects, more than the limit of ${MAX_SUBJECTS}`);
  }
  const subjects: StatementSubject[] = [];
  for (const item of value as unknown[]) {
    const digest = isJsonObject(item) ? decodeDigestSet(item['digest']) : bad('a subject is not an object');
    if (!digest.ok) {
      return digest;
    }
    const name = isJsonObject(item) ? item['name'] : undefined;
    subjects.push({ digest: digest.value, ...(typeof name === 'string' && { name }) });
  }
  return good(subjects);
}

function decodeDigestSet(value: unknown): Decoded<Record<string, string>> {
  if (!isJsonObject(value)) {
    return bad('a subject of the statement has no digest');
  }
  const entries = Object.entries(value);
  if (entries.length === 0 || entries.length > MAX_DIGESTS) {
    return bad(`a subject of the statement has ${entries.length} digests; expected 1 to ${MAX_DIGESTS}`);
  }
  for (const [algorithm, digest] of entries) {
    const grammar = Object.hasOwn(HEX_OF_LENGTH, algorithm) ? HEX_OF_LENGTH[algorithm] : undefined;
    if (typeof digest !== 'string' || digest === '' || (grammar !== undefined && !grammar.test(digest))) {
      return bad(`a subject's ${quoted(algorithm)} digest is not lower-case hex of the right length`);
    }
  }
  return good(Object.fromEntries(entries) as Record<string, string>);
}
