import { bad, type Decoded, good } from './decoded.ts';

const ALPHABET = /^[A-Za-z0-9+/_-]*={0,2}$/;

/** Standard base64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  // In pieces: one call with a megabyte of arguments overflows the stack.
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(binary);
}

/**
 * Decodes base64, standard or URL-safe (DSSE envelope.md asks to accept both), padded or not. Anything else in the
 * text, white space too, is refused: two readers must not see two values.
 */
export function decodeBase64(text: unknown, what: string): Decoded<Uint8Array> {
  if (typeof text !== 'string' || !ALPHABET.test(text)) {
    return bad(`${what} is not base64`);
  }
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, ''));
    return good(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
  } catch {
    return bad(`${what} is not base64`);
  }
}
