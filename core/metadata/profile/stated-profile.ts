import type { MetadataDocument } from '../document.ts';
import { memberValue, type TextNode } from '../tree.ts';

/**
 * The text by which a descriptor names its profile: `$schema` at its root, and without it `profile`, as in version 1
 * (data-package.md, `$schema`).
 */
export function statedProfile({ root }: MetadataDocument): TextNode | undefined {
  const stated = memberValue(root, '$schema') ?? memberValue(root, 'profile');
  return stated?.kind === 'string' ? stated : undefined;
}

/** Whether a text is the name of a file rather than an address or an identifier of the registry. */
export function isFileName(text: string): boolean {
  return /\.(?:json|ya?ml)$/i.test(text) && !/^[a-z][a-z0-9+.-]*:/i.test(text);
}
