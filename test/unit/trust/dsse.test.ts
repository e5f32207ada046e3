import { expect, test } from 'vitest';
import { decodeBase64, encodeBase64 } from '#core/trust/base64.ts';
import { preAuthenticationEncoding } from '#core/trust/dsse.ts';

test.each([
  // The example of DSSE protocol.md.
  ['http://example.com/HelloWorld', 'hello world', 'DSSEv1 29 http://example.com/HelloWorld 11 hello world'],
  ['', '', 'DSSEv1 0  0 '],
  // Lengths count bytes, not characters.
  ['ä', '€', 'DSSEv1 2 ä 3 €'],
])('encodes the type %j and the body %j for signing', (type, body, expected) => {
  const encoded = preAuthenticationEncoding(type, new TextEncoder().encode(body));
  expect(new TextDecoder().decode(encoded)).toBe(expected);
});

test('a type cannot be shifted into the body', () => {
  const text = (type: string, body: string) =>
    new TextDecoder().decode(preAuthenticationEncoding(type, new TextEncoder().encode(body)));
  expect(text('a', 'b c')).not.toBe(text('a b', 'c'));
});

test.each([
  ['standard', '+/8=', [0xfb, 0xff]],
  ['URL-safe', '-_8=', [0xfb, 0xff]],
  ['without padding', '-_8', [0xfb, 0xff]],
  ['empty', '', []],
])('reads base64: %s', (_what, text, bytes) => {
  expect(decodeBase64(text, 'x')).toEqual({ ok: true, value: new Uint8Array(bytes) });
});

test.each(['a', 'ab c', 'ab\n', 'ab==cd', 'äb', 1, null, undefined])('refuses %j as base64', (text) => {
  expect(decodeBase64(text, 'the payload')).toEqual({ ok: false, reason: 'the payload is not base64' });
});

test('writes base64 of more bytes than a call takes arguments', () => {
  const bytes = new Uint8Array(300_000).fill(7);
  expect(decodeBase64(encodeBase64(bytes), 'x')).toEqual({ ok: true, value: bytes });
});
