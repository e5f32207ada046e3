import { didYouMean, nearest } from '#core/base/nearest.ts';
import type { MetadataDocument } from '../document.ts';
import { insertMember, removeMember, renameKey, replaceText, replaceWith } from '../edits.ts';
import { finding, headOf, keyPlace, proposedFix, safeFix } from '../finding.ts';
import type { Member, Node } from '../node.ts';
import type { Fix, Problem } from '../problem.ts';
import { CONTRIBUTOR_ROLES, CONTRIBUTOR_ROLES_2, roleByName } from '../terms/roles.ts';
import { itemsOf, memberOf, memberValue, type ObjectNode, textOf } from '../tree.ts';
import { shown } from '../wording.ts';

/** The contributors of a package (data-package.md, `contributors`). */
export function* checkContributors(document: MetadataDocument): Generator<Problem> {
  const contributors =
    document.kind === 'datapackage' ? memberValue(document.root, 'contributors') : undefined;
  for (const contributor of itemsOf(contributors)) {
    if (contributor.kind !== 'object') {
      continue;
    }
    if (document.version === '1.0') {
      yield* checkRoleOfVersion1(document, memberValue(contributor, 'role'));
    } else {
      yield* checkOldRole(document, contributor);
      yield* checkRoles(document, memberValue(contributor, 'roles'));
    }
    yield* checkAddress(document, memberValue(contributor, 'path'));
  }
  if (document.version !== '1.0') {
    yield* checkTitles(document, contributors);
  }
}

/** Version 2 has `roles`, a list, in the place of `role`. */
function* checkOldRole(document: MetadataDocument, contributor: ObjectNode): Generator<Problem> {
  const role = memberOf(contributor, 'role');
  if (!role) {
    return;
  }
  const place = keyPlace(contributor, role);
  if (memberOf(contributor, 'roles')) {
    const fixes = safeFix('Remove "role"', removeMember(document, contributor, role));
    const message = '"role" has no effect beside "roles", which version 2 of the standard has in its place.';
    yield finding('warning', 'datapackage/role-instead-of-roles', place, message, { fixes });
    return;
  }
  const message = 'Version 2 of the standard has "roles", a list, in the place of "role".';
  const fixes = renamedToRoles(document, role);
  yield finding('warning', 'datapackage/role-instead-of-roles', place, message, { fixes });
}

function renamedToRoles(document: MetadataDocument, role: Member): readonly Fix[] {
  const text = textOf(role.value);
  if (role.value === undefined || text === undefined) {
    return [];
  }
  const renamed = renameKey(document, role, 'roles');
  const replaced = replaceWith(document, role.value, [text]);
  return safeFix('Change to "roles"', renamed && replaced && [...renamed, ...replaced]);
}

/** Version 1 recommends five roles. */
function* checkRoleOfVersion1(document: MetadataDocument, role: Node | undefined): Generator<Problem> {
  if (role?.kind === 'string' && !roleByName(role.value, '1.0')) {
    const names = CONTRIBUTOR_ROLES.map(({ name }) => name);
    const suggestion = nearest(role.value, names);
    const message = `${shown(role.value)} is none of the roles that the standard recommends: ${names.join(', ')}.${didYouMean(suggestion)}`;
    yield finding('info', 'datapackage/unknown-role', role, message, {
      fixes: correction(document, role, suggestion),
    });
  }
}

/** Version 2 leaves the choice of words to the author: only a slip is told. */
function* checkRoles(document: MetadataDocument, roles: Node | undefined): Generator<Problem> {
  for (const role of itemsOf(roles)) {
    if (role.kind !== 'string' || roleByName(role.value, '2.0')) {
      continue;
    }
    const suggestion = nearest(
      role.value,
      CONTRIBUTOR_ROLES_2.map(({ name }) => name),
    );
    if (suggestion !== undefined) {
      const message = `${shown(role.value)} is not a role that is generally known.${didYouMean(suggestion)}`;
      yield finding('info', 'datapackage/unknown-role', role, message, {
        fixes: correction(document, role, suggestion),
      });
    }
  }
}

function correction(document: MetadataDocument, node: Node, suggestion: string | undefined): readonly Fix[] {
  return suggestion === undefined
    ? []
    : safeFix(`Change to "${suggestion}"`, replaceText(document, node, suggestion));
}

/** The path of a contributor is a full address, not a file. */
function* checkAddress(document: MetadataDocument, path: Node | undefined): Generator<Problem> {
  if (path?.kind !== 'string' || /^[A-Za-z][A-Za-z0-9+.-]*:\/\/./.test(path.value)) {
    return;
  }
  const isHost = /^(?:www\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:[/?#]\S*)?$/.test(path.value);
  const fixes = isHost
    ? proposedFix(`Change to "https://${path.value}"`, replaceText(document, path, `https://${path.value}`))
    : [];
  const message = 'The "path" of a contributor is a full address, such as https://example.org/ada.';
  yield finding('warning', 'datapackage/contributor-path', path, message, { fixes });
}

/** Contributors have a title. One finding tells of all that have none. */
function* checkTitles(document: MetadataDocument, contributors: Node | undefined): Generator<Problem> {
  const untitled = itemsOf(contributors).filter((each): each is ObjectNode => {
    return each.kind === 'object' && each.members.length > 0 && !memberOf(each, 'title');
  });
  const [first] = untitled;
  if (!first) {
    return;
  }
  const others = untitled.length === 1 ? '' : `, nor have ${untitled.length - 1} others`;
  const message = `This contributor has no "title", the full name to show to people${others}.`;
  const edits = untitled.map((each) => {
    const name = fullName(each);
    return name === undefined ? undefined : insertMember(document, each, 'title', name, { first: true });
  });
  const title = untitled.length === 1 ? 'Add "title" from the name' : 'Add each "title" from the name';
  const fixes = proposedFix(title, edits.every((each) => each !== undefined) ? edits.flat() : undefined);
  const place = { ...headOf(document, first), path: first.path };
  yield finding('info', 'datapackage/contributor-without-title', place, message, { fixes });
}

function fullName(contributor: ObjectNode): string | undefined {
  const parts = ['givenName', 'familyName'].flatMap((key) => textOf(memberValue(contributor, key)) ?? []);
  const name = parts.join(' ').trim();
  return name === '' ? textOf(memberValue(contributor, 'organization')) : name;
}
