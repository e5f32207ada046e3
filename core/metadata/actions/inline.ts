import type { MetadataDocument } from '../document.ts';
import { replaceWith } from '../edits.ts';
import type { Surroundings } from '../surroundings.ts';
import { mayHoldComments } from './convert.ts';
import { writableValue } from './node-value.ts';
import type { Offer } from './offer.ts';
import { memberPart } from './placed-part.ts';

/** Writes a table schema or a dialect from a file of its own into the resource that names the file. */
export function offerInlining(
  document: MetadataDocument,
  offset: number,
  surroundings: Surroundings,
): Offer[] {
  const part = memberPart(document, offset);
  const node = part?.value;
  const file = node?.kind === 'string' ? surroundings.document(node.value) : undefined;
  if (!part || node?.kind !== 'string' || file?.root?.kind !== 'object' || file.syntax.length > 0) {
    return [];
  }
  const { root } = file;
  const loss = file.language === 'yaml' && mayHoldComments(file.text) ? ', without its comments' : '';
  return [
    {
      id: `inline-${part.name}`,
      title: `Write "${node.value}" here${loss} (the file stays)`,
      kind: 'refactor.inline',
      change: () => {
        const value = writableValue(file, root);
        if (!(value instanceof Map)) {
          return undefined;
        }
        value.delete('$schema'); // counts at the root of a file only
        const edits = replaceWith(document, node, value);
        return edits && { edits };
      },
    },
  ];
}
