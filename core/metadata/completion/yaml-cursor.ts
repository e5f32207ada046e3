import type { MetadataDocument } from '../document.ts';
import { nodeAtPath, type ObjectNode } from '../tree.ts';
import type { Cursor } from './cursor.ts';
import { containersAt } from './json-spot.ts';
import { ownerOfStandIn, STAND_IN, standInValue, withRegion } from './stand-in.ts';
import { yamlRegion } from './yaml-region.ts';
import { type Word, wordAt } from './yaml-word.ts';
import { yamlWriter } from './yaml-writer.ts';

/**
 * What may be written at an offset of a YAML text. A half-typed line has no place in the tree, so the word under
 * the cursor is replaced by a stand-in and what is around it is read again.
 */
export function yamlCursor(document: MetadataDocument, offset: number): Cursor | undefined {
  const { text } = document;
  const word = wordAt(text, offset, startsInBrackets(document, offset));
  if (!word) {
    return undefined;
  }
  const region = yamlRegion(text, word, insertFor(word, text));
  const read = withRegion(document, region);
  const from = read && nodeAtPath(read.root, region.path);
  if (!read || !from) {
    return undefined;
  }
  const base = {
    document: region.isSkeleton ? document : read,
    typed: text.slice(word.start, offset).replace(/^["']/, ''),
    writer: yamlWriter(document, word),
  };
  const value = standInValue(from);
  if (value) {
    return { ...base, value: { path: value.path } };
  }
  const owner = ownerOfStandIn(from);
  if (!owner) {
    return undefined;
  }
  const siblings = owner.members.filter(({ key }) => key !== STAND_IN);
  const key = { owner: owner.path, present: presentIn(document, owner, word) };
  // Alone below a key or behind a dash, it may as well become a value.
  const isAlone = siblings.length === 0 && word.place === 'line' && !word.hasColon;
  return { ...base, key, ...(isAlone && { value: { path: owner.path } }) };
}

/** A key takes its colon and a blank with it; a value needs a blank behind the colon before it. */
function insertFor(word: Word, text: string): string {
  const blank = word.place === 'colon' && text.charAt(word.start - 1) === ':' ? ' ' : '';
  return blank + STAND_IN + (word.place === 'line' && !word.hasColon ? ': ' : '');
}

/** The keys of the object, those that merge keys bring included: what they stand for may lie elsewhere. */
function presentIn(document: MetadataDocument, owner: ObjectNode, word: Word): ReadonlySet<string> {
  const before = nodeAtPath(document.root, owner.path);
  const members = before?.kind === 'object' ? before.members : [];
  const merged = owner.members.some(({ key }) => key === '<<')
    ? members.filter(({ keyOffset }) => keyOffset !== word.start).map(({ key }) => key)
    : [];
  const own = owner.members.map(({ key }) => key).filter((key) => key !== STAND_IN);
  return new Set([...own, ...merged]);
}

/** Whether the line goes on with something in brackets that began above it. */
function startsInBrackets({ text, root }: MetadataDocument, offset: number): boolean {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const innermost = containersAt(text, root, lineStart).at(-1);
  return innermost !== undefined && '[{'.includes(text.charAt(innermost.offset));
}
