import { didYouMean, nearest } from '#core/base/nearest.ts';
import { isWebAddress } from '#core/base/web-address.ts';
import type { MetadataDocument } from '../document.ts';
import { renameKey, replaceText, replaceWith } from '../edits.ts';
import { finding, keyPlace, proposedFix, safeFix } from '../finding.ts';
import type { Member, Node } from '../node.ts';
import type { Fix, Problem } from '../problem.ts';
import { LICENSES, licenseByAlias, licenseByName } from '../terms/licenses.ts';
import { itemsOf, memberOf, memberValue, type ObjectNode, type TextNode, textOf } from '../tree.ts';
import { shown } from '../wording.ts';

/** Identifiers by their first letter, which few mistype: a hostile file has many names to compare. */
const BY_LETTER: ReadonlyMap<string, readonly string[]> = byLetter(LICENSES.map(({ name }) => name));

function byLetter(names: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const letter = name.charAt(0).toLowerCase();
    groups
      .set(letter, groups.get(letter) ?? [])
      .get(letter)
      ?.push(name);
  }
  return groups;
}

/** The licences of a package; those of its resources are looked at with them. */
export function* checkPackageLicenses(document: MetadataDocument): Generator<Problem> {
  if (document.kind === 'datapackage' && document.root?.kind === 'object') {
    yield* checkLicenses(document.root, document);
  }
}

/** Licences are in a list and named as the Open Definition or SPDX names them (data-package.md, `licenses`). */
export function* checkLicenses(owner: ObjectNode, document: MetadataDocument): Generator<Problem> {
  yield* checkSingular(owner, document);
  for (const license of itemsOf(memberValue(owner, 'licenses'))) {
    const name = memberValue(license, 'name');
    // What is no identifier at all, the schema tells.
    if (name?.kind === 'string' && /^[-a-zA-Z0-9._]+$/.test(name.value)) {
      yield* checkName(document, name, memberOf(license, 'path') !== undefined);
    }
  }
}

function* checkName(document: MetadataDocument, node: TextNode, hasPath: boolean): Generator<Problem> {
  const name = node.value;
  const known = licenseByName(name);
  if (known?.name === name || name.startsWith('LicenseRef-')) {
    return;
  }
  const alias = known ? undefined : licenseByAlias(name)?.name;
  const suggestion = known?.name ?? alias ?? nearest(name, BY_LETTER.get(name.charAt(0).toLowerCase()) ?? []);
  const help =
    suggestion === undefined
      ? ' Take one of theirs, such as CC-BY-4.0, or other-open.'
      : didYouMean(suggestion);
  const message = `The Open Definition and SPDX know no licence ${shown(name)}.${help}`;
  const edits = suggestion === undefined ? undefined : replaceText(document, node, suggestion);
  // An alias leaves the version of the licence open, which is for a person to decide.
  const fixes = known
    ? safeFix(`Change to "${suggestion}"`, edits)
    : proposedFix(`Change to "${suggestion}"`, edits);
  const severity = hasPath && suggestion === undefined ? 'info' : 'warning';
  yield finding(severity, 'datapackage/unknown-license', node, message, { fixes });
}

/** `license` was the name of the first drafts, for one text or object. */
function* checkSingular(owner: ObjectNode, document: MetadataDocument): Generator<Problem> {
  const member = memberOf(owner, 'license');
  if (!member?.value) {
    return;
  }
  const hasBoth = memberOf(owner, 'licenses') !== undefined;
  const message = hasBoth
    ? '"license" has no effect beside "licenses": move what it says there.'
    : 'The standard has "licenses", a list of objects, in the place of "license".';
  const fixes = hasBoth ? [] : renamedToLicenses(document, member, member.value);
  yield finding('warning', 'datapackage/license-instead-of-licenses', keyPlace(owner, member), message, {
    fixes,
  });
}

function renamedToLicenses(document: MetadataDocument, member: Member, value: Node): readonly Fix[] {
  const license = value.kind === 'object' ? licenseOfObject(value) : licenseOfText(textOf(value));
  const renamed = renameKey(document, member, 'licenses');
  const replaced = license && replaceWith(document, value, [license]);
  return safeFix('Change to "licenses"', renamed && replaced && [...renamed, ...replaced]);
}

/** What an entry of `licenses` says. */
interface LicenseEntry {
  readonly name?: string;
  readonly path?: string;
  readonly title?: string;
}

function licenseOfText(text: string | undefined): LicenseEntry | undefined {
  if (text === undefined || text.length > 500) {
    return undefined;
  }
  if (isWebAddress(text) && !/\s/.test(text)) {
    return { path: text };
  }
  const known = licenseByName(text) ?? licenseByAlias(text);
  return /^[-a-zA-Z0-9._]+$/.test(text) ? { name: known?.name ?? text } : known && { name: known.name };
}

/** Of the drafts: `type` or `id` for what is `name` now, `url` for `path`. Other members would be lost. */
function licenseOfObject(object: ObjectNode): LicenseEntry | undefined {
  const names: Readonly<Record<string, keyof LicenseEntry>> = {
    name: 'name',
    id: 'name',
    type: 'name',
    path: 'path',
    url: 'path',
    title: 'title',
  };
  const entries = object.members.map(({ key, value }) => {
    const name = Object.hasOwn(names, key) ? names[key] : undefined;
    return [name, textOf(value)] as const;
  });
  const isWhole = entries.every(([name, text]) => name !== undefined && text !== undefined);
  const isClear = new Set(entries.map(([name]) => name)).size === entries.length;
  const license: LicenseEntry = Object.fromEntries(entries);
  return isWhole && isClear && (license.name ?? license.path) !== undefined ? license : undefined;
}
