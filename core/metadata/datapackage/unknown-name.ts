import { didYouMean, nearest } from '#core/base/nearest.ts';
import type { MetadataDocument } from '../document.ts';
import { replaceText } from '../edits.ts';
import { finding, type Place, safeFix } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { oneOrMany, type TextNode } from '../tree.ts';
import { shown } from '../wording.ts';

/** Where something is told of, when the text itself lies in another file. */
export interface Elsewhere {
  readonly at: Place;
  readonly file: string;
}

/** The names that there are, as a set or as the keys of a map. */
interface Names {
  keys(): Iterable<string>;
}

/** A person misspells a few names; whose names are all unknown has another problem, and comparing them takes long. */
const MAX_SUGGESTIONS = 50;

/** How many names were looked for among some names. */
const asked = new WeakMap<Names, number>();

function suggestionFor(name: string, known: Names): string | undefined {
  const count = (asked.get(known) ?? 0) + 1;
  asked.set(known, count);
  return count > MAX_SUGGESTIONS ? undefined : nearest(name, known.keys());
}

/** A name, or each of a list of names, is a field of a schema. */
export function* checkNames(
  document: MetadataDocument,
  names: Node | undefined,
  known: ReadonlySet<string>,
  owner: string,
  elsewhere?: Elsewhere,
): Generator<Problem> {
  for (const name of oneOrMany(names)) {
    if (name.kind === 'string' && !known.has(name.value)) {
      yield unknownName(document, name, 'field', owner, known, elsewhere);
    }
  }
}

/** The finding about a name that nothing has. */
export function unknownName(
  document: MetadataDocument,
  name: TextNode,
  what: 'field' | 'resource',
  owner: string,
  known: Names,
  elsewhere?: Elsewhere,
): Problem {
  const suggestion = suggestionFor(name.value, known);
  const message = `There is no ${what} ${shown(name.value)} in ${owner}.${didYouMean(suggestion)}`;
  const code = `datapackage/unknown-${what}`;
  if (elsewhere) {
    const related = [{ message: 'It is named here', at: name, file: elsewhere.file }];
    return finding('error', code, elsewhere.at, message, { related });
  }
  const fixes =
    suggestion === undefined
      ? []
      : safeFix(`Change to "${suggestion}"`, replaceText(document, name, suggestion));
  return finding('error', code, name, message, { fixes });
}
