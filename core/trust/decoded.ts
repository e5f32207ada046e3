/**
 * What decoding bytes from outside yields: the value, or the reason why there is none. A bad bundle is the normal
 * input of a verifier, so this is a value and not an exception.
 */
export type Decoded<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string };

/** The decoded value. */
export function good<T>(value: T): Decoded<T> {
  return { ok: true, value };
}

/** The reason why there is no value, as the end of a sentence: "the payload is not base64". */
export function bad(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** True for a JSON object: not null, not an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parses UTF-8 JSON whose root is an object, of at most `limit` bytes; `what` names it in the reason. */
export function decodeJsonObject(bytes: Uint8Array, limit: number, what: string): Decoded<JsonObject> {
  if (bytes.length > limit) {
    return bad(`${what} has ${bytes.length} bytes, more than the limit of ${limit}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return bad(`${what} is not UTF-8 JSON`);
  }
  return isJsonObject(value) ? good(value) : bad(`${what} is not a JSON object`);
}

// Controls, line separators, bidirectional and invisible characters: text from outside could otherwise repaint a
// terminal or make one name look like another.
const DECEPTIVE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: to find control characters is the purpose
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\ud800-\udfff]/gu;

/** Text from outside as a quoted word for a sentence: at most 120 characters, deceptive ones escaped. */
export function quoted(text: string): string {
  const short = text.length > 120 ? `${text.slice(0, 120)}…` : text;
  const safe = short.replace(DECEPTIVE, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`);
  return `"${safe}"`;
}
