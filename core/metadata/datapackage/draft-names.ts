import type { MetadataDocument } from '../document.ts';
import { renameKey } from '../edits.ts';
import { safeFix } from '../finding.ts';
import type { Member } from '../node.ts';
import type { Fix } from '../problem.ts';
import { memberOf, type ObjectNode, textOf } from '../tree.ts';

/** By the list that an object stands in: what the drafts of the standard called a property, and what it is now. */
const NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  licenses: { id: 'name', type: 'name', url: 'path' },
  sources: { name: 'title', web: 'path', url: 'path' },
  contributors: { name: 'title', web: 'path', url: 'path' },
  fields: { id: 'name' },
};

/**
 * Renames the properties of an entry that is written as in the first drafts of the standard, of which many packages
 * are left. Nothing where the entry has none of them, or has both names.
 */
export function draftNameFixes(document: MetadataDocument, entry: ObjectNode): readonly Fix[] {
  const old = draftNames(entry);
  const edits = old.map(({ member, name }) => renameKey(document, member, name));
  const title = `Rename to ${old.map(({ name }) => `"${name}"`).join(' and ')}`;
  return edits.length === 0 || edits.includes(undefined)
    ? []
    : safeFix(
        title,
        edits.flatMap((each) => each ?? []),
      );
}

/** A member by the name that a draft of the standard had for it. */
export interface DraftName {
  readonly member: Member;
  /** What it is called now; the entry has nothing of that name. */
  readonly name: string;
}

/** The members of an entry of a list that are called as in the drafts of the standard. */
export function draftNames(entry: ObjectNode): readonly DraftName[] {
  const list = String(entry.path.at(-2));
  const names = (Object.hasOwn(NAMES, list) ? NAMES[list] : undefined) ?? {};
  const renamed = new Set<string>();
  return entry.members.flatMap((member) => {
    const name = Object.hasOwn(names, member.key) ? names[member.key] : undefined;
    const isClear = name !== undefined && !memberOf(entry, name) && !renamed.has(name);
    if (!isClear || textOf(member.value) === undefined) {
      return [];
    }
    renamed.add(name);
    return [{ member, name }];
  });
}
