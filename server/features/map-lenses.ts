import type { CodeLens } from 'vscode-languageserver/node';
import type { DocumentKind } from '#core/metadata/document.ts';
import { memberOf } from '#core/metadata/tree.ts';
import { SHOW_ON_MAP } from '#server/protocol/commands.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';

/** The members that say where something is. */
const PLACES: Partial<Record<DocumentKind, readonly string[]>> = {
  'stac-item': ['geometry', 'bbox'],
  'stac-collection': ['extent'],
  'stac-itemcollection': ['features'],
};

/** "Show on Map" above each member of a STAC object that says where it is. */
export function provideMapLenses(
  { metadata: { root, kind }, text, uri }: OpenDocument,
  commands: ReadonlySet<string>,
): CodeLens[] {
  const keys = (commands.has(SHOW_ON_MAP) && PLACES[kind]) || [];
  return keys.flatMap((key) => {
    const member = memberOf(root, key);
    if (!member) {
      return [];
    }
    const start = text.positionAt(member.keyOffset);
    const command = { title: 'Show on Map', command: SHOW_ON_MAP, arguments: [uri] };
    return [{ range: { start, end: start }, command }];
  });
}
