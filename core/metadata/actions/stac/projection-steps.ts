import type { MetadataDocument } from '../../document.ts';
import { removeMember, renameKey, replaceWith } from '../../edits.ts';
import type { Node } from '../../node.ts';
import { memberOf, type ObjectNode, plainValue } from '../../tree.ts';
import { type Step, together } from './merge-bands.ts';
import { projectionCode } from './old-fields.ts';

/** `proj:code` in the place of `proj:epsg` (projection extension, CHANGELOG.md). */
export function* projectionSteps(document: MetadataDocument, owner: ObjectNode): Generator<Step> {
  const member = memberOf(owner, 'proj:epsg');
  if (!member?.value) {
    return;
  }
  if (memberOf(owner, 'proj:code')) {
    yield removeMember(document, owner, member);
    return;
  }
  const values = codesIn(member.value).map((node) => {
    const code = projectionCode(plainValue(node));
    return code === null ? [] : code === undefined ? undefined : replaceWith(document, node, code);
  });
  yield together([renameKey(document, member, 'proj:code'), ...values]);
}

/** The codes themselves: one, those of a summary, or the ends of a range. */
function codesIn(value: Node): readonly Node[] {
  return value.kind === 'array'
    ? value.items
    : value.kind === 'object'
      ? value.members.flatMap((member) => member.value ?? [])
      : [value];
}
