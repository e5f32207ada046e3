import { type At, resourceAt } from '../completion/choice.ts';
import type { Node } from '../node.ts';
import { itemsOf, memberOf, memberValue, textOf } from '../tree.ts';
import { plainText } from './markdown.ts';

/** How many licences or sources are named. */
const MAX_NAMED = 5;
/** Names are no longer than this. */
const MAX_LENGTH = 100;

/** What people call a licence or a source, the best first. */
const NAMES = { licenses: ['name', 'title', 'path'], sources: ['title', 'path', 'email'] } as const;
const WORDS = { licenses: 'Licenses', sources: 'Sources' } as const;

/**
 * The licences and sources of the package that count for the resource around a place, since it has none of its own, in
 * CommonMark (data-resource.md, `licenses` and `sources`).
 */
export function inheritedFacts(at: At): string | undefined {
  const { root, kind } = at.document;
  const resource = resourceAt(at);
  if (kind !== 'datapackage' || !resource) {
    return undefined;
  }
  const lines = (['licenses', 'sources'] as const).flatMap((key) => {
    const names = memberOf(resource, key) ? [] : namesOf(itemsOf(memberValue(root, key)), NAMES[key]);
    const more = names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : '';
    return names.length === 0
      ? []
      : `${WORDS[key]}: ${names.slice(0, MAX_NAMED).join(', ')}${more} (those of the package, since the resource has none of its own)`;
  });
  return lines.length === 0 ? undefined : lines.join('\n\n');
}

function namesOf(items: readonly Node[], keys: readonly string[]): string[] {
  return items.flatMap((item) => {
    const name = keys.map((key) => textOf(memberValue(item, key))?.trim()).find(Boolean);
    return name === undefined ? [] : plainText(name, MAX_LENGTH);
  });
}
