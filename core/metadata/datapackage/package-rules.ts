import type { MetadataDocument } from '../document.ts';
import { removeItem, replaceText } from '../edits.ts';
import { finding, headOf, proposedFix, safeFix } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import type { Surroundings } from '../surroundings.ts';
import { itemsOf, memberOf, memberValue, textOf } from '../tree.ts';
import { inWords, shown } from '../wording.ts';

/** What a package should say of itself (data-package.md, Properties), and what for. */
const RECOMMENDED: Readonly<Record<string, string>> = {
  name: 'a short name for registries',
  id: 'an identifier that is unique in the world',
  licenses: 'the terms of use',
};

/** A package has the properties that the standard recommends. One finding names all that are missing. */
export function* checkRecommended(document: MetadataDocument): Generator<Problem> {
  const { root } = document;
  if (document.kind !== 'datapackage' || root?.kind !== 'object') {
    return;
  }
  // What stands there under an old name has a finding about that.
  const old: Readonly<Record<string, string>> = { licenses: 'license' };
  const missing = Object.keys(RECOMMENDED).filter(
    (name) => !memberOf(root, name) && !memberOf(root, old[name] ?? name),
  );
  if (missing.length > 0) {
    const wanted = missing.map((name) => `"${name}" (${RECOMMENDED[name]})`);
    const place = { ...headOf(document, root), path: root.path };
    const message = `A package should also have ${inWords(wanted)}.`;
    yield finding('info', 'datapackage/missing-recommended-property', place, message);
  }
}

/** `version` is a semantic version (data-package.md, `version`). */
export function* checkVersion(document: MetadataDocument): Generator<Problem> {
  const node = packageMember(document, 'version');
  if (node?.kind !== 'string' || node.value === '' || isSemanticVersion(node.value)) {
    return;
  }
  const suggestion = asSemanticVersion(node.value);
  const message =
    suggestion === undefined
      ? 'A version should be three numbers, as in Semantic Versioning: 1.2.0.'
      : `A version should be three numbers, as in Semantic Versioning: ${suggestion}.`;
  const fixes =
    suggestion === undefined
      ? []
      : proposedFix(`Change to "${suggestion}"`, replaceText(document, node, suggestion));
  yield finding('info', 'datapackage/version-form', node, message, { fixes });
}

/** https://semver.org, section 2; each part is read once. */
const SEMANTIC_VERSION =
  /^(?:0|[1-9]\d{0,15})\.(?:0|[1-9]\d{0,15})\.(?:0|[1-9]\d{0,15})(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

function isSemanticVersion(text: string): boolean {
  return SEMANTIC_VERSION.test(text);
}

/** `v1.2` → `1.2.0`; nothing for dates and words. */
function asSemanticVersion(text: string): string | undefined {
  const [, major, minor = '0', patch = '0', rest = ''] =
    /^[vV]?(\d{1,3})(?:\.(\d{1,6}))?(?:\.(\d{1,6}))?([-+][0-9A-Za-z.-]+)?$/.exec(text) ?? [];
  if (major === undefined) {
    return undefined;
  }
  const suggestion = `${Number(major)}.${Number(minor)}.${Number(patch)}${rest}`;
  return isSemanticVersion(suggestion) ? suggestion : undefined;
}

/**
 * What no other package has: a DOI, a handle, an ARK, a UUID (the example of the standard is not quite one), a hash, or
 * anything with a scheme.
 */
const UNIQUE =
  /^(?:[A-Za-z][A-Za-z0-9+.-]*:\S+|10\.\d{4,9}\/\S+|\{?[0-9A-Fa-f][0-9A-Fa-f-]{29,}\}?|ark:?\/?\d{5}\/\S+)$/;

/** `id` is unique in the world (data-package.md, `id`). */
export function* checkId(document: MetadataDocument): Generator<Problem> {
  const node = packageMember(document, 'id');
  if (node?.kind === 'string' && !UNIQUE.test(node.value)) {
    const message =
      '"id" should be unique in the world: a DOI, a UUID or an address. A short name goes into "name".';
    yield finding('info', 'datapackage/ambiguous-id', node, message);
  }
}

/** `created` does not lie in the future. Clocks differ, so a day is forgiven. */
export function* checkCreated(document: MetadataDocument, surroundings: Surroundings): Generator<Problem> {
  const node = packageMember(document, 'created');
  const now = surroundings.now?.();
  const time = node?.kind === 'string' ? Date.parse(node.value) : Number.NaN;
  if (node && now !== undefined && time > now + MILLISECONDS_PER_DAY) {
    const message =
      '"created" lies in the future, but says when the package (or its data) was made: correct the date.';
    yield finding('warning', 'datapackage/created-in-future', node, message);
  }
}

const MILLISECONDS_PER_DAY = 86_400_000;

/** A keyword stands in the list once. */
export function* checkKeywords(document: MetadataDocument): Generator<Problem> {
  const list = packageMember(document, 'keywords');
  const seen = new Map<string, Node>();
  for (const [index, keyword] of itemsOf(list).entries()) {
    const text = textOf(keyword);
    const first = text === undefined ? undefined : seen.get(text);
    if (first && text !== undefined && list?.kind === 'array') {
      const fixes = safeFix('Remove the repetition', removeItem(document, list, index));
      const related = [{ message: 'First here', at: first }];
      const message = `The keyword ${shown(text)} is in the list twice.`;
      yield finding('warning', 'datapackage/duplicate-keyword', keyword, message, { fixes, related });
    } else if (text !== undefined) {
      seen.set(text, keyword);
    }
  }
}

function packageMember(document: MetadataDocument, name: string): Node | undefined {
  return document.kind === 'datapackage' ? memberValue(document.root, name) : undefined;
}
