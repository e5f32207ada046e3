import { isUtf8 } from 'node:buffer';
import { basename } from 'node:path';
import { LARGEST_PART } from '#core/metadata/datapackage/parts-to-read.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import type { Problem } from '#core/metadata/problem.ts';
import { readSmallFile } from './small-file.ts';
import { unlessUnreadable } from './unless-unreadable.ts';

/** Larger than any descriptor that a person or a program should write. */
const BOUNDS = { limit: 64 * 1024 * 1024, tooLarge: 'if it is data, show it with "waybill head".' };

/** Found in bytes that no editor can show as they are: everything about them would be guesswork. */
const NOT_UTF8: Problem = {
  code: 'metadata/not-utf-8',
  severity: 'error',
  message: 'The file is not UTF-8 text, which descriptors must be. Save it as UTF-8.',
  offset: 0,
  length: 0,
  pointer: '',
};

/** Reads the bytes of a descriptor; never fails for what stands in them. */
export function parseDescriptorBytes(name: string, bytes: Uint8Array): MetadataDocument {
  if (isUtf16(bytes)) {
    // Not one character of it would be what it seems, so that is all there is to say.
    return { ...parseMetadata({ name, text: '' }), syntax: [NOT_UTF8] };
  }
  // The byte-order mark stays: it is a finding of its own.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const document = parseMetadata({ name, text });
  return isUtf8(bytes) ? document : { ...document, syntax: [NOT_UTF8, ...document.syntax] };
}

/** True for a byte-order mark of UTF-16, and for a NUL in every other byte as JSON and YAML begin in it. */
function isUtf16([first, second]: Uint8Array): boolean {
  const isMark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isMark || (first === 0) !== (second === 0);
}

/**
 * A descriptor that a person named. Never fails for what stands in it, but when it cannot be one: `file/too-large`
 * above 64 MiB, and as `openFileSource`. `name` says what it is where its own does not.
 */
export async function readDescriptor(
  path: string,
  signal?: AbortSignal,
  name = basename(path),
): Promise<MetadataDocument> {
  return parseDescriptorBytes(name, await readSmallFile(path, BOUNDS, signal));
}

/**
 * A schema, a dialect or a profile that a descriptor names. Undefined when it cannot be read or has more than 4 MB:
 * then nothing is known of it.
 * @throws task/cancelled
 */
export async function readPart(file: string, signal?: AbortSignal): Promise<MetadataDocument | undefined> {
  const bounds = { limit: LARGEST_PART, tooLarge: 'is it a schema or a dialect?' };
  const bytes = await unlessUnreadable(readSmallFile(file, bounds, signal));
  return bytes && parseDescriptorBytes(basename(file), bytes);
}
