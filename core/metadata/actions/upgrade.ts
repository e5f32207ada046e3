import {
  PACKAGE_PROFILES,
  PROFILE_ADDRESSES,
  profileIdOf,
  RESOURCE_PROFILES,
} from '../datapackage/profiles.ts';
import { inlineSchemasOf, resourcesOf } from '../datapackage/resources.ts';
import type { MetadataDocument } from '../document.ts';
import { editInRounds } from '../edits/rounds.ts';
import { insertMember, removeMember, renameKey, replaceText, replaceWith } from '../edits.ts';
import { proposedFix } from '../finding.ts';
import type { Member, Node } from '../node.ts';
import type { Fix, TextEdit } from '../problem.ts';
import { itemsOf, memberOf, memberValue, type ObjectNode, textOf } from '../tree.ts';
import type { Offer } from './offer.ts';

type Edits = readonly TextEdit[] | undefined;

/** The profile of version 2 for each kind of document. */
const PROFILES: Readonly<Record<string, string>> = PROFILE_ADDRESSES;

/** Profiles of version 1 that version 2 needs no more; one that says more than the standard stays. */
const REPLACED = [...PACKAGE_PROFILES, ...RESOURCE_PROFILES].filter((id) => id !== 'fiscal-data-package');

/** Properties of a dialect that version 2 does not have. */
const REMOVED = ['caseSensitiveHeader', 'csvddfVersion'];

/** Brings a descriptor of version 1 to version 2 of the standard (changelog.md), meaning what it meant before. */
export function offerUpgrade(document: MetadataDocument): Offer[] {
  const { root, kind, version } = document;
  return root?.kind === 'object' &&
    root.members.length > 0 &&
    version === '1.0' &&
    PROFILES[kind] !== undefined
    ? [
        {
          id: 'upgrade',
          title: 'Upgrade to version 2 of the Data Package standard',
          kind: 'source.upgrade.waybill',
          change: () => ({ edits: upgradeEdits(document) }),
        },
      ]
    : [];
}

/** Texts that were upgraded lately: several findings of one text ask for the same. */
const UPGRADED = new WeakMap<MetadataDocument, readonly TextEdit[]>();

/** The same as a fix of what only version 2 has. */
export function upgradeFixes(document: MetadataDocument): readonly Fix[] {
  const [offer] = offerUpgrade(document);
  if (!offer) {
    return [];
  }
  const edits = UPGRADED.get(document) ?? upgradeEdits(document);
  UPGRADED.set(document, edits);
  return proposedFix(offer.title, edits);
}

/** The edits of the upgrade. */
function upgradeEdits(document: MetadataDocument): readonly TextEdit[] {
  const isTabular = profileOf(document.root) === 'tabular-data-package';
  return editInRounds(document, function* (current) {
    for (const edits of steps(current, isTabular)) {
      if (edits) {
        yield edits;
      }
    }
  }).edits;
}

/** What is left to do; nothing once all is done. */
function* steps(document: MetadataDocument, isTabular: boolean): Generator<Edits> {
  const { root, kind } = document;
  if (root?.kind !== 'object') {
    return;
  }
  yield* stateVersion(document, root);
  yield* creditSteps(document, root);
  for (const resource of resourcesOf(document)) {
    if (resource.kind === 'object') {
      yield* resourceSteps(document, resource, isTabular);
    }
  }
  for (const { schema } of inlineSchemasOf(document)) {
    yield* schemaSteps(document, schema);
  }
  if (kind === 'tabledialect') {
    yield* dialectSteps(document, root);
  }
}

function profileOf(owner: Node | undefined): string | undefined {
  return profileIdOf(memberValue(owner, 'profile'));
}

function* stateVersion(document: MetadataDocument, root: ObjectNode): Generator<Edits> {
  const wanted = PROFILES[document.kind];
  const profile = memberOf(root, 'profile');
  const isKnown = REPLACED.includes(profileOf(root) ?? '');
  const stated = memberOf(root, '$schema');
  if (wanted === undefined) {
    return;
  }
  if (stated) {
    if (document.version === '1.0' && stated.value) {
      yield replaceText(document, stated.value, wanted);
    } else if (profile && isKnown && document.kind !== 'dataresource') {
      yield removeMember(document, root, profile);
    }
  } else if (profile?.value && isKnown && document.kind === 'datapackage') {
    yield renamed(document, profile, '$schema', wanted);
  } else {
    yield insertMember(document, root, '$schema', wanted, { first: true });
  }
}

/** Another key and another text in the place of a member. */
function renamed(document: MetadataDocument, member: Member, key: string, text: string): Edits {
  const key2 = renameKey(document, member, key);
  const value = member.value && replaceText(document, member.value, text);
  return key2 && value && [...key2, ...value];
}

function* creditSteps(document: MetadataDocument, root: ObjectNode): Generator<Edits> {
  for (const contributor of itemsOf(memberValue(root, 'contributors'))) {
    const role = memberOf(contributor, 'role');
    if (contributor.kind !== 'object' || !role?.value) {
      continue;
    }
    if (memberOf(contributor, 'roles')) {
      yield removeMember(document, contributor, role);
    } else {
      // Of a role in several languages, the word itself counts: it is a term.
      const text = textOf(role.value) ?? textOf(memberValue(role.value, '')) ?? '';
      const name = renameKey(document, role, 'roles');
      const value = text === '' ? undefined : replaceWith(document, role.value, [text]);
      yield name && value && [...name, ...value];
    }
  }
}

function* resourceSteps(
  document: MetadataDocument,
  resource: ObjectNode,
  isTabular: boolean,
): Generator<Edits> {
  const [profile, url] = [memberOf(resource, 'profile'), memberOf(resource, 'url')];
  const hasType = memberOf(resource, 'type') !== undefined;
  const isTable = profileOf(resource) === 'tabular-data-resource';
  if (profile && isTable && !hasType) {
    yield renamed(document, profile, 'type', 'table');
  } else if (profile && RESOURCE_PROFILES.includes(profileOf(resource) ?? '')) {
    yield removeMember(document, resource, profile);
  } else if (isTabular && !hasType && memberOf(resource, 'schema')) {
    yield insertMember(document, resource, 'type', 'table', { after: memberOf(resource, 'name') });
  }
  if (url && !memberOf(resource, 'path') && !memberOf(resource, 'data')) {
    yield renameKey(document, url, 'path');
  }
  const member = memberOf(resource, 'dialect');
  const dialect = member?.value;
  if (member && dialect?.kind === 'object') {
    const isObsolete =
      dialect.members.length > 0 && dialect.members.every(({ key }) => REMOVED.includes(key));
    if (isObsolete) {
      yield removeMember(document, resource, member);
    } else {
      yield* dialectSteps(document, dialect);
    }
  }
}

function* dialectSteps(document: MetadataDocument, dialect: ObjectNode): Generator<Edits> {
  for (const key of REMOVED) {
    const member = memberOf(dialect, key);
    yield member && removeMember(document, dialect, member);
  }
}

function* schemaSteps(document: MetadataDocument, schema: Node): Generator<Edits> {
  yield asList(document, memberValue(schema, 'primaryKey'));
  for (const key of itemsOf(memberValue(schema, 'foreignKeys'))) {
    const reference = memberValue(key, 'reference');
    yield asList(document, memberValue(key, 'fields'));
    yield asList(document, memberValue(reference, 'fields'));
    const resource = memberOf(reference, 'resource');
    if (reference?.kind === 'object' && resource && textOf(resource.value) === '') {
      yield removeMember(document, reference, resource);
    }
  }
  for (const field of itemsOf(memberValue(schema, 'fields'))) {
    if (field.kind === 'object') {
      yield* fieldSteps(document, field);
    }
  }
}

function asList(document: MetadataDocument, names: Node | undefined): Edits {
  return names?.kind === 'string' && names.value !== ''
    ? replaceWith(document, names, [names.value])
    : undefined;
}

function* fieldSteps(document: MetadataDocument, field: ObjectNode): Generator<Edits> {
  const format = memberValue(field, 'format');
  const pattern = /^fmt:(.+)$/s.exec(textOf(format) ?? '')?.[1];
  if (format && pattern !== undefined) {
    yield replaceText(document, format, pattern);
  }
  // Without a type, a field is text in version 1 and anything in version 2.
  if (!memberOf(field, 'type') && memberOf(field, 'name')) {
    yield insertMember(document, field, 'type', 'string', { after: memberOf(field, 'name') });
  }
}
