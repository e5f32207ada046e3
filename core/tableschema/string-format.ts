/** The formats of texts (Table Schema, string), each checked in time proportional to the text. */
export const STRING_FORMATS: Readonly<
  Record<string, { readonly expected: string; fits(text: string): boolean }>
> = {
  email: { expected: 'an e-mail address', fits: isEmail },
  uri: { expected: 'a URI with its scheme, such as https://example.org', fits: isUri },
  binary: { expected: 'bytes in base64', fits: isBase64 },
  uuid: { expected: 'a UUID such as 123e4567-e89b-12d3-a456-426614174000', fits: isUuid },
};

/** RFC 5321 without quoted names: people's addresses, not all that mail servers may take. */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  return (
    at > 0 &&
    text.length <= 320 &&
    /^[^\s@()<>,;:\\"[\]]+$/.test(local) &&
    !local.startsWith('.') &&
    !local.endsWith('.') &&
    !local.includes('..') &&
    domain.split('.').every((label) => /^[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?$/u.test(label))
  );
}

/** RFC 3986, URI: a scheme and only characters that a URI may hold. */
function isUri(text: string): boolean {
  return (
    /^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+$/.test(text) &&
    text.indexOf('#') === text.lastIndexOf('#')
  );
}

/** RFC 4648 with its padding. */
function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

/** RFC 9562 in its usual form. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}
