import type { MetadataDocument } from '../document.ts';
import { replaceWith } from '../edits.ts';
import type { Node } from '../node.ts';
import { innermostAt, memberOf, memberValue } from '../tree.ts';
import type { Offer } from './offer.ts';

/** Keys that name fields: version 1 takes one name as a text, version 2 wants a list. */
const KEYS = ['primaryKey', 'fields', 'uniqueKeys'];

/** Writes the only name of a key as a list of one, so that others can be added. In version 2 a finding asks for it. */
export function offerKeyList(document: MetadataDocument, offset: number): Offer[] {
  const node = keyAt(document, offset);
  return document.version === '1.0' && node?.kind === 'string' && node.value !== ''
    ? [
        {
          id: 'key-list',
          title: `Write "${String(node.path.at(-1))}" as a list`,
          kind: 'refactor.rewrite',
          change: () => {
            const edits = replaceWith(document, node, [node.value]);
            return edits && { edits };
          },
        },
      ]
    : [];
}

function keyAt(document: MetadataDocument, offset: number): Node | undefined {
  const at = innermostAt(document.root, offset);
  const node = at?.member ? memberValue(at.node, at.member.key) : at?.node;
  const last = node?.path.at(-1);
  return typeof last === 'string' && KEYS.includes(last) && !memberOf(node, 'fields') ? node : undefined;
}
