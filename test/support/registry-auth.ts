import type { IncomingMessage } from 'node:http';

/** How the test registry lets people in. */
export type RegistryAuth =
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | {
      readonly kind: 'token';
      readonly username?: string;
      readonly password?: string;
      readonly refreshToken?: string;
      /** Whether tokens to read are given to everybody. */
      readonly anonymous?: boolean;
      /** Where tokens are, when not at the registry itself. */
      readonly realm?: string;
    };

type Headers = IncomingMessage['headers'];

/** The challenge to answer with, or undefined when the request may pass. */
export function decideAccess(
  auth: RegistryAuth | undefined,
  method: string,
  url: URL,
  headers: Headers,
): string | undefined {
  if (!auth) {
    return undefined;
  }
  if (auth.kind === 'basic') {
    return headers.authorization === basic(auth) ? undefined : 'Basic realm="test"';
  }
  const repository = /^\/v2\/(.+)\/(?:blobs|manifests|tags|referrers)\//.exec(url.pathname)?.[1];
  const action = method === 'GET' || method === 'HEAD' ? 'pull' : 'push';
  const needed = repository === undefined ? 'registry:catalog:*' : `repository:${repository}:${action}`;
  if (granted(headers.authorization).some((scope) => covers(scope, needed))) {
    return undefined;
  }
  const scope = action === 'push' ? `repository:${repository}:pull,push` : needed;
  return `Bearer realm="${auth.realm ?? `http://${headers.host}/token`}",service="test",scope="${scope}"`;
}

/** Answers a request for a token: the token is the list of scopes that it grants. */
export function tokenFor(
  auth: RegistryAuth & { readonly kind: 'token' },
  method: string,
  url: URL,
  headers: Headers,
  body: Buffer,
) {
  const form = new URLSearchParams(body.toString('utf8'));
  const known =
    method === 'POST'
      ? auth.refreshToken !== undefined && form.get('refresh_token') === auth.refreshToken
      : auth.username !== undefined && headers.authorization === basic(auth);
  const asked = (
    method === 'POST' ? (form.get('scope') ?? '').split(' ') : url.searchParams.getAll('scope')
  ).filter((scope) => scope !== '');
  if (!known && (auth.anonymous !== true || headers.authorization !== undefined)) {
    return { status: 401, body: { details: 'incorrect username or password' } };
  }
  const scopes = known ? asked : asked.map((scope) => scope.replace(/:[a-z,]+$/, ':pull'));
  return {
    status: 200,
    body: { token: Buffer.from(scopes.join(' ')).toString('base64url'), expires_in: 300 },
  };
}

function granted(authorization: string | undefined): string[] {
  const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
  return token === undefined ? [] : Buffer.from(token, 'base64url').toString('utf8').split(' ');
}

function covers(scope: string, needed: string): boolean {
  const cut = (text: string) => [text.slice(0, text.lastIndexOf(':')), text.slice(text.lastIndexOf(':') + 1)];
  const [resource, actions = ''] = cut(scope);
  const [wanted, action = ''] = cut(needed);
  return resource === wanted && actions.split(',').includes(action);
}

function basic(auth: { readonly username?: string; readonly password?: string }): string {
  return `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}`;
}
