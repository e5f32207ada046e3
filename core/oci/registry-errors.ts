import { cancelled, Failure, type FailureCode, isFailure } from '#core/base/failure.ts';

/** One entry of a registry's error answer (distribution specification 1.1.1, "Error Codes"), made safe to show. */
export interface RegistryError {
  readonly code: string;
  readonly message: string;
}

/** Errors of an answer's body; nothing when it is not the specification's JSON. */
export function decodeRegistryErrors(body: Uint8Array): RegistryError[] {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(body));
  } catch {
    return [];
  }
  const errors = isRecord(value) ? value['errors'] : undefined;
  return (Array.isArray(errors) ? errors : [])
    .filter(isRecord)
    .slice(0, 5)
    .map(({ code, message }) => ({
      code: typeof code === 'string' ? plainText(code, 64) : '',
      message: typeof message === 'string' ? plainText(message, 200) : '',
    }));
}

const BY_STATUS: Readonly<Record<number, FailureCode>> = {
  401: 'registry/unauthorized',
  403: 'registry/forbidden',
  404: 'registry/not-found',
  429: 'registry/rate-limited',
};

const BY_ERROR: Readonly<Record<string, FailureCode>> = {
  MANIFEST_BLOB_UNKNOWN: 'registry/blob-unknown',
  TOOMANYREQUESTS: 'registry/rate-limited',
};

const ADVICE: Partial<Record<FailureCode, string>> = {
  'registry/unauthorized': 'Sign in to this registry with an account that may do this.',
  'registry/forbidden':
    'The account in use may not do this: ask the owner of the repository, or use another account.',
  'registry/not-found': 'Check the name, the tag and, if the repository is private, your sign-in.',
  'registry/rate-limited': 'Wait a few minutes and try again, or sign in for a higher limit.',
  'registry/refused': 'Check that the address is the registry; if it is, tell its operator.',
  'registry/bad-answer': 'Check that the address is a registry; if it is, tell its operator.',
  'registry/server-error': 'Try again later; if it stays, tell the operator of the registry.',
};

/** The failure that an answer stands for. `attempt` is what was tried: "Reading tag 1.0 of host/repo". */
export function registryFailure(status: number, body: Uint8Array, attempt: string): Failure {
  const errors = decodeRegistryErrors(body);
  const code =
    errors.map((error) => BY_ERROR[error.code]).find((found) => found !== undefined) ??
    BY_STATUS[status] ??
    (status >= 500 ? 'registry/server-error' : status >= 400 ? 'registry/refused' : 'registry/bad-answer');
  const said = errors.map((error) => `${error.code} ${error.message}`.trim()).filter((text) => text !== '');
  const detail = said.length > 0 ? `: ${said.join('; ')}` : '';
  const hint = status === 413 ? 'The registry does not take content of this size.' : (ADVICE[code] ?? '');
  return new Failure(code, `${attempt} failed (HTTP ${status})${detail}. ${hint}`.trimEnd());
}

/** What a failed `fetch` or broken stream means: cancelled, or the registry cannot be reached. */
export function networkFailure(error: unknown, place: string, signal?: AbortSignal): Error {
  if (signal?.aborted) {
    return isFailure(error, 'task/cancelled') ? error : cancelled(error);
  }
  if (isFailure(error)) {
    return error;
  }
  return new Failure(
    'registry/unreachable',
    `${place} cannot be reached${reasonOf(error)}. Check the name, your network and proxy, and that the registry is running.`,
    { cause: error },
  );
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at this address',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'host names cannot be looked up now',
  ETIMEDOUT: 'it did not answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'it did not answer in time',
  UND_ERR_HEADERS_TIMEOUT: 'it did not answer in time',
  UND_ERR_BODY_TIMEOUT: 'it stopped sending',
  UND_ERR_HEADERS_OVERFLOW: 'its answer has more headers than any registry needs',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by an authority that this machine does not know',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its certificate is signed by an authority that this machine does not know',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak https',
};

/** The system's or the HTTP client's code behind a failure. */
function networkCode(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; isRecord(at) && depth < 5; at = at['cause'], depth++) {
    const code = at['code'];
    if (typeof code === 'string' && !code.startsWith('registry/')) {
      return code;
    }
  }
  return undefined;
}

function reasonOf(error: unknown): string {
  const code = networkCode(error);
  if (code?.startsWith('HPE_')) {
    // Codes of the parser of HTTP, one for each kind of nonsense.
    return ': what answers at this address does not speak HTTP';
  }
  return code === undefined ? '' : `: ${REASONS[code] ?? plainText(code, 64)}`;
}

const BROKEN: readonly (string | undefined)[] = [
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'UND_ERR_SOCKET',
  'UND_ERR_BODY_TIMEOUT',
];

/**
 * True when a registry was reached and the conversation broke: worth another try at once. A refused connection, an
 * unknown host or a bad certificate will be the same in a second.
 */
export function isBrokenConversation(error: unknown): boolean {
  return isFailure(error, 'registry/unreachable') && BROKEN.includes(networkCode(error));
}

/** Text of a registry as plain, short text: no control characters, no characters that turn the direction. */
export function plainText(text: string, limit: number): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return clean.length > limit ? `${clean.slice(0, limit)}…` : clean;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
