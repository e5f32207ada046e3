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

/** The header for a user name and a password (RFC 7617), as UTF-8. */
export function basicHeader(credential: { readonly username: string; readonly password: string }): string {
  const bytes = new TextEncoder().encode(`${credential.username}:${credential.password}`);
  return `Basic ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
}
