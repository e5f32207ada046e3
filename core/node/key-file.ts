import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair as generate,
  type KeyObject,
  randomBytes,
  scrypt,
} from 'node:crypto';
import { promisify } from 'node:util';
import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js';
import { Failure } from '#core/base/failure.ts';
import { namedKey } from './public-key.ts';

// cosign's encrypted key file (sigstore/cosign, pkg/cosign/keys.go; go-securesystemslib, encrypted): a PEM block
// around JSON that holds the parameters of scrypt and a NaCl secretbox around the PKCS #8 key.
const LABEL = 'ENCRYPTED SIGSTORE PRIVATE KEY';
const READ_LABELS = [LABEL, 'ENCRYPTED COSIGN PRIVATE KEY'];
const WRITE_COST = 65536;
/** Only these: a file could ask for a cost that takes all memory or, near 1, no work at all. */
const READ_COSTS = [32768, 65536, 131072];
const BLOCK_SIZE = 8;
const PARALLEL = 1;
const SALT_BYTES = 32;
const KEY_BYTES = 32;
const NONCE_BYTES = 24;
const SCRYPT_MEMORY = 256 * 1024 * 1024;
const MAX_PEM_LENGTH = 64 * 1024;

const PEM = /^\s*-----BEGIN ([A-Z0-9 ]+)-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END ([A-Z0-9 ]+)-----\s*$/;

/** A new key pair as the two files that are written for it. */
export interface KeyPair {
  /** Encrypted with the passphrase. */
  readonly privateKeyPem: string;
  readonly publicKeyPem: string;
  /** Standard base64 of SHA-256 of the public key (DER SPKI). */
  readonly hint: string;
}

/** Makes an ECDSA P-256 key pair, the private half encrypted with `passphrase` in cosign's format. Takes 0.1 to 1 s. */
export async function generateKeyPair(passphrase: string): Promise<KeyPair> {
  const { privateKey, publicKey } = await promisify(generate)('ec', { namedCurve: 'P-256' });
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' });
  try {
    return {
      privateKeyPem: await encrypt(pkcs8, passphrase),
      publicKeyPem: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
      hint: namedKey(publicKey, '').hint,
    };
  } finally {
    pkcs8.fill(0);
  }
}

/**
 * Opens a private key file of cosign or of ours. Takes 0.1 to 1 s (scrypt). Fails with `key/wrong-passphrase`,
 * `key/invalid` (not such a file, or damaged) or `key/unsupported` (not ECDSA P-256); no message or cause holds
 * anything of the key or the passphrase.
 */
export async function decryptKey(pem: string, passphrase: string): Promise<KeyObject> {
  const sealed = decodeKeyFile(pem);
  const secret = await deriveKey(passphrase, sealed.salt, sealed.cost);
  let pkcs8: Uint8Array;
  try {
    pkcs8 = xsalsa20poly1305(secret, sealed.nonce).decrypt(sealed.ciphertext);
  } catch {
    throw new Failure(
      'key/wrong-passphrase',
      'The private key cannot be opened with this passphrase. Try again; without the right passphrase nobody can open it.',
    );
  } finally {
    secret.fill(0);
  }
  try {
    return requireP256(createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' }));
  } catch (error) {
    throw error instanceof Failure ? error : invalid('what the passphrase opens is not a private key');
  } finally {
    pkcs8.fill(0);
  }
}

async function encrypt(pkcs8: Uint8Array, passphrase: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const secret = await deriveKey(passphrase, salt, WRITE_COST);
  const ciphertext = xsalsa20poly1305(secret, nonce).encrypt(pkcs8);
  secret.fill(0);
  const json = {
    kdf: {
      name: 'scrypt',
      params: { N: WRITE_COST, r: BLOCK_SIZE, p: PARALLEL },
      salt: salt.toString('base64'),
    },
    cipher: { name: 'nacl/secretbox', nonce: nonce.toString('base64') },
    ciphertext: Buffer.from(ciphertext).toString('base64'),
  };
  const body = Buffer.from(JSON.stringify(json)).toString('base64').replace(/.{64}/g, '$&\n').trimEnd();
  return `-----BEGIN ${LABEL}-----\n${body}\n-----END ${LABEL}-----\n`;
}

function deriveKey(passphrase: string, salt: Uint8Array, cost: number): Promise<Buffer> {
  const options = { N: cost, r: BLOCK_SIZE, p: PARALLEL, maxmem: SCRYPT_MEMORY };
  return new Promise((resolve, reject) => {
    scrypt(passphrase, salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

interface SealedKey {
  readonly cost: number;
  readonly salt: Uint8Array;
  readonly nonce: Uint8Array;
  readonly ciphertext: Uint8Array;
}

function decodeKeyFile(pem: string): SealedKey {
  const match = pem.length <= MAX_PEM_LENGTH ? PEM.exec(pem) : null;
  const [, label = '', body = '', end = ''] = match ?? [];
  if (label.endsWith('PRIVATE KEY') && !READ_LABELS.includes(label)) {
    throw new Failure(
      'key/unsupported',
      'Expected a private key in the encrypted format of cosign ("ENCRYPTED SIGSTORE PRIVATE KEY"), found another kind. Import it with "cosign import-key-pair", or create a new key.',
    );
  }
  if (!READ_LABELS.includes(label) || end !== label) {
    throw invalid(
      'it does not start with "-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----", or its end is missing',
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(body, 'base64').toString('utf8'));
  } catch {
    throw invalid('its content is not JSON');
  }
  return decodeSealedKey(json);
}

function decodeSealedKey(json: unknown): SealedKey {
  const kdf = member(json, 'kdf');
  const cipher = member(json, 'cipher');
  const parameters = member(kdf, 'params');
  const cost = member(parameters, 'N');
  if (member(kdf, 'name') !== 'scrypt' || member(cipher, 'name') !== 'nacl/secretbox') {
    throw invalid('it is not encrypted with scrypt and nacl/secretbox');
  }
  if (
    typeof cost !== 'number' ||
    !READ_COSTS.includes(cost) ||
    member(parameters, 'r') !== BLOCK_SIZE ||
    member(parameters, 'p') !== PARALLEL
  ) {
    throw invalid(
      `its scrypt parameters are not among those accepted (N ${READ_COSTS.join(', ')}; r 8; p 1)`,
    );
  }
  const salt = bytesOf(member(kdf, 'salt'), 'salt');
  const nonce = bytesOf(member(cipher, 'nonce'), 'nonce');
  const ciphertext = bytesOf(member(json, 'ciphertext'), 'ciphertext');
  if (salt.length === 0 || nonce.length !== NONCE_BYTES || ciphertext.length <= 16) {
    throw invalid('its salt, nonce or ciphertext has a wrong length');
  }
  return { cost, salt, nonce, ciphertext };
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function bytesOf(value: unknown, what: string): Uint8Array {
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) {
    throw invalid(`its ${what} is not base64`);
  }
  return new Uint8Array(Buffer.from(value, 'base64'));
}

function requireP256(key: KeyObject): KeyObject {
  if (
    key.asymmetricKeyType !== 'ec' ||
    createPublicKey(key).asymmetricKeyDetails?.namedCurve !== 'prime256v1'
  ) {
    throw new Failure(
      'key/unsupported',
      `Signing needs an ECDSA P-256 key; this file holds one of type ${key.asymmetricKeyType ?? 'unknown'}. Create a new key.`,
    );
  }
  return key;
}

function invalid(reason: string): Failure {
  return new Failure(
    'key/invalid',
    `The private key file cannot be read: ${reason}. Give the .key file that was created with the key.`,
  );
}
