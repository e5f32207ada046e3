import { cancelled } from '#core/base/failure.ts';
import { parseChallenges } from './challenge.ts';
import { basicHeader, type Credential, type CredentialSource } from './credential.ts';
import { fetchToken, type TokenOptions } from './token.ts';

export interface AuthorizerOptions extends TokenOptions {
  readonly credentials?: CredentialSource;
}

/** Keeps what proves our identity to one registry. */
export interface Authorizer {
  /** The `Authorization` header for a scope, as far as it is known by now. */
  header(scope: string): string | undefined;
  /**
   * Answers a 401 that came for a request with the header `sent`. True when `header` now gives another one, so that
   * the request is worth repeating. Requests that are refused at the same time share one new token.
   */
  answer(
    challengeHeader: string,
    scope: string,
    sent: string | undefined,
    signal?: AbortSignal,
  ): Promise<boolean>;
}

/** Makes the keeper of one registry's tokens. Secrets go only to the registry's own origin or to an accepted realm. */
export function createAuthorizer(options: AuthorizerOptions): Authorizer {
  const tokens = new Map<string, string>();
  let everywhere: string | undefined;
  let credential: Promise<Credential | undefined> | undefined;
  const findCredential = () => {
    credential ??= options.credentials?.(options.host) ?? Promise.resolve(undefined);
    // A lookup that failed is made again next time.
    credential.catch(() => (credential = undefined));
    return credential;
  };

  const header = (scope: string) => tokens.get(scope) ?? everywhere;
  // Without a signal: the token is for all who wait, whoever of them gives up.
  const signIn = async (challengeHeader: string, scope: string) => {
    const challenges = parseChallenges(challengeHeader);
    const found = await findCredential();
    const bearer = challenges.find((challenge) => challenge.scheme === 'bearer');
    if (bearer) {
      const token =
        found?.kind === 'access-token' ? found.token : await fetchToken(options, bearer, scope, found);
      tokens.set(scope, `Bearer ${token}`);
    } else if (challenges.some((challenge) => challenge.scheme === 'basic') && found?.kind === 'password') {
      everywhere = basicHeader(found);
    }
  };
  const running = new Map<string, Promise<void>>();

  return {
    header,
    async answer(challengeHeader, scope, sent, signal) {
      if (header(scope) === sent) {
        const shared =
          running.get(scope) ??
          signIn(challengeHeader, scope).finally(() => {
            running.delete(scope);
          });
        running.set(scope, shared);
        await unlessCancelled(shared, signal);
      }
      return header(scope) !== sent;
    },
  };
}

function unlessCancelled<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) {
    return work;
  }
  return new Promise((resolve, reject) => {
    const stop = () => reject(cancelled(signal.reason));
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
