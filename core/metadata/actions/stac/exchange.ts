import type { MetadataDocument } from '../../document.ts';
import { proposedFix } from '../../finding.ts';
import type { Node } from '../../node.ts';
import type { Fix, TextEdit } from '../../problem.ts';
import { memberValue } from '../../tree.ts';
import type { Subject } from '../subject.ts';

/** Exchanges two values as they are written. Undefined for what is more than a plain text or number. */
export function exchanged(
  document: MetadataDocument,
  one: Node | undefined,
  other: Node | undefined,
): readonly TextEdit[] | undefined {
  if (!one || !other || !isPlain(document, one) || !isPlain(document, other)) {
    return undefined;
  }
  return [
    { offset: one.offset, length: one.length, text: textAt(document, other) },
    { offset: other.offset, length: other.length, text: textAt(document, one) },
  ];
}

/** Exchanges two members of the object that a finding is about a member of. */
export function exchangeFixes(title: string, one: string, other: string) {
  return ({ document, owner }: Subject): readonly Fix[] =>
    proposedFix(title, exchanged(document, memberValue(owner, one), memberValue(owner, other)));
}

/** Exchanges the two ends of a list. */
export function exchangeItemsFixes({ document, owner }: Subject): readonly Fix[] {
  const [one, other] = owner?.kind === 'array' ? owner.items : [];
  return proposedFix('Exchange start and end', exchanged(document, one, other));
}

function isPlain(document: MetadataDocument, node: Node): boolean {
  return (
    (node.kind === 'string' || node.kind === 'number') &&
    node.length > 0 &&
    (document.language === 'json' || !'|>*&!'.includes(document.text.charAt(node.offset)))
  );
}

function textAt({ text }: MetadataDocument, { offset, length }: Node): string {
  return text.slice(offset, offset + length);
}
