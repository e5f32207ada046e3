import type { Descriptor } from './descriptor.ts';
import { plainText } from './registry-errors.ts';

/** How content is called in messages: the name of its file as plain text, else its digest. */
export function contentTitle(descriptor: Descriptor): string {
  const title = descriptor.annotations?.['org.opencontainers.image.title'];
  return title === undefined ? descriptor.digest : plainText(title, 200);
}
