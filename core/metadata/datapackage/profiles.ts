import type { MetadataDocument } from '../document.ts';
import type { Node } from '../node.ts';
import { memberValue, textOf } from '../tree.ts';

/** The profiles of version 2, by the kind of document. */
export const PROFILE_ADDRESSES = {
  datapackage: 'https://datapackage.org/profiles/2.0/datapackage.json',
  dataresource: 'https://datapackage.org/profiles/2.0/dataresource.json',
  tableschema: 'https://datapackage.org/profiles/2.0/tableschema.json',
  tabledialect: 'https://datapackage.org/profiles/2.0/tabledialect.json',
} as const;

/** The profiles of packages that the registry of version 1 has. */
export const PACKAGE_PROFILES: readonly string[] = [
  'data-package',
  'tabular-data-package',
  'fiscal-data-package',
];
/** The profiles of resources that the registry of version 1 has. */
export const RESOURCE_PROFILES: readonly string[] = ['data-resource', 'tabular-data-resource'];

/** Where the registry of version 1 has its profiles, and where it was before. */
const REGISTRY =
  /^https?:\/\/(?:(?:specs\.)?frictionlessdata\.io\/schemas|schemas\.frictionlessdata\.io)\/([a-z-]{1,40})\.json#?$/;

/** The identifier of a profile of the registry of version 1 by its address; undefined for any other address. */
export function registeredProfile(address: string): string | undefined {
  return REGISTRY.exec(address)?.[1];
}

/** The identifier of a `profile` of version 1; its address in the registry means the same (data-resource.md, `type`). */
export function profileIdOf(profile: Node | undefined): string | undefined {
  const text = textOf(profile);
  return text === undefined ? undefined : (registeredProfile(text) ?? text);
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
