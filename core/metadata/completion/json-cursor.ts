import { getLocation } from 'jsonc-parser';
import type { MetadataDocument } from '../document.ts';
import { nodeAtPath } from '../tree.ts';
import { type Cursor, snippetText, type Template, type Writer } from './cursor.ts';

const VALUES: Readonly<Record<Template, string>> = {
  text: '"$1"',
  list: '[$1]',
  'list of objects': '[\n  {$1}\n]',
  object: '{$1}',
  other: '$1',
};

/** What may be written at an offset of a JSON text. */
export function jsonCursor(document: MetadataDocument, offset: number): Cursor | undefined {
  const { text } = document;
  if (!document.root) {
    return undefined; // empty, or not read because of its size or depth
  }
  const { path, isAtPropertyKey, previousNode } = getLocation(text, offset);
  const token =
    previousNode && offset > previousNode.offset && offset <= tokenEnd(text, previousNode, offset);
  const start = token ? previousNode.offset : offset;
  const end = token ? tokenEnd(text, previousNode, offset) : offset;
  const replace = { offset: start, length: end - start };
  const write = writer(text, start, end);
  if (isAtPropertyKey) {
    const owner = path.slice(0, -1);
    const node = nodeAtPath(document.root, owner);
    const members = node?.kind === 'object' ? node.members : [];
    const present = new Set(members.filter(({ keyOffset }) => keyOffset !== start).map(({ key }) => key));
    return { document, key: { owner, present }, replace, write };
  }
  const existing = nodeAtPath(document.root, path);
  if (existing && !token && existing.offset < offset) {
    return undefined; // behind or between the parts of a value that is there
  }
  return { document, value: { path }, replace, write };
}

/** Where the token under the cursor ends. A string that nobody has closed yet ends at the cursor. */
function tokenEnd(
  text: string,
  node: { readonly offset: number; readonly length: number },
  offset: number,
): number {
  const end = node.offset + node.length;
  const isOpen = text.charAt(node.offset) === '"' && (node.length < 2 || text.charAt(end - 1) !== '"');
  return isOpen ? Math.min(end, Math.max(offset, node.offset + 1)) : end;
}

function writer(text: string, start: number, end: number): Writer {
  const rest = /^\s*(.?)/s.exec(text.slice(end, end + 1_000))?.[1] ?? '';
  const comma = rest === '' || ',}]:'.includes(rest) ? '' : ',';
  const isQuoted = text.charAt(start) === '"' && end > start;
  const quoted = (value: string) => snippetText(JSON.stringify(value));
  return {
    key: (name, template) => (rest === ':' ? quoted(name) : `${quoted(name)}: ${VALUES[template]}${comma}`),
    text: (value) => `${quoted(value)}${comma}`,
    literal: (value) => (isQuoted ? undefined : `${value}${comma}`),
    filter: (name) => JSON.stringify(name),
  };
}
