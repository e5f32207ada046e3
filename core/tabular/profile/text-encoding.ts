import { beginsAsUtf8 } from '../text/begins-as-utf8.ts';

/** How the bytes of a text stand for characters. */
export interface EncodingFact {
  /** IANA name, preferred for MIME: `utf-8`, `us-ascii` where only that was seen, `utf-16le`, `windows-1252` … */
  readonly name: string;
  /** A byte order mark stands at the beginning. */
  readonly bom: boolean;
}

const MARKS: readonly { readonly bytes: readonly number[]; readonly name: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], name: 'utf-8' },
  { bytes: [0xff, 0xfe], name: 'utf-16le' },
  { bytes: [0xfe, 0xff], name: 'utf-16be' },
];

/**
 * The encoding that the beginning of a text file is in. Undefined where it can only be guessed: bytes that are no
 * UTF-8, and too many letters beyond ASCII for a text in the languages of Western Europe.
 */
export function detectEncoding(head: Uint8Array): EncodingFact | undefined {
  const mark = MARKS.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte));
  if (mark) {
    return { name: mark.name, bom: true };
  }
  const wide = utf16Of(head);
  if (wide !== undefined) {
    return { name: wide, bom: false };
  }
  if (head.every((byte) => byte < 0x80)) {
    return { name: 'us-ascii', bom: false };
  }
  return beginsAsUtf8(head) ? { name: 'utf-8', bom: false } : westernOf(head);
}

/** UTF-16 without a mark: of mostly ASCII, every other byte is NUL. */
function utf16Of(head: Uint8Array): string | undefined {
  const nuls = [0, 0];
  const looked = Math.min(head.length, 4096) & ~1;
  for (let index = 0; index < looked; index++) {
    if (head[index] === 0) {
      nuls[index % 2] = (nuls[index % 2] ?? 0) + 1;
    }
  }
  const [even = 0, odd = 0] = nuls;
  const most = looked / 2;
  if (looked < 4) {
    return undefined;
  }
  return odd > most * 0.7 && even === 0
    ? 'utf-16le'
    : even > most * 0.7 && odd === 0
      ? 'utf-16be'
      : undefined;
}

/** A Western text has some letters with accents; one in Cyrillic or Japanese has hardly anything else. */
function westernOf(head: Uint8Array): EncodingFact | undefined {
  let letters = 0;
  let high = 0;
  let controls = 0;
  for (const byte of head) {
    if (byte >= 0x80) {
      high += 1;
      controls += byte < 0xa0 ? 1 : 0;
    } else if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) {
      letters += 1;
    }
  }
  if (high > (letters + high) * 0.3) {
    return undefined;
  }
  // Both agree but for 0x80–0x9f, where ISO 8859-1 has nothing that anyone writes.
  return { name: controls > 0 ? 'windows-1252' : 'iso-8859-1', bom: false };
}

/** Whether text in an encoding of this name can be decoded here. */
export function canDecode(name: string): boolean {
  try {
    new TextDecoder(name);
    return true;
  } catch {
    return false;
  }
}

/** Decodes the beginning of a text; a character that is cut off at its end is left out, a byte order mark too. */
export function decodeHead(head: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(head, { stream: true });
}
