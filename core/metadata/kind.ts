import type { DocumentKind } from './document.ts';
import type { Node } from './node.ts';
import { itemsOf, memberOf, memberValue, textOf } from './tree.ts';

/** What a document is and which version of its standard it says to follow. */
export interface Identity {
  readonly kind: DocumentKind;
  readonly version?: string;
}

/** File names that say what is inside: the names of the standard, and those that Frictionless tools write. */
const NAMES: readonly (readonly [RegExp, DocumentKind])[] = [
  [/^(?:.+\.)?datapackage\.(?:json|yaml|yml)$/i, 'datapackage'],
  [/^(?:.+\.)?(?:dataresource|resource)\.(?:json|yaml|yml)$/i, 'dataresource'],
  [/^(?:.+\.)?tableschema\.(?:json|yaml|yml)$/i, 'tableschema'],
  [/^(?:.+\.)?tabledialect\.(?:json|yaml|yml)$/i, 'tabledialect'],
  [/^waybill\.config\.(?:json|yaml|yml)$/i, 'waybill-config'],
];

/** `https://datapackage.org/profiles/2.0/datapackage.json` and its sisters. */
const PROFILE = /^https?:\/\/datapackage\.org\/profiles\/(\d{1,3}\.\d{1,3})\/([a-z]{1,20})\.json$/;

const PROFILE_KINDS: Readonly<Record<string, DocumentKind>> = {
  datapackage: 'datapackage',
  dataresource: 'dataresource',
  tableschema: 'tableschema',
  tabledialect: 'tabledialect',
};

/** What a document is: a Data Package by its name, a STAC object by its content, anything else by its content. */
export function identify(name: string, root: Node | undefined): Identity {
  const file = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const byName = NAMES.find(([pattern]) => pattern.test(file))?.[1];
  const kind = byName ?? stacKind(root) ?? contentKind(root) ?? 'unknown';
  const version = kind.startsWith('stac-') ? stacVersion(kind, root) : dataPackageVersion(kind, root);
  return { kind, ...(version !== undefined && { version }) };
}

/** A STAC object says so by `stac_version`; `type` tells which (best practices, How to Differentiate STAC Files). */
function stacKind(root: Node | undefined): DocumentKind | undefined {
  const isStac = memberOf(root, 'stac_version') !== undefined;
  switch (textOf(memberValue(root, 'type')) ?? '') {
    case 'Feature':
      return isStac || looksLikeItem(root) ? 'stac-item' : undefined;
    case 'Collection':
      return isStac ? 'stac-collection' : undefined;
    case 'Catalog':
      return isStac ? 'stac-catalog' : undefined;
    case 'FeatureCollection':
      return isStac || itemsOf(memberValue(root, 'features')).some((each) => memberOf(each, 'stac_version'))
        ? 'stac-itemcollection'
        : undefined;
    default:
      return isStac ? untypedStacKind(root) : undefined;
  }
}

/** An item whose author forgot `stac_version`: no other GeoJSON feature has these two. */
function looksLikeItem(root: Node | undefined): boolean {
  return (
    ['assets', 'links'].every((key) => memberOf(root, key)) || memberOf(root, 'stac_extensions') !== undefined
  );
}

/** `type` may be missing or misspelt while someone writes, and collections before 1.0 had none. */
function untypedStacKind(root: Node | undefined): DocumentKind {
  if (memberOf(root, 'extent')) {
    return 'stac-collection';
  }
  return ['geometry', 'properties', 'assets', 'bbox'].some((key) => memberOf(root, key))
    ? 'stac-item'
    : 'stac-catalog';
}

function contentKind(root: Node | undefined): DocumentKind | undefined {
  const profile = PROFILE.exec(textOf(memberValue(root, '$schema')) ?? '')?.[2];
  if (profile !== undefined && Object.hasOwn(PROFILE_KINDS, profile)) {
    return PROFILE_KINDS[profile];
  }
  const resource = itemsOf(memberValue(root, 'resources'))[0];
  if (['path', 'data', 'url'].some((key) => memberOf(resource, key))) {
    return 'datapackage';
  }
  const tableMembers = ['schema', 'dialect', 'mediatype', 'profile', 'format'];
  if (isResource(root) && tableMembers.some((key) => memberOf(root, key))) {
    return 'dataresource';
  }
  const field = itemsOf(memberValue(root, 'fields'))[0];
  return memberOf(field, 'name') && (memberOf(field, 'type') || memberOf(root, 'primaryKey'))
    ? 'tableschema'
    : undefined;
}

function isResource(root: Node | undefined): boolean {
  return memberOf(root, 'name') !== undefined && ['path', 'data'].some((key) => memberOf(root, key));
}

/** The first part of the codes of findings about documents of a kind. */
export function areaOf(kind: DocumentKind): 'datapackage' | 'stac' | 'config' {
  return kind === 'waybill-config' ? 'config' : kind.startsWith('stac-') ? 'stac' : 'datapackage';
}

/** `$schema` at the root decides; without it the standard takes 1.0 (data-package.md, `$schema`). */
function dataPackageVersion(kind: DocumentKind, root: Node | undefined): string | undefined {
  if (kind === 'unknown' || kind === 'waybill-config') {
    return undefined;
  }
  const schema = textOf(memberValue(root, '$schema'));
  if (schema === undefined) {
    return '1.0';
  }
  // A profile of someone else is one of version 2: `$schema` came with it.
  return PROFILE.exec(schema)?.[1] ?? '2.0';
}

function stacVersion(kind: DocumentKind, root: Node | undefined): string | undefined {
  const first = kind === 'stac-itemcollection' ? itemsOf(memberValue(root, 'features'))[0] : undefined;
  return textOf(memberValue(root, 'stac_version')) ?? textOf(memberValue(first, 'stac_version'));
}
