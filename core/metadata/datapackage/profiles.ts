import type { MetadataDocument } from '../document.ts';
import type { Node } from '../node.ts';
import { memberValue, textOf } from '../tree.ts';

/** Where the registry of version 1 has its profiles. */
const REGISTRY = /^https?:\/\/specs\.frictionlessdata\.io\/schemas\/([a-z-]{1,40})\.json$/;

/** The identifier of a `profile` of version 1; its address in the registry means the same (data-resource.md, `type`). */
export function profileIdOf(profile: Node | undefined): string | undefined {
  const text = textOf(profile);
  return text === undefined ? undefined : (REGISTRY.exec(text)?.[1] ?? text);
}

/** Whether a resource says that it is a table: by `type`, or by `profile` as in version 1. */
export function saysTable(resource: Node): boolean {
  return (
    textOf(memberValue(resource, 'type')) === 'table' ||
    profileIdOf(memberValue(resource, 'profile')) === 'tabular-data-resource'
  );
}

/** Whether a resource is a table because it or its package says so. */
export function isTable(resource: Node, document: MetadataDocument): boolean {
  const isTabularPackage =
    document.version === '1.0' &&
    document.kind === 'datapackage' &&
    profileIdOf(memberValue(document.root, 'profile')) === 'tabular-data-package';
  return isTabularPackage || saysTable(resource);
}
