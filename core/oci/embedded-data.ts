import { requireDigest } from '#core/base/digest.ts';
import { isFailure } from '#core/base/failure.ts';
import type { Descriptor } from './descriptor.ts';

/** The content that a descriptor carries in `data`, if size and digest fit; otherwise it must be fetched. */
export async function embeddedData(descriptor: Descriptor): Promise<Uint8Array | undefined> {
  if (descriptor.data === undefined) {
    return undefined;
  }
  try {
    const bytes = Uint8Array.from(atob(descriptor.data), (character) => character.charCodeAt(0));
    await requireDigest(bytes, descriptor.digest, 'embedded content');
    return bytes.length === descriptor.size ? bytes : undefined;
  } catch (error) {
    if (isFailure(error, 'content/digest-mismatch') || error instanceof DOMException) {
      return undefined;
    }
    throw error;
  }
}
