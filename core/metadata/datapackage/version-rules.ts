import { didYouMean, nearest } from '#core/base/nearest.ts';
import { isWebAddress } from '#core/base/web-address.ts';
import type { MetadataDocument } from '../document.ts';
import { insertMember, removeMember, renameKey, replaceText } from '../edits.ts';
import { finding, headOf, keyPlace, proposedFix, safeFix } from '../finding.ts';
import type { Member, Node } from '../node.ts';
import type { Fix, Problem } from '../problem.ts';
import { memberOf, memberValue, type ObjectNode, textOf } from '../tree.ts';
import { shown } from '../wording.ts';
import { PACKAGE_PROFILES, PROFILE_ADDRESSES, profileIdOf, RESOURCE_PROFILES } from './profiles.ts';
import { resourcesOf } from './resources.ts';

/** A package says which version of the standard it follows (data-package.md, `$schema`). */
export function* checkVersionStated(document: MetadataDocument): Generator<Problem> {
  const { root } = document;
  if (document.kind !== 'datapackage' || root?.kind !== 'object' || root.members.length === 0) {
    return;
  }
  if (!memberOf(root, '$schema') && !memberOf(root, 'profile')) {
    const place = { ...headOf(document, root), path: root.path };
    const message =
      'Without "$schema" this package is read as version 1.0 of the standard, without what 2.0 added.';
    const edits = insertMember(document, root, '$schema', PROFILE_ADDRESSES.datapackage, { first: true });
    const fixes = proposedFix('Follow version 2.0: add "$schema"', edits);
    yield finding('info', 'datapackage/version-not-stated', place, message, { fixes });
  }
}

/** A published package has its descriptor in `datapackage.json` (data-package.md, Descriptor). */
export function* checkFileName(document: MetadataDocument): Generator<Problem> {
  const { name, kind, root } = document;
  const file = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  if (kind === 'datapackage' && root?.kind === 'object' && file !== 'datapackage.json') {
    const place = { ...headOf(document, root), path: root.path };
    const message =
      document.language === 'yaml'
        ? 'Tools look for "datapackage.json": convert this file to JSON before you publish the package. Publishing as an artifact does that for you.'
        : `Tools look for "datapackage.json": a package is not found as ${shown(file)} once it is published.`;
    yield finding('info', 'datapackage/file-name', place, message);
  }
}

/** `$schema` counts at the root of a file only (glossary.md, Profile). */
export function* checkNestedProfile(part: ObjectNode, document: MetadataDocument): Generator<Problem> {
  const member = part.path.length > 0 ? memberOf(part, '$schema') : undefined;
  if (member) {
    const message = '"$schema" has no effect here: only that of the whole file counts.';
    const fixes = safeFix('Remove "$schema"', removeMember(document, part, member));
    yield finding('warning', 'datapackage/nested-profile', keyPlace(part, member), message, { fixes });
  }
}

/**
 * `profile` of version 1 is an identifier of the registry or an address (profiles.md of version 1); a path to a
 * profile of one's own is left to whoever loads it.
 */
export function* checkProfile(document: MetadataDocument): Generator<Problem> {
  if (document.version !== '1.0') {
    return;
  }
  if (document.kind === 'datapackage') {
    yield* unknownProfile(document, memberValue(document.root, 'profile'), PACKAGE_PROFILES, 'package');
  }
  for (const resource of resourcesOf(document)) {
    yield* unknownProfile(document, memberValue(resource, 'profile'), RESOURCE_PROFILES, 'resource');
  }
}

function* unknownProfile(
  document: MetadataDocument,
  node: Node | undefined,
  known: readonly string[],
  what: string,
): Generator<Problem> {
  if (node?.kind !== 'string' || known.includes(node.value) || isElsewhere(node.value)) {
    return;
  }
  const sister = node.value.replace(what === 'package' ? 'resource' : 'package', what);
  const suggestion = known.includes(sister) ? sister : nearest(node.value, known);
  const help = suggestion === undefined ? ` Possible: ${known.join(', ')}, or the address of a profile.` : '';
  const message = `${shown(node.value)} is not a profile of a ${what}.${didYouMean(suggestion)}${help}`;
  const fixes =
    suggestion === undefined
      ? []
      : safeFix(`Change to "${suggestion}"`, replaceText(document, node, suggestion));
  yield finding('error', 'datapackage/unknown-profile', node, message, { fixes });
}

function isElsewhere(profile: string): boolean {
  return isWebAddress(profile) || /\.(?:json|ya?ml)$/i.test(profile);
}

/** Each resource of a tabular data package says that it is tabular (tabular-data-package.md of version 1). */
export function* checkTabularPackage(document: MetadataDocument): Generator<Problem> {
  const { root, version } = document;
  const stated = document.kind === 'datapackage' ? memberOf(root, 'profile') : undefined;
  if (version !== '1.0' || !root || !stated || profileIdOf(stated.value) !== 'tabular-data-package') {
    return;
  }
  for (const resource of resourcesOf(document)) {
    const profile = memberValue(resource, 'profile');
    const isOwn = profile && !RESOURCE_PROFILES.includes(profileIdOf(profile) ?? '');
    if (resource.kind !== 'object' || isOwn || profileIdOf(profile) === 'tabular-data-resource') {
      continue;
    }
    const message = 'A resource of a tabular data package needs "profile": "tabular-data-resource".';
    const related = [{ message: 'The package says that it is tabular', at: keyPlace(root, stated) }];
    const edits = profile
      ? replaceText(document, profile, 'tabular-data-resource')
      : insertMember(document, resource, 'profile', 'tabular-data-resource');
    const fixes = safeFix('Say that the resource is tabular', edits);
    const place = profile ?? { ...headOf(document, resource), path: resource.path };
    yield finding('error', 'datapackage/not-tabular', place, message, { related, fixes });
  }
}

/** Version 2 has `$schema` in the place of `profile` (changelog.md). */
export function* checkPackageProfile(document: MetadataDocument): Generator<Problem> {
  const { root } = document;
  const member = document.kind === 'datapackage' ? memberOf(root, 'profile') : undefined;
  if (document.version !== '1.0' && member && root?.kind === 'object') {
    yield obsoleteProfile(document, root, member);
  }
}

/** Version 2 has `type` in the place of the `profile` of a resource (data-resource.md, `type`). */
export function* checkResourceProfile(resource: ObjectNode, document: MetadataDocument): Generator<Problem> {
  const member = memberOf(resource, 'profile');
  if (document.version === '1.0' || !member?.value) {
    return;
  }
  if (profileIdOf(member.value) !== 'tabular-data-resource' || memberOf(resource, 'type')) {
    yield obsoleteProfile(document, resource, member);
    return;
  }
  const renamed = renameKey(document, member, 'type');
  const replaced = replaceText(document, member.value, 'table');
  const fixes = safeFix('Change to "type": "table"', renamed && replaced && [...renamed, ...replaced]);
  const message = 'Version 2 of the standard says "type": "table" for what "profile" said in version 1.';
  yield finding('warning', 'datapackage/profile-instead-of-type', keyPlace(resource, member), message, {
    fixes,
  });
}

function obsoleteProfile(document: MetadataDocument, owner: ObjectNode, member: Member): Problem {
  const value = textOf(member.value) ?? '';
  const isOfRegistry = [...PACKAGE_PROFILES, ...RESOURCE_PROFILES].includes(value);
  const edits = removeMember(document, owner, member);
  const fixes: readonly Fix[] = isOfRegistry
    ? safeFix('Remove "profile"', edits)
    : proposedFix('Remove "profile"', edits);
  const message =
    '"profile" has no effect in version 2 of the standard, where "$schema" of the file names the profile.';
  return finding('warning', 'datapackage/obsolete-profile', keyPlace(owner, member), message, { fixes });
}
