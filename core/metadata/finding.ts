import { formatPointer, type PathSegment } from '#core/base/json-pointer.ts';
import type { MetadataDocument } from './document.ts';
import type { Member, Node } from './node.ts';
import type { Fix, Problem, Severity, TextEdit } from './problem.ts';
import { memberOf, nodeAtPath } from './tree.ts';

/** A range of the text and the value that it belongs to. A `Node` is one. */
export interface Place {
  readonly offset: number;
  readonly length: number;
  readonly path: readonly PathSegment[];
}

interface Extras {
  /** `file` is the relative path of the document that the place is in, when it is another one. */
  readonly related?:
    | readonly { readonly message: string; readonly at: Place; readonly file?: string }[]
    | undefined;
  readonly fixes?: readonly Fix[] | undefined;
}

/** Makes a finding about a place. */
export function finding(
  severity: Severity,
  code: string,
  place: Place,
  message: string,
  extras: Extras = {},
): Problem {
  return {
    code,
    severity,
    message,
    offset: place.offset,
    length: place.length,
    pointer: formatPointer(place.path),
    ...(extras.related && {
      related: extras.related.map(({ message: text, at, file }) => ({
        message: text,
        offset: at.offset,
        length: at.length,
        ...(file !== undefined && { file }),
      })),
    }),
    ...(extras.fixes && extras.fixes.length > 0 && { fixes: extras.fixes }),
  };
}

/** A range of at least one character, so that a finding at the end of the text can be seen. */
export function visible(text: string, offset: number, length: number): Place {
  const start = Math.max(0, Math.min(offset, text.length - 1));
  return { offset: start, length: Math.min(Math.max(1, length), text.length - start), path: [] };
}

/** The place of a member's key; its pointer names the member. */
export function keyPlace(owner: Node, member: Member): Place {
  return { offset: member.keyOffset, length: member.keyLength, path: [...owner.path, member.key] };
}

/**
 * Where a finding about a whole object or array is shown, so that it does not underline a hundred lines: the key
 * that it stands under; otherwise its opening bracket, or its first key in YAML.
 */
export function headOf(document: MetadataDocument, node: Node): Place {
  const last = node.path.at(-1);
  const owner = nodeAtPath(document.root, node.path.slice(0, -1));
  if (typeof last === 'string' && owner) {
    const member = memberOf(owner, last);
    if (member) {
      return { offset: member.keyOffset, length: member.keyLength, path: node.path };
    }
  }
  const first = node.kind === 'object' ? node.members[0] : undefined;
  if (/[[{]/.test(document.text.charAt(node.offset)) || !first) {
    return { offset: node.offset, length: Math.min(1, node.length), path: node.path };
  }
  return { offset: first.keyOffset, length: first.keyLength, path: node.path };
}

/** A value itself, or its head where it is an object or an array. */
export function shortPlace(document: MetadataDocument, node: Node): Place {
  return node.kind === 'object' || node.kind === 'array' ? headOf(document, node) : node;
}

/** A safe fix of one edit, or none where the edit cannot be made. */
export function safeFix(title: string, edits: readonly TextEdit[] | undefined): readonly Fix[] {
  return edits ? [{ title, edits, safe: true }] : [];
}

/** A fix that a person should look at before taking it. */
export function proposedFix(title: string, edits: readonly TextEdit[] | undefined): readonly Fix[] {
  return edits ? [{ title, edits, safe: false }] : [];
}
