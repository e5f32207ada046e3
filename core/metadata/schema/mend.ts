import type { MetadataDocument } from '../document.ts';
import { Verbatim } from '../edits/write-value.ts';
import { removeItem, removeMember, replaceText, replaceWith } from '../edits.ts';
import { proposedFix, safeFix } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Fix } from '../problem.ts';
import { nodeAtPath } from '../tree.ts';
import { FORMATS } from './formats.ts';
import { type Schema, schemaIn, textIn, textsIn } from './schema.ts';
import { requiredOf, schemasAt } from './schema-at.ts';

/** Longer texts are not tried in other forms. */
const MAX_TEXT = 1_000;

/** Writes a value in a type that its property takes, where that says the same. */
export function convertingFixes(document: MetadataDocument, node: Node, schema: Schema): readonly Fix[] {
  const wanted = textsIn(schema, 'type');
  for (const type of wanted) {
    const value = convert(document, node, type, schema);
    if (value !== undefined) {
      return safeFix(titleOf(node, type, value), replaceWith(document, node, value));
    }
  }
  return node.kind === 'null' ? removingFixes(document, node) : [];
}

function titleOf(node: Node, type: string, value: unknown): string {
  if (type === 'array') {
    return 'Make it a list';
  }
  const shown = value instanceof Verbatim ? value.text : JSON.stringify(value);
  return node.kind === 'array' ? 'Take it out of the list' : `Change to ${shown}`;
}

function convert(document: MetadataDocument, node: Node, type: string, schema: Schema): unknown {
  const written = document.text.slice(node.offset, node.offset + node.length);
  switch (type) {
    case 'array':
      return listOf(node, written, schema);
    case 'integer':
    case 'number':
      return node.kind === 'string' ? numberIn(node.value, type) : undefined;
    case 'boolean':
      return node.kind === 'string' ? booleanIn(node.value.trim().toLowerCase()) : undefined;
    case 'string':
      if (node.kind === 'array') {
        const [only, more] = node.items;
        return only?.kind === 'string' && !more ? only.value : undefined;
      }
      return node.kind === 'number' || node.kind === 'boolean' ? written : undefined;
    default:
      return undefined;
  }
}

const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, false: false, yes: true, no: false };

function booleanIn(word: string): boolean | undefined {
  return Object.hasOwn(BOOLEANS, word) ? BOOLEANS[word] : undefined;
}

/** The number that a text is, as it is written: `1e400` and numbers of 30 digits stay what they are. */
function numberIn(text: string, type: 'integer' | 'number'): Verbatim | undefined {
  const trimmed = text.trim();
  const form =
    type === 'integer'
      ? /^-?(?:0|[1-9]\d{0,30})$/
      : /^-?(?:0|[1-9]\d{0,30})(?:\.\d{1,30})?(?:[eE][+-]?\d{1,3})?$/;
  return form.test(trimmed) ? new Verbatim(trimmed) : undefined;
}

/** A list of the one value, where its items may be of that type. */
function listOf(node: Node, written: string, schema: Schema): unknown[] | undefined {
  const types = textsIn(schemaIn(schema, 'items') ?? {}, 'type');
  const fits =
    types.length === 0 || types.includes(node.kind) || (node.kind === 'number' && types.includes('integer'));
  if (!fits) {
    return undefined;
  }
  switch (node.kind) {
    case 'string':
      return [node.value];
    case 'number':
      return [new Verbatim(written)];
    case 'boolean':
      return [node.value];
    case 'object':
    case 'array':
    case 'null':
      return undefined;
  }
}

/**
 * Removes the property or the item that a value is, and the list that nothing would be left in. Somebody wrote it for
 * a reason: not without asking. None for what has to be there.
 */
export function removingFixes(document: MetadataDocument, node: Node): readonly Fix[] {
  const last = node.path.at(-1);
  const ownerPath = node.path.slice(0, -1);
  const owner = nodeAtPath(document.root, ownerPath);
  if (owner?.kind === 'object' && typeof last === 'string') {
    const member = owner.members.findLast(({ key }) => key === last);
    return member && !requiredOf(schemasAt(document, ownerPath)).has(last)
      ? proposedFix(`Remove "${last}"`, removeMember(document, owner, member))
      : [];
  }
  if (owner?.kind !== 'array' || typeof last !== 'number') {
    return [];
  }
  return owner.items.length === 1
    ? removingFixes(document, owner)
    : proposedFix('Remove this entry', removeItem(document, owner, last));
}

/** Removes an item that stands in a list twice. */
export function repeatedItemFixes(document: MetadataDocument, list: Node, item: Node): readonly Fix[] {
  const index = list.kind === 'array' ? list.items.findIndex(({ offset }) => offset === item.offset) : -1;
  return list.kind === 'array' && index >= 0
    ? safeFix('Remove the second one', removeItem(document, list, index))
    : [];
}

/** Puts a number at the limit that it is beyond. */
export function clampingFixes(document: MetadataDocument, node: Node, comparison: unknown, limit: unknown) {
  return typeof limit === 'number' && (comparison === '>=' || comparison === '<=')
    ? proposedFix(`Change to ${limit}`, replaceWith(document, node, limit))
    : [];
}

/** Writes a text in the form that its schema asks for, where one of the usual slips is all that is wrong. */
export function reformingFixes(document: MetadataDocument, node: Node, schema: Schema): readonly Fix[] {
  if (node.kind !== 'string' || node.value.length > MAX_TEXT) {
    return [];
  }
  if (node.value.trim() === '') {
    return removingFixes(document, node);
  }
  const fits = testOf(schema);
  const better = fits && candidates(node.value).find((each) => each !== node.value && fits(each));
  return better === undefined
    ? []
    : proposedFix(`Change to "${better}"`, replaceText(document, node, better));
}

function* forms(text: string): Generator<string> {
  const trimmed = text.trim();
  yield trimmed;
  yield trimmed.toLowerCase();
  yield slug(trimmed);
  yield slug(trimmed.replace(/[._]/g, '-'));
  yield `https://${trimmed}`;
  // Half of a surrogate pair has no address.
  if (!/\p{Surrogate}/u.test(trimmed)) {
    yield encodeURI(trimmed);
  }
  yield trimmed.replace(/^mailto:/i, '');
  yield `${trimmed}T00:00:00Z`;
  yield `${trimmed.replace(' ', 'T')}Z`;
  yield trimmed.replace(' ', 'T');
}

function candidates(text: string): string[] {
  return [...forms(text)].filter((each) => each !== '');
}

/** What a text has to be by the pattern or the format of its own schema, which are ours and linear. */
function testOf(schema: Schema): ((text: string) => boolean) | undefined {
  const pattern = textIn(schema, 'pattern');
  const format = textIn(schema, 'format');
  const check = format === undefined ? undefined : FORMATS[format];
  if (pattern === undefined && check === undefined) {
    return undefined;
  }
  const expression = pattern === undefined ? undefined : new RegExp(pattern, 'u');
  return (text) => (expression?.test(text) ?? true) && (check?.(text) ?? true);
}

/** A name of lower-case letters, digits, ".", "-" and "_" (data-package.md, `name`). */
export function slug(text: string): string {
  return text
    .slice(0, 200)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._]+/g, '-')
    .replace(/^[-._]+|[-._]+$/g, '');
}
