import { Failure } from '#core/base/failure.ts';
import { type Challenge, parseChallenges } from './challenge.ts';
import { readBody } from './http-body.ts';
import { resolveUrl } from './origins.ts';
import { networkFailure } from './registry-errors.ts';
import type { Fetch } from './transport.ts';

/** A secret for one registry: a password, a token to get others with, or a token to send as it is. */
export type Credential =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  | { readonly kind: 'refresh-token'; readonly token: string }
  | { readonly kind: 'access-token'; readonly token: string };

/**
 * Looks a secret up for exactly this `host[:port]`, or finds none. Asked once per target, and only after the
 * registry demanded a sign-in.
 */
export type CredentialSource = (host: string, signal?: AbortSignal) => Promise<Credential | undefined>;

export interface AuthorizerOptions {
  /** The registry as people write it: what secrets are stored under. */
  readonly host: string;
  /** Where its API is: `https://host`. */
  readonly origin: URL;
  readonly fetch: Fetch;
  readonly credentials?: CredentialSource;
  /** Asked once before a secret goes to a token service at another origin. Without it that is refused. */
  readonly approveRealm?: (registry: string, realm: string) => Promise<boolean>;
}

/** Keeps what proves our identity to one registry. */
export interface Authorizer {
  /** The `Authorization` header for a scope, as far as it is known by now. */
  header(scope: string): string | undefined;
  /** Answers a 401: gets a new header. False when there is nothing (more) to try. */
  answer(challengeHeader: string, scope: string, signal?: AbortSignal): Promise<boolean>;
}

/** Token services at another origin that are known to belong to their registry (devcontainers/cli#1278). */
const KNOWN_REALMS: Readonly<Record<string, string>> = {
  'https://registry-1.docker.io': 'https://auth.docker.io',
  'https://registry.gitlab.com': 'https://gitlab.com',
};

const TOKEN_REPLY_LIMIT = 128 * 1024;
const CLIENT_ID = 'waybill';

/** Makes the keeper of one registry's tokens. Secrets go only to the registry's own origin or to an accepted realm. */
export function createAuthorizer(options: AuthorizerOptions): Authorizer {
  const tokens = new Map<string, string>();
  let everywhere: string | undefined;
  let credential: Promise<Credential | undefined> | undefined;
  const findCredential = (signal?: AbortSignal) => {
    credential ??= options.credentials?.(options.host, signal) ?? Promise.resolve(undefined);
    // A lookup that failed or was cancelled is made again next time.
    credential.catch(() => (credential = undefined));
    return credential;
  };

  return {
    header: (scope) => tokens.get(scope) ?? everywhere,
    async answer(challengeHeader, scope, signal) {
      const challenges = parseChallenges(challengeHeader);
      const found = await findCredential(signal);
      const bearer = challenges.find((challenge) => challenge.scheme === 'bearer');
      if (bearer) {
        const sent = tokens.get(scope);
        const token =
          found?.kind === 'access-token'
            ? found.token
            : await fetchToken(
                options,
                bearer,
                mergedScopes(scope, bearer.parameters['scope']),
                found,
                signal,
              );
        tokens.set(scope, `Bearer ${token}`);
        return sent !== tokens.get(scope);
      }
      if (challenges.some((challenge) => challenge.scheme === 'basic') && found?.kind === 'password') {
        const sent = everywhere;
        everywhere = basic(found);
        return sent !== everywhere;
      }
      return false;
    },
  };
}

async function fetchToken(
  options: AuthorizerOptions,
  challenge: Challenge,
  scopes: readonly string[],
  credential: Credential | undefined,
  signal: AbortSignal | undefined,
): Promise<string> {
  const realm = await acceptRealm(options, challenge.parameters['realm'], credential !== undefined);
  const fields: [string, string][] = scopes.map((scope) => ['scope', scope]);
  const service = challenge.parameters['service'];
  if (service !== undefined) {
    fields.unshift(['service', service]);
  }
  const answer = await askForToken(options.fetch, realm, fields, credential, signal).catch(
    (error: unknown) => {
      throw networkFailure(error, realm.host, signal);
    },
  );
  if (answer.status !== 200) {
    await answer.body?.cancel();
    throw new Failure(
      answer.status >= 500 ? 'registry/server-error' : 'registry/unauthorized',
      credential
        ? `${realm.host} did not accept the stored credentials for ${options.host} (HTTP ${answer.status}). Sign in again.`
        : `${options.host} needs a sign-in, and no credentials are stored for it (HTTP ${answer.status} from ${realm.host}). Sign in, for example with docker login ${options.host}.`,
    );
  }
  return decodeToken(
    await readBody(answer, TOKEN_REPLY_LIMIT, `the token from ${realm.host}`, signal),
    realm,
  );
}

/** Asks as the credential allows: OAuth 2 with a refresh token, else the token specification's GET. */
function askForToken(
  fetch: Fetch,
  realm: URL,
  fields: readonly [string, string][],
  credential: Credential | undefined,
  signal: AbortSignal | undefined,
) {
  const shared = { redirect: 'manual' as const, ...(signal && { signal }) };
  if (credential?.kind === 'refresh-token') {
    const scope = fields.filter(([name]) => name === 'scope').map(([, value]) => value);
    const form = new URLSearchParams([
      ['grant_type', 'refresh_token'],
      ['refresh_token', credential.token],
      ['client_id', CLIENT_ID],
      ...fields.filter(([name]) => name !== 'scope'),
      ['scope', scope.join(' ')],
    ]);
    const body = new TextEncoder().encode(form.toString());
    return fetch(realm.href, {
      ...shared,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });
  }
  const url = new URL(realm);
  for (const [name, value] of fields) {
    url.searchParams.append(name, value);
  }
  return fetch(url.href, {
    ...shared,
    method: 'GET',
    headers: credential?.kind === 'password' ? { authorization: basic(credential) } : {},
  });
}

async function acceptRealm(
  options: AuthorizerOptions,
  realm: string | undefined,
  hasSecret: boolean,
): Promise<URL> {
  if (realm === undefined) {
    throw new Failure(
      'registry/bad-answer',
      `${options.host} asks for a token but names no place to get one.`,
    );
  }
  const url = resolveUrl(realm, options.origin, options.origin, 'the sign-in');
  const known = url.origin === options.origin.origin || KNOWN_REALMS[options.origin.origin] === url.origin;
  if (!known && hasSecret && !(await options.approveRealm?.(options.host, url.origin))) {
    throw new Failure(
      'registry/redirect-refused',
      `${options.host} wants your credentials to be sent to ${url.origin}. That is another server, so they were not sent. If both belong together, sign in there with a tool that asks you, or remove the stored credentials to go on without them.`,
    );
  }
  return url;
}

function decodeToken(bytes: Uint8Array, realm: URL): string {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    value = undefined;
  }
  const record =
    typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  const token = record['token'] ?? record['access_token'];
  if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) {
    throw new Failure('registry/bad-answer', `${realm.host} answered without a usable token.`);
  }
  return token;
}

/** The scopes of a request and of its challenge, each once, sorted. */
function mergedScopes(hinted: string, challenged: string | undefined): string[] {
  const all = [hinted, ...(challenged ?? '').split(' ')].filter((scope) => scope !== '');
  const byResource = new Map<string, Set<string>>();
  for (const scope of all) {
    const cut = scope.lastIndexOf(':');
    const actions = byResource.get(scope.slice(0, cut)) ?? new Set();
    for (const action of scope.slice(cut + 1).split(',')) {
      actions.add(action);
    }
    byResource.set(scope.slice(0, cut), actions);
  }
  return [...byResource].map(([resource, actions]) => `${resource}:${[...actions].sort().join(',')}`).sort();
}

function basic(credential: { readonly username: string; readonly password: string }): string {
  const bytes = new TextEncoder().encode(`${credential.username}:${credential.password}`);
  return `Basic ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
}
