import type { Node } from './node.ts';
import { memberOf, textOf } from './tree.ts';

/** Texts for people, which may be there in several languages. */
const TEXTS: ReadonlySet<unknown> = new Set([
  'title',
  'description',
  'organization',
  'role',
  'homepage',
  'keywords',
]);
/** More languages than this are no translations of one text. */
const MAX_LANGUAGES = 200;

/**
 * Whether a value is a text in several languages, as the recipe on languages has it: an object with the text itself
 * under the empty key, and translations by their language codes (recipes, Language Support).
 */
export function isTranslated(node: Node): boolean {
  const { path } = node;
  const name = path.at(-1);
  const isText = TEXTS.has(name) || (name === 'path' && path.at(-3) === 'licenses');
  return (
    isText &&
    node.kind === 'object' &&
    node.members.length <= MAX_LANGUAGES &&
    memberOf(node, '') !== undefined &&
    node.members.every(
      ({ key, value }) =>
        (key === '' || /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}$/.test(key)) &&
        (value === undefined || isTextOrTexts(value)),
    )
  );
}

function isTextOrTexts(value: Node): boolean {
  return (
    value.kind === 'string' ||
    (value.kind === 'array' && value.items.every((item) => textOf(item) !== undefined))
  );
}
