import type { MetadataDocument } from '../document.ts';
import { itemsOf, memberValue, type ObjectNode, type TextNode } from '../tree.ts';

/**
 * The text by which a descriptor names its profile: `$schema` at its root, and without it `profile`, as in version 1
 * (data-package.md, `$schema`).
 */
export function statedProfile({ root }: MetadataDocument): TextNode | undefined {
  const stated = memberValue(root, '$schema') ?? memberValue(root, 'profile');
  return stated?.kind === 'string' ? stated : undefined;
}

/** A profile that a descriptor names, and what has to satisfy it: the descriptor, or one of its resources. */
export interface StatedProfile {
  readonly stated: TextNode;
  readonly owner: ObjectNode;
}

/** The profiles of a descriptor: its own, and in version 1 those of its resources (data-resource.md, `profile`). */
export function statedProfiles(document: MetadataDocument): StatedProfile[] {
  const { root, kind, version } = document;
  if (root?.kind !== 'object') {
    return [];
  }
  const own = statedProfile(document);
  const resources =
    kind === 'datapackage' && version === '1.0' ? itemsOf(memberValue(root, 'resources')) : [];
  const ofResources = resources.flatMap((owner) => {
    const stated = memberValue(owner, 'profile');
    return owner.kind === 'object' && stated?.kind === 'string' ? [{ stated, owner }] : [];
  });
  return [...(own ? [{ stated: own, owner: root }] : []), ...ofResources];
}

/** Whether a text is the name of a file rather than an address or an identifier of the registry. */
export function isFileName(text: string): boolean {
  return /\.(?:json|ya?ml)$/i.test(text) && !/^[a-z][a-z0-9+.-]*:/i.test(text);
}
