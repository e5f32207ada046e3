import { didYouMean, nearest } from '#core/base/nearest.ts';
import type { MetadataDocument } from '../document.ts';
import { insertItem, insertMember, removeItem, renameKey, replaceText } from '../edits.ts';
import { finding, keyPlace, proposedFix, safeFix } from '../finding.ts';
import type { Fix, Problem, TextEdit } from '../problem.ts';
import { LISTED_EXTENSIONS, type ListedExtension } from '../terms/stac-extensions.ts';
import {
  itemsOf,
  memberOf,
  memberValue,
  nodeAtPath,
  type ObjectNode,
  type TextNode,
  textOf,
} from '../tree.ts';
import { shown } from '../wording.ts';
import { type FieldUse, fieldUses, prefixOf, UNPREFIXED } from './extension-use.ts';
import type { Extension, ExtensionScope, FieldPlace } from './extensions/extension.ts';
import { EXTENSIONS, extensionAt } from './extensions/extension-list.ts';

/** An entry of `stac_extensions`. */
interface Declared {
  readonly entry: TextNode;
  readonly extension: Extension | undefined;
}

/**
 * Which extensions an object declares and which it uses (extensions/README.md; best-practices.md). What the fields of
 * an extension may hold, its schema says.
 */
export function* checkExtensions(
  document: MetadataDocument,
  object: ObjectNode,
  scope: ExtensionScope,
): Generator<Problem> {
  const list = memberValue(object, 'stac_extensions');
  const declared = itemsOf(list).flatMap((entry): Declared[] =>
    entry.kind === 'string' ? [{ entry, extension: extensionAt(entry.value) }] : [],
  );
  const uses = [...fieldUses(object, scope)];
  for (const each of declared) {
    yield* checkEntry(document, each, object);
    if (each.extension?.scope.includes(scope) === false) {
      yield outOfScope(document, each.entry, each.extension, scope);
    } else if (!isDemanded(each.extension, scope)) {
      yield* checkIsUsed(document, each, object, uses);
    }
  }
  yield* checkFields(document, declared, uses);
  yield* checkUndeclared(document, object, declared, uses);
}

const ADDRESS =
  /^https:\/\/stac-extensions\.github\.io\/([a-z0-9_-]+)\/v([0-9][a-z0-9.-]*)\/schema\.json#?$/i;

/** The entry names a version of an extension that is known, and not one that is superseded or given up. */
function* checkEntry(
  document: MetadataDocument,
  { entry, extension }: Declared,
  object: ObjectNode,
): Generator<Problem> {
  const [, name, version] = ADDRESS.exec(entry.value) ?? [];
  const listed = LISTED_EXTENSIONS.find((each) => each.name === (extension?.name ?? name));
  if (!extension) {
    yield* checkUnknown(document, entry, { name, version, listed }, object);
    return;
  }
  const ofStac = textOf(memberValue(object, 'stac_version'));
  // Before 1.1.0 there was no other way to say what the assets of items are.
  if (listed?.maturity === 'deprecated' && !(extension.name === 'item-assets' && ofStac === '1.0.0')) {
    const message = `The extension ${extension.title} is deprecated: use it no more in new metadata.`;
    yield finding('warning', 'stac/deprecated-extension', entry, message);
  }
  const newest = latestFor(extension.name, ofStac);
  if (newest && newest !== extension && isAfter(newest, extension)) {
    const message = `There is a newer version of the extension ${extension.title}: ${newest.version}.`;
    yield finding('info', 'stac/newer-extension', entry, message);
  }
}

interface Stated {
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly listed: ListedExtension | undefined;
}

function* checkUnknown(
  document: MetadataDocument,
  entry: TextNode,
  { name, version, listed }: Stated,
  object: ObjectNode,
): Generator<Problem> {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(entry.value)) {
    const known = latestFor(entry.value, textOf(memberValue(object, 'stac_version')));
    const help = known ? `: write ${known.address}.` : ', which its documentation names.';
    yield finding(
      'warning',
      'stac/extension-short-name',
      entry,
      `Since STAC 1.0.0 an extension is declared by the address of its schema${help}`,
      { fixes: known ? safeFix('Write the address', replaceText(document, entry, known.address)) : [] },
    );
    return;
  }
  const versions = EXTENSIONS.filter((each) => each.name === name).map((each) => each.version);
  if (versions.length > 0) {
    const message = `Version ${shown(version ?? '')} of the extension ${listed?.title ?? name} is not known here, so its fields are not checked. Known: ${versions.join(', ')}.`;
    yield finding('warning', 'stac/unknown-extension-version', entry, message);
    return;
  }
  const what = listed ? `The extension ${listed.title}` : 'This extension';
  yield finding(
    'info',
    'stac/extension-not-checked',
    entry,
    `${what} is not known here: its fields are not checked.`,
  );
}

/** An extension is for some kinds of objects; a parent does not declare what its children use. */
function outOfScope(
  document: MetadataDocument,
  entry: TextNode,
  { title, scope: scopes }: Extension,
  scope: ExtensionScope,
): Problem {
  const kinds = scopes.map((each) => KIND_WORDS[each]).join(' and ');
  const message = `The extension ${title} is for ${kinds}, not for ${KIND_WORDS[scope]}.`;
  return finding('warning', 'stac/extension-scope', entry, message, { fixes: undeclaring(document, entry) });
}

const KIND_WORDS: Readonly<Record<ExtensionScope, string>> = {
  item: 'items',
  collection: 'collections',
  catalog: 'catalogues',
};

/** The schema of the extension asks for some field, and tells when it is not there. */
function isDemanded(extension: Extension | undefined, scope: ExtensionScope): boolean {
  const places: readonly FieldPlace[] = scope === 'item' ? ['item', 'properties'] : [scope];
  return places.some((place) => (extension?.required[place] ?? []).length > 0);
}

/** Declaring what is not used makes other tools demand it. */
function* checkIsUsed(
  document: MetadataDocument,
  { entry, extension }: Declared,
  object: ObjectNode,
  uses: readonly FieldUse[],
): Generator<Problem> {
  if (!extension || extension.fields.size + Object.keys(extension.links).length === 0) {
    return;
  }
  const { prefix, fields, links } = extension;
  const isUsed =
    uses.some(
      ({ member: { key } }) => fields.has(key) || (prefix !== undefined && prefixOf(key) === prefix),
    ) ||
    itemsOf(memberValue(object, 'links')).some((link) =>
      Object.hasOwn(links, textOf(memberValue(link, 'rel')) ?? ''),
    );
  if (!isUsed) {
    const message = `The extension ${extension.title} is declared and none of its fields is used.`;
    yield finding('warning', 'stac/unused-extension', entry, message, {
      fixes: undeclaring(document, entry),
    });
  }
}

function undeclaring(document: MetadataDocument, entry: TextNode): readonly Fix[] {
  const index = entry.path.at(-1);
  const list = nodeAtPath(document.root, entry.path.slice(0, -1));
  return list?.kind === 'array' && typeof index === 'number'
    ? proposedFix('Remove the extension', removeItem(document, list, index))
    : [];
}

/** A field with the prefix of a declared extension is one of that version. */
function* checkFields(
  document: MetadataDocument,
  declared: readonly Declared[],
  uses: readonly FieldUse[],
): Generator<Problem> {
  const known = declared.flatMap(({ extension }) => extension ?? []);
  for (const { owner, member } of uses) {
    const prefix = prefixOf(member.key);
    const candidates = known.filter((each) => prefix !== undefined && each.prefix === prefix);
    const [extension] = candidates;
    if (!extension || candidates.some(({ fields }) => fields.has(member.key))) {
      continue;
    }
    const { name, version, former, fields } = extension;
    const now = former.get(member.key);
    const what = `"${member.key}" is not a field of ${name} ${version}`;
    const meant = now === undefined ? nearest(member.key, fields.keys()) : undefined;
    const message =
      now === undefined ? `${what}.${didYouMean(meant)}` : `${what}; in ${version} it is "${now}".`;
    // What may stand in summaries, the text of STAC says and no schema of it.
    const severity = owner.path[0] === 'summaries' ? 'warning' : 'error';
    yield finding(severity, 'stac/unknown-extension-field', keyPlace(owner, member), message, {
      fixes: meant === undefined ? [] : safeFix(`Rename to "${meant}"`, renameKey(document, member, meant)),
    });
  }
}

/** What an object uses, it declares. One finding for each extension, where it is used first. */
function* checkUndeclared(
  document: MetadataDocument,
  object: ObjectNode,
  declared: readonly Declared[],
  uses: readonly FieldUse[],
): Generator<Problem> {
  const names = new Set(
    declared.map(({ entry, extension }) => extension?.name ?? ADDRESS.exec(entry.value)?.[1]),
  );
  // Some extensions share the prefix of their fields.
  const prefixes = new Set(declared.flatMap(({ extension }) => extension?.prefix ?? []));
  // An address that is not known here may be of any extension.
  const others = declared.filter(({ entry, extension }) => !extension && !ADDRESS.test(entry.value));
  const isOther = (prefix: string) => others.some(({ entry }) => entry.value.includes(prefix));
  for (const { owner, member } of uses) {
    const prefix = prefixOf(member.key);
    const found = prefix === undefined ? undefined : LISTED_EXTENSIONS.find((each) => each.prefix === prefix);
    const name =
      found?.name ?? (prefix === undefined && owner !== object ? UNPREFIXED.get(member.key) : undefined);
    const isDeclared = prefix !== undefined && prefixes.has(prefix);
    if (name === undefined || names.has(name) || isDeclared || isOther(prefix ?? name)) {
      continue;
    }
    names.add(name);
    const title = LISTED_EXTENSIONS.find((each) => each.name === name)?.title ?? name;
    const message = `"${member.key}" belongs to the extension ${title}, which "stac_extensions" does not declare.`;
    yield finding('warning', 'stac/undeclared-extension', keyPlace(owner, member), message, {
      fixes: declaring(document, object, name),
    });
  }
}

function declaring(document: MetadataDocument, object: ObjectNode, name: string): readonly Fix[] {
  const extension = latestFor(name, textOf(memberValue(object, 'stac_version')));
  return extension
    ? safeFix(`Declare ${name} ${extension.version}`, declareExtension(document, object, extension.address))
    : [];
}

/** Adds an address to `stac_extensions`, which comes into being if it has to. */
export function declareExtension(
  document: MetadataDocument,
  object: ObjectNode,
  address: string,
): TextEdit[] | undefined {
  const list = memberOf(object, 'stac_extensions');
  if (!list) {
    const after = memberOf(object, 'stac_version');
    return insertMember(document, object, 'stac_extensions', [address], after ? { after } : {});
  }
  const { value } = list;
  return value?.kind === 'array' ? insertItem(document, value, value.items.length, address) : undefined;
}

/** The newest version of an extension that fits a version of STAC. */
export function latestFor(name: string, stacVersion: string | undefined): Extension | undefined {
  return EXTENSIONS.findLast(
    (each) => each.name === name && (each.needs === undefined || stacVersion !== '1.0.0'),
  );
}

/** `EXTENSIONS` lists earlier versions first. */
function isAfter(one: Extension, other: Extension): boolean {
  return EXTENSIONS.indexOf(one) > EXTENSIONS.indexOf(other);
}
