import type { MetadataDocument } from '../document.ts';
import { finding, headOf } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { isTranslated } from '../translations.ts';
import { itemsOf, memberValue } from '../tree.ts';
import { resourcesOf } from './resources.ts';

/** So many objects are looked at: whoever translates begins with the first ones. */
const MAX_LOOKED_AT = 1_000;
const NAMES = ['title', 'description', 'keywords', 'organization', 'role', 'homepage', 'path'];

/** A text is one text: translations are a recipe, which no profile takes (recipes, Language Support). */
export function* checkTranslations(document: MetadataDocument): Generator<Problem> {
  let left = MAX_LOOKED_AT;
  for (const owner of describedThings(document)) {
    const translated = NAMES.map((name) => memberValue(owner, name)).find(
      (node) => node !== undefined && isTranslated(node),
    );
    if (translated) {
      const message =
        'Texts in several languages are a recipe, not a part of the standard: its profiles and most programs expect one text here.';
      yield finding('info', 'datapackage/translated-text', headOf(document, translated), message);
      return;
    }
    if (--left === 0) {
      return;
    }
  }
}

/**
 * What has texts for people, what concerns the whole first. What is below resources is left alone: nobody translates
 * that and not the package, and a look at all of it would cost time with each edit.
 */
function* describedThings(document: MetadataDocument): Generator<Node> {
  const { root, kind } = document;
  if (!root) {
    return;
  }
  yield* [root, ...resourcesOf(document).slice(0, MAX_LOOKED_AT)];
  const lists = kind === 'tableschema' ? ['fields'] : ['licenses', 'contributors', 'sources'];
  for (const list of lists) {
    yield* itemsOf(memberValue(root, list)).slice(0, MAX_LOOKED_AT);
  }
}
