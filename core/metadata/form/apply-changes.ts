import type { PathSegment } from '#core/base/json-pointer.ts';
import type { MetadataDocument } from '../document.ts';
import { applyEdits, composeEdits } from '../edits/compose.ts';
import {
  insertItem,
  insertMember,
  moveItem,
  removeItem,
  removeMember,
  replaceText,
  replaceWith,
} from '../edits.ts';
import type { Node } from '../node.ts';
import { parseMetadata } from '../parse.ts';
import type { TextEdit } from '../problem.ts';
import { childOf, memberOf, nodeAtPath } from '../tree.ts';
import type { FormChange } from './form-change.ts';

/** So many items are put behind a list at once. */
const MAX_RUN = 10_000;
/** Characters: the text is read again after each step, and nobody waits for longer than that takes. */
const MAX_READ = 200_000_000;

/** The edits that make all changes, or why they cannot be made. */
export type AppliedChanges = { readonly edits: readonly TextEdit[] } | { readonly refused: string };

/**
 * Makes changes of a form one after the other, as the smallest edits of the text: comments, the order of keys and
 * the style of everything else stay. Either all changes are made or none.
 */
export function applyFormChanges(document: MetadataDocument, changes: readonly FormChange[]): AppliedChanges {
  if (document.syntax.some(({ severity }) => severity === 'error')) {
    // What the tree of a broken text lacks may stand in the text.
    return { refused: 'The text has syntax errors: mend them in the text first.' };
  }
  let current = document;
  let edits: readonly TextEdit[] = [];
  let read = 0;
  for (let done = 0; done < changes.length; ) {
    read += current.text.length;
    if (read > MAX_READ) {
      return { refused: 'These are too many changes for a text this long: make fewer of them at once.' };
    }
    const run = runFrom(changes, done);
    const appended = appendAll(current, run);
    const [change] = run;
    const made = appended ?? (change && editsOf(current, change));
    if (!made) {
      return { refused: `The form cannot write ${shown(change?.path ?? [])}: change it in the text.` };
    }
    done += appended ? run.length : 1;
    edits = composeEdits(document.text.length, edits, made);
    current = parseMetadata({
      name: document.name,
      text: applyEdits(current.text, made),
      before: current,
    });
  }
  return { edits };
}

/** The changes from one on that insert items behind each other in the same list; one change where it is another. */
function runFrom(changes: readonly FormChange[], from: number): readonly FormChange[] {
  const first = changes[from];
  let end = from + 1;
  for (let next = changes[end]; first && next && isNext(first, next, end - from); next = changes[end]) {
    if (++end - from === MAX_RUN) {
      break;
    }
  }
  return changes.slice(from, end);
}

function isNext(first: FormChange, next: FormChange, behind: number): boolean {
  return (
    first.kind === 'insert' &&
    next.kind === 'insert' &&
    next.index === first.index + behind &&
    next.path.length === first.path.length &&
    next.path.every((segment, depth) => segment === first.path[depth])
  );
}

/** Items behind the last one of a list in one step, however many: reading the text after each would take too long. */
function appendAll(document: MetadataDocument, run: readonly FormChange[]): readonly TextEdit[] | undefined {
  const [first, second] = run;
  const list = first && nodeAtPath(document.root, first.path);
  if (first?.kind !== 'insert' || !second || list?.kind !== 'array' || list.items.length !== first.index) {
    return undefined;
  }
  const inserted: string[] = [];
  const offsets = new Set<number>();
  for (const change of run) {
    const [edit, more] = ('value' in change && insertItem(document, list, first.index, change.value)) || [];
    if (!edit || more || edit.length > 0) {
      return undefined;
    }
    offsets.add(edit.offset);
    inserted.push(edit.text);
  }
  const [offset] = offsets;
  return offset !== undefined && offsets.size === 1 && list.items.length > 0
    ? [{ offset, length: 0, text: inserted.join('') }]
    : undefined;
}

function editsOf(document: MetadataDocument, change: FormChange): readonly TextEdit[] | undefined {
  const node = nodeAtPath(document.root, change.path);
  switch (change.kind) {
    case 'set':
      return node ? replace(document, node, change.value) : insert(document, change.path, change.value);
    case 'remove':
      return remove(document, change.path);
    case 'insert':
      if (!node) {
        return change.index === 0 ? insert(document, change.path, [change.value]) : undefined;
      }
      return node.kind === 'array' && change.index <= node.items.length
        ? insertItem(document, node, change.index, change.value)
        : undefined;
    case 'move':
      return node?.kind === 'array' && Math.max(change.from, change.to) < node.items.length
        ? moveItem(document, node, change.from, change.to)
        : undefined;
  }
}

function replace(document: MetadataDocument, node: Node, value: unknown): readonly TextEdit[] | undefined {
  // An empty text has quotes because it needs them; what follows it need not.
  const keepsQuotes = node.kind === 'string' && node.value !== '' && typeof value === 'string';
  const asText = keepsQuotes ? replaceText(document, node, value) : undefined;
  return asText ?? replaceWith(document, node, value);
}

/** Adds a value below the deepest object that is there, with the objects between them. */
function insert(
  document: MetadataDocument,
  path: readonly PathSegment[],
  value: unknown,
): readonly TextEdit[] | undefined {
  let owner: Node | undefined = document.root;
  let depth = 0;
  for (const segment of path) {
    const child = childOf(owner, segment);
    if (!child) {
      break;
    }
    owner = child;
    depth += 1;
  }
  const [key, ...rest] = path.slice(depth);
  if (owner?.kind !== 'object' || typeof key !== 'string' || memberOf(owner, key)) {
    return undefined;
  }
  let nested = value;
  for (const segment of rest.toReversed()) {
    if (typeof segment !== 'string') {
      return undefined;
    }
    nested = { [segment]: nested };
  }
  return insertMember(document, owner, key, nested);
}

/** Removes a value. A member that was the only one of its object takes that object with it: `constraints: {}`. */
function remove(document: MetadataDocument, path: readonly PathSegment[]): readonly TextEdit[] | undefined {
  const last = path.at(-1);
  const owner = nodeAtPath(document.root, path.slice(0, -1));
  if (owner?.kind === 'array' && typeof last === 'number') {
    return last < owner.items.length ? removeItem(document, owner, last) : undefined;
  }
  const member = typeof last === 'string' ? memberOf(owner, last) : undefined;
  if (owner?.kind !== 'object' || !member) {
    return [];
  }
  const isOnlyOne = owner.members.length === 1 && typeof path.at(-2) === 'string';
  return isOnlyOne ? remove(document, path.slice(0, -1)) : removeMember(document, owner, member);
}

function shown(path: readonly PathSegment[]): string {
  return path.length === 0 ? 'the descriptor' : `"${path.join('.')}"`;
}
