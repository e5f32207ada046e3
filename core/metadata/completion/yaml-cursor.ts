import type { PathSegment } from '#core/base/json-pointer.ts';
import type { MetadataDocument } from '../document.ts';
import { yamlScalar } from '../edits/write-value.ts';
import type { Node } from '../node.ts';
import { childrenOf } from '../tree.ts';
import { parseYaml } from '../yaml-text.ts';
import { type Cursor, snippetText, type Template, type Writer } from './cursor.ts';

/** Stands for what is being typed; no descriptor holds it. */
const STAND_IN = 'waybill-cursor-7d1f';

/** The word under the cursor and what stands around it on its line. */
interface Word {
  readonly start: number;
  readonly end: number;
  /** The text of the line before the word. */
  readonly before: string;
  readonly quote: string;
  readonly hasColon: boolean;
}

/**
 * What may be written at an offset of a YAML text. A half-typed line has no place in the tree, so the word under
 * the cursor is replaced by a stand-in, once as a key and once as a value, and the text is read again.
 */
export function yamlCursor(document: MetadataDocument, offset: number): Cursor | undefined {
  const word = wordAt(document.text, offset);
  const lead = word.before.trimEnd();
  const isLineStart = /^[\s-]*$/.test(word.before) && (word.before === '' || /[\s]$/.test(word.before));
  const replace = { offset: word.start, length: word.end - word.start };
  const write = writer(word);
  if (isLineStart) {
    const found = asKey(document, word);
    if (!found) {
      return undefined;
    }
    const { owner, siblings } = found;
    const key = { owner, present: new Set(siblings) };
    // Alone below a key or behind a dash, it may as well become a scalar.
    const value =
      siblings.length === 0 && !word.hasColon && owner.length > 0 ? { value: { path: owner } } : {};
    return { document: found.document, key, ...value, replace, write };
  }
  if (!/[:[{,]$/.test(lead)) {
    return undefined;
  }
  return asValue(document, word, replace, write);
}

function wordAt(text: string, offset: number): Word {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset) < 0 ? text.length : text.indexOf('\n', offset);
  const typed = text.slice(lineStart, offset);
  // A quote that opens a word and is not closed before the cursor.
  const open = /(?:^|[\s:[{,-])(["'])((?:(?!\1).)*)$/.exec(typed);
  const quote = open?.[1] ?? '';
  const startInLine = open
    ? typed.length - (open[2]?.length ?? 0) - 1
    : typed.length - (/[^\s[\]{},:#]*$/.exec(typed)?.[0].length ?? 0);
  const following = text.slice(offset, lineEnd);
  const rest =
    quote === '' ? (/^[^\s[\]{},:#]*/.exec(following)?.[0].length ?? 0) : closing(following, quote);
  const end = offset + rest;
  return {
    start: lineStart + startInLine,
    end,
    before: typed.slice(0, startInLine),
    quote,
    hasColon: /^\s*:(?:\s|$)/.test(text.slice(end, lineEnd)),
  };
}

/** How far a quoted word goes on behind the cursor: up to its closing quote, if that is near. */
function closing(following: string, quote: string): number {
  const index = following.indexOf(quote);
  return index < 0 ? 0 : index + 1;
}

interface KeyPlace {
  readonly document: MetadataDocument;
  readonly owner: readonly PathSegment[];
  readonly siblings: readonly string[];
}

function asKey(document: MetadataDocument, word: Word): KeyPlace | undefined {
  const read = reread(document, word, word.hasColon ? STAND_IN : `${STAND_IN}: `);
  const owner = read.root && ownerOfStandIn(read.root);
  if (!owner) {
    return undefined;
  }
  const siblings = owner.members.map(({ key }) => key).filter((key) => key !== STAND_IN);
  return { document: read, owner: owner.path, siblings };
}

function asValue(
  document: MetadataDocument,
  word: Word,
  replace: Cursor['replace'],
  write: Writer,
): Cursor | undefined {
  const read = reread(document, word, word.before.endsWith(':') ? ` ${STAND_IN}` : STAND_IN);
  const found = read.root && standInValue(read.root);
  if (found) {
    return { document: read, value: { path: found.path }, replace, write };
  }
  const owner = read.root && ownerOfStandIn(read.root);
  if (!owner) {
    return undefined;
  }
  const present = new Set(owner.members.map(({ key }) => key).filter((key) => key !== STAND_IN));
  return { document: read, key: { owner: owner.path, present }, replace, write };
}

function reread(document: MetadataDocument, word: Word, insert: string): MetadataDocument {
  const text = document.text.slice(0, word.start) + insert + document.text.slice(word.end);
  const { root } = parseYaml(text);
  const { root: _, ...rest } = document;
  return { ...rest, text, ...(root && { root }) };
}

function ownerOfStandIn(node: Node): Extract<Node, { kind: 'object' }> | undefined {
  if (node.kind === 'object' && node.members.some(({ key }) => key === STAND_IN)) {
    return node;
  }
  for (const child of childrenOf(node)) {
    const found = ownerOfStandIn(child);
    if (found) {
      return found;
    }
  }
  return undefined;
}

function standInValue(node: Node): Node | undefined {
  if (node.kind === 'string' && node.value === STAND_IN) {
    return node;
  }
  for (const child of childrenOf(node)) {
    const found = standInValue(child);
    if (found) {
      return found;
    }
  }
  return undefined;
}

function writer(word: Word): Writer {
  const { before, quote, hasColon } = word;
  const isFlow = /[[{,]$/.test(before.trimEnd());
  const space = before.endsWith(':') ? ' ' : '';
  // Editors indent further lines as the first; behind `- ` the members of the object stand further in.
  const extra = ' '.repeat(/^\s*((?:-\s+)*)/.exec(before)?.[1]?.length ?? 0);
  const below: Readonly<Record<Template, string>> = {
    text: ' $1',
    other: ' $1',
    list: isFlow ? ' [$1]' : `\n${extra}  - $1`,
    'list of objects': isFlow ? ' [{$1}]' : `\n${extra}  - $1`,
    object: isFlow ? ' {$1}' : `\n${extra}  $1`,
  };
  const scalar = (text: string) =>
    quote === "'"
      ? `'${text.replaceAll("'", "''")}'`
      : quote === '"'
        ? JSON.stringify(text)
        : yamlScalar(text);
  return {
    key: (name, template) => snippetText(scalar(name)) + (hasColon ? '' : `:${below[template]}`),
    text: (value) => space + snippetText(scalar(value)),
    literal: (value) => (quote === '' ? space + value : undefined),
    filter: scalar,
  };
}
