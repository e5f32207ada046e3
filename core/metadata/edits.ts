import type { MetadataDocument } from './document.ts';
import type { Member, Node } from './node.ts';
import type { TextEdit } from './problem.ts';
import { childrenOf, type ObjectNode } from './tree.ts';

/** Replaces a text value in the quotes that it has. Undefined for block scalars (`|`, `>`), which we leave alone. */
export function replaceText(document: MetadataDocument, node: Node, text: string): TextEdit[] | undefined {
  return replaceQuoted(document, node.offset, node.length, text);
}

/** Renames a property, keeping its quotes. */
export function renameKey(document: MetadataDocument, member: Member, name: string): TextEdit[] | undefined {
  return replaceQuoted(document, member.keyOffset, member.keyLength, name);
}

/** Replaces a value by JSON, which is YAML too. */
export function replaceValue(node: Node, json: string): TextEdit[] {
  return [{ offset: node.offset, length: node.length, text: json }];
}

function replaceQuoted(document: MetadataDocument, offset: number, length: number, text: string) {
  const written = quoteLike(document, offset, text);
  return written === undefined ? undefined : [{ offset, length, text: written }];
}

/** Writes a text with the quotes that stand at an offset. */
function quoteLike(document: MetadataDocument, offset: number, text: string): string | undefined {
  const first = document.text.charAt(offset);
  if (document.language === 'json' || first === '"') {
    return JSON.stringify(text);
  }
  if (first === "'") {
    return `'${text.replaceAll("'", "''")}'`;
  }
  // An alias, anchor, tag or block scalar: what is written here is not the text itself.
  return '|>*&!'.includes(first) ? undefined : yamlScalar(text);
}

/** A text as YAML writes it most plainly: without quotes where no reader can take it for something else. */
export function yamlScalar(text: string): string {
  const isPlain = /^[A-Za-z_$][\w$./+-]*(?: [\w$./+-]+)*$/.test(text);
  return isPlain && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text) ? text : JSON.stringify(text);
}

/** Removes a member with its comma or its lines. */
export function removeMember(
  document: MetadataDocument,
  owner: ObjectNode,
  member: Member,
): TextEdit[] | undefined {
  const index = owner.members.indexOf(member);
  const next = owner.members[index + 1];
  const previous = owner.members[index - 1];
  if (index < 0) {
    return undefined;
  }
  if (next && next.keyOffset > member.keyOffset) {
    return [{ offset: member.keyOffset, length: next.keyOffset - member.keyOffset, text: '' }];
  }
  const end = memberEnd(member);
  const start = previous && previous.keyOffset < member.keyOffset ? memberEnd(previous) : member.keyOffset;
  return document.text.slice(start, member.keyOffset).includes('#')
    ? undefined // a comment stands between: its author decides
    : [{ offset: start, length: end - start, text: '' }];
}

/** Adds a member behind another one, in the style of the lines around it. `json` is the value, on one line. */
export function insertAfter(
  document: MetadataDocument,
  owner: ObjectNode,
  after: Member,
  key: string,
  json: string,
) {
  const { text } = document;
  const lineStart = text.lastIndexOf('\n', after.keyOffset - 1) + 1;
  const before = text.slice(lineStart, after.keyOffset);
  const isBlock = document.language === 'yaml' && !text.startsWith('{', owner.offset);
  // Behind `- `, the lines of the same object stand below its first key.
  const indent = isBlock ? before.replace(/\S/g, ' ') : before;
  const ownLine = /^[\s-]*$/.test(before) && (isBlock || before.trim() === '');
  const offset = memberEnd(after);
  if (isBlock) {
    return [{ offset, length: 0, text: `\n${indent}${key}: ${json}` }];
  }
  const name =
    document.language === 'yaml' && text.charAt(after.keyOffset) !== '"' ? key : JSON.stringify(key);
  const lineBreak = ownLine && lineStart > 0 ? `\n${indent}` : ' ';
  return [{ offset, length: 0, text: `,${lineBreak}${name}: ${json}` }];
}

/** Where a member ends, the deepest of its values included. */
function memberEnd(member: Member): number {
  const own = member.keyOffset + member.keyLength;
  return member.value ? Math.max(own, nodeEnd(member.value)) : own;
}

function nodeEnd(node: Node): number {
  const last = childrenOf(node).at(-1);
  const own = node.offset + node.length;
  // What an alias stands for lies elsewhere.
  return last && last.offset >= node.offset ? Math.max(own, nodeEnd(last)) : own;
}
