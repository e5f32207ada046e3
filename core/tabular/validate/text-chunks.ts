import type { ByteSource } from '#core/base/byte-source.ts';
import { throwIfCancelled } from '#core/base/failure.ts';

const CHUNK = 1024 * 1024;
const REPLACED = '\ufffd';

/** The next stretch of a text. */
export interface TextChunk {
  readonly text: string;
  /** Bytes read so far. */
  readonly done: number;
  readonly isLast: boolean;
  /** Behind this text stands what is no text in the encoding: nothing follows. */
  readonly isBroken: boolean;
}

/** A text file in stretches of about 1 MB, without its byte order mark. `encoding` is one that can be decoded. */
export async function* textChunks(
  source: ByteSource,
  encoding: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<TextChunk> {
  const decode = new TextDecoder(encoding).encoding === 'utf-8' ? utf8Decoder() : otherDecoder(encoding);
  let done = 0;
  for (;;) {
    throwIfCancelled(signal);
    const bytes = await source.read(done, Math.min(source.size, done + CHUNK), signal);
    done += bytes.length;
    const isEnd = done >= source.size || bytes.length === 0;
    const { text, isBroken } = decode(bytes, isEnd);
    yield { text, done, isLast: isEnd || isBroken, isBroken };
    if (isEnd || isBroken) {
      return;
    }
  }
}

type Decode = (bytes: Uint8Array, isEnd: boolean) => { readonly text: string; readonly isBroken: boolean };

/** Decoding whole characters is several times as fast as decoding a stream. */
function utf8Decoder(): Decode {
  let rest: Uint8Array = new Uint8Array();
  let lenient = new TextDecoder('utf-8');
  let strict = new TextDecoder('utf-8', { fatal: true });
  return (bytes, isEnd) => {
    const all = rest.length === 0 ? bytes : joined(rest, bytes);
    const end = isEnd ? all.length : wholeCharacters(all);
    rest = all.slice(end);
    const whole = all.subarray(0, end);
    const text = lenient.decode(whole);
    const isBroken = text.includes(REPLACED) && !isDecodable(strict, whole);
    // Only at the start of the file it is a byte order mark.
    lenient = new TextDecoder('utf-8', { ignoreBOM: true });
    strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return { text: isBroken ? text.slice(0, text.indexOf(REPLACED)) : text, isBroken };
  };
}

function otherDecoder(encoding: string): Decode {
  const decoder = new TextDecoder(encoding);
  return (bytes, isEnd) => {
    const text = decoder.decode(bytes, { stream: !isEnd });
    const at = text.indexOf(REPLACED);
    return { text: at < 0 ? text : text.slice(0, at), isBroken: at >= 0 };
  };
}

function isDecodable(strict: TextDecoder, bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/** Where the last character that is there as a whole ends. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? bytes.length - back : bytes.length;
    }
    if (byte < 0x80) {
      break;
    }
  }
  return bytes.length;
}
