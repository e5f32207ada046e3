import { Failure } from '#core/base/failure.ts';
import type { Challenge } from './challenge.ts';
import { basicHeader, type Credential } from './credential.ts';
import { readBody } from './http-body.ts';
import { resolveUrl } from './origins.ts';
import { networkFailure } from './registry-errors.ts';
import type { Fetch } from './transport.ts';

export interface TokenOptions {
  /** The registry as people write it. */
  readonly host: string;
  /** Where its API is: `https://host`. */
  readonly origin: URL;
  readonly fetch: Fetch;
  /** Asked before a secret goes to a token service at another origin. Without it that is refused. */
  readonly approveRealm?: (registry: string, realm: string) => Promise<boolean>;
}

/** Token services at another origin that are known to belong to their registry (devcontainers/cli#1278). */
const KNOWN_REALMS: Readonly<Record<string, string>> = {
  'https://registry-1.docker.io': 'https://auth.docker.io',
  'https://registry.gitlab.com': 'https://gitlab.com',
};

const TOKEN_REPLY_LIMIT = 128 * 1024;
const CLIENT_ID = 'waybill';

/**
 * Gets a token from the service that a Bearer challenge names (distribution, "Token Authentication Specification").
 * A secret goes only to the registry's own origin, to a known service of it, or to one that the person approved.
 * Fails with `registry/redirect-refused`, `registry/unauthorized`, `registry/bad-answer` or
 * `registry/unreachable`.
 */
export async function fetchToken(
  options: TokenOptions,
  challenge: Challenge,
  scope: string,
  credential: Credential | undefined,
): Promise<string> {
  const realm = await acceptRealm(options, challenge.parameters['realm'], credential !== undefined);
  const scopes = mergedScopes(scope, challenge.parameters['scope']);
  const fields: [string, string][] = scopes.map((each) => ['scope', each]);
  const service = challenge.parameters['service'];
  if (service !== undefined) {
    fields.unshift(['service', service]);
  }
  const answer = await askForToken(options.fetch, realm, fields, credential).catch((error: unknown) => {
    throw networkFailure(error, realm.host);
  });
  if (answer.status !== 200) {
    await answer.body?.cancel();
    throw new Failure(
      answer.status >= 500 ? 'registry/server-error' : 'registry/unauthorized',
      credential
        ? `${realm.host} did not accept the stored credentials for ${options.host} (HTTP ${answer.status}). Sign in again.`
        : `${options.host} needs a sign-in, and no credentials are stored for it (HTTP ${answer.status} from ${realm.host}). Sign in, for example with docker login ${options.host}.`,
    );
  }
  return decodeToken(await readBody(answer, TOKEN_REPLY_LIMIT, `the token from ${realm.host}`), realm);
}

/** Asks as the credential allows: OAuth 2 with a refresh token, else the token specification's GET. */
function askForToken(
  fetch: Fetch,
  realm: URL,
  fields: readonly [string, string][],
  credential: Credential | undefined,
) {
  const shared = { redirect: 'manual' as const };
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
    headers: credential?.kind === 'password' ? { authorization: basicHeader(credential) } : {},
  });
}

async function acceptRealm(
  options: TokenOptions,
  realm: string | undefined,
  hasSecret: boolean,
): Promise<URL> {
  if (realm === undefined) {
    throw new Failure(
      'registry/bad-answer',
      `${options.host} asks for a token but names no place to get one. Tell its operator.`,
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
    throw new Failure(
      'registry/bad-answer',
      `${realm.host} answered without a usable token. Try again; if it stays, tell its operator.`,
    );
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
