import { Failure } from '#core/base/failure.ts';

/** True for a host name of a URL that can only be this machine. */
export function isLoopback(hostname: string): boolean {
  const name = bare(hostname);
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '::1' ||
    /^127(?:\.\d{1,3}){3}$/.test(name)
  );
}

/** The host name of `host` or `host:port`, brackets of IPv6 kept. */
export function hostnameOf(host: string): string {
  return host.replace(/:\d+$/, '');
}

/**
 * True for this machine and for IP addresses that exist only inside a network: whoever makes us ask there could
 * reach what is hidden behind us. Expects a `URL.hostname`, which has brought odd spellings into one form.
 */
export function isInternalAddress(hostname: string): boolean {
  const name = bare(hostname);
  if (isLoopback(name)) {
    return true;
  }
  const [a, b] = /^(\d+)\.(\d+)\.\d+\.\d+$/.exec(name)?.slice(1).map(Number) ?? [];
  if (a !== undefined && b !== undefined) {
    return (
      a === 0 ||
      a === 10 ||
      a === 127 ||
      (a === 100 && b >= 64 && b < 128) ||
      (a === 169 && b === 254) ||
      (a === 172 && b >= 16 && b < 32) ||
      (a === 192 && b === 168)
    );
  }
  // Unspecified, unique local, link local, and IPv4 addresses in IPv6 clothes.
  return name.includes(':') && /^(?:::|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:|64:ff9b:)/.test(name);
}

/**
 * Reads a URL that a registry sent us to (`Location`, a token realm, a next page), against the URL asked. Fails with
 * `registry/redirect-refused` where going there would weaken or leak: not http(s), plain http under an https
 * registry, a user name in the URL, an internal address named by a public registry.
 */
export function resolveUrl(text: string, base: URL, registry: URL, what: string): URL {
  let url: URL;
  try {
    url = new URL(text, base);
  } catch (cause) {
    throw new Failure('registry/bad-answer', `${registry.host} sent an unreadable address for ${what}.`, {
      cause,
    });
  }
  const reason = objection(url, registry);
  if (reason !== undefined) {
    throw new Failure(
      'registry/redirect-refused',
      `${registry.host} sends ${what} to ${url.host || url.protocol}, ${reason}. Nothing was sent there. If you trust this registry, tell its operator.`,
    );
  }
  return url;
}

function objection(url: URL, registry: URL): string | undefined {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return 'which is not a web address';
  }
  if (url.protocol === 'http:' && registry.protocol === 'https:') {
    return 'which is not encrypted';
  }
  if (url.username !== '' || url.password !== '') {
    return 'with a user name in the address';
  }
  if (
    url.host !== registry.host &&
    isInternalAddress(url.hostname) &&
    !isInternalAddress(registry.hostname)
  ) {
    return 'which is an address inside a private network';
  }
  return undefined;
}

function bare(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}
