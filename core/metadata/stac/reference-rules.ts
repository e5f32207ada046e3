import { didYouMean, nearest } from '#core/base/nearest.ts';
import { replaceText } from '../edits.ts';
import { finding, proposedFix } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { itemsOf, memberValue, type ObjectNode, type TextNode } from '../tree.ts';
import { shown } from '../wording.ts';
import { fieldOwners, linksOf, type StacObject } from './stac-rule.ts';

const EXTENSIONS = [
  ['auth', 'authentication'],
  ['storage', 'storage'],
] as const;

/** With more schemes none is proposed: a hostile file has thousands. */
const MAX_COMPARED = 100;

/** `auth:refs` and `storage:refs` name keys of the schemes of the same object (the extensions' README.md). */
export function* checkReferences(stac: StacObject): Generator<Problem> {
  const { object, scope } = stac;
  for (const [prefix, what] of EXTENSIONS) {
    const owner = scope === 'item' ? memberValue(object, 'properties') : object;
    const schemes = memberValue(owner, `${prefix}:schemes`);
    const names = new Set(schemes?.kind === 'object' ? schemes.members.map(({ key }) => key) : []);
    for (const reference of referencesIn(stac, `${prefix}:refs`)) {
      if (!names.has(reference.value)) {
        yield unknownScheme(stac, reference, prefix, what, names);
      }
    }
  }
}

function unknownScheme(
  { document }: StacObject,
  reference: TextNode,
  prefix: string,
  what: string,
  names: ReadonlySet<string>,
): Problem {
  const meant = names.size <= MAX_COMPARED ? nearest(reference.value, names) : undefined;
  const message =
    names.size === 0
      ? `${shown(reference.value)} is no ${what} scheme: there is no "${prefix}:schemes" that describes it.`
      : `"${prefix}:schemes" has no ${shown(reference.value)}.${didYouMean(meant)}`;
  const fixes =
    meant === undefined ? [] : proposedFix(`Change to "${meant}"`, replaceText(document, reference, meant));
  const severity = names.size === 0 ? 'warning' : 'error';
  return finding(severity, 'stac/unknown-scheme', reference, message, { fixes });
}

function* referencesIn(stac: StacObject, key: string): Generator<TextNode> {
  for (const owner of ownersIn(stac)) {
    for (const each of itemsOf(memberValue(owner, key))) {
      if (each.kind === 'string') {
        yield each;
      }
    }
  }
}

function* ownersIn(stac: StacObject): Generator<ObjectNode> {
  for (const { owner, place } of fieldOwners(stac)) {
    if (place === 'asset') {
      yield owner;
      const alternates: Node | undefined = memberValue(owner, 'alternate');
      for (const { value } of alternates?.kind === 'object' ? alternates.members : []) {
        if (value?.kind === 'object') {
          yield value;
        }
      }
    }
  }
  yield* linksOf(stac);
}
