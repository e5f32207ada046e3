import { resourcesOf } from '../datapackage/resources.ts';
import { judgePath } from '../datapackage/safe-path.ts';
import type { MetadataDocument } from '../document.ts';
import { editInRounds } from '../edits/rounds.ts';
import { insertMember, replaceText, replaceWith } from '../edits.ts';
import type { TextEdit } from '../problem.ts';
import type { Surroundings } from '../surroundings.ts';
import { memberOf, memberValue, numberOf, type ObjectNode, textOf } from '../tree.ts';
import type { Offer } from './offer.ts';
import { isWithinPart, resourceAt } from './placed-part.ts';

/** Writes the size and, where it is known, the SHA-256 of the file of a resource into it. */
export function offerSizeAndHash(
  document: MetadataDocument,
  offset: number,
  surroundings: Surroundings,
): Offer[] {
  const resource = resourceAt(document, offset);
  const path = textOf(memberValue(resource, 'path'));
  if (!resource || path === undefined || isWithinPart(document, offset)) {
    return [];
  }
  if (judgePath(path, document.version ?? '2.0').kind !== 'local') {
    return [];
  }
  const fact = surroundings.file(path);
  const hash = surroundings.hash(path, 'sha256');
  const stated = textOf(memberValue(resource, 'hash'));
  const isSized = fact.kind !== 'file' || numberOf(memberValue(resource, 'bytes')) === fact.size;
  const isHashed = hash === undefined || stated?.toLowerCase() === `sha256:${hash}`;
  if (fact.kind !== 'file' || (isSized && isHashed)) {
    return [];
  }
  const index = resourcesOf(document).indexOf(resource);
  return [
    {
      id: 'size-and-hash',
      title: `Write the size${hash === undefined ? '' : ' and the SHA-256'} of "${path}"`,
      kind: 'refactor.rewrite',
      change: () => {
        const { edits } = editInRounds(document, function* (current) {
          const same = resourcesOf(current)[index];
          if (same?.kind === 'object') {
            yield* missing(current, same, fact.size, hash);
          }
        });
        return edits.length > 0 ? { edits } : undefined;
      },
    },
  ];
}

function* missing(
  document: MetadataDocument,
  resource: ObjectNode,
  size: number,
  hash: string | undefined,
): Generator<readonly TextEdit[]> {
  const [bytes, stated] = [memberValue(resource, 'bytes'), memberValue(resource, 'hash')];
  if (numberOf(bytes) !== size) {
    const edits = bytes
      ? replaceWith(document, bytes, size)
      : insertMember(document, resource, 'bytes', size, { after: memberOf(resource, 'path') });
    yield edits ?? [];
    return; // the hash goes behind it, in the next round
  }
  const wanted = hash === undefined ? undefined : `sha256:${hash}`;
  if (wanted !== undefined && textOf(stated) !== wanted) {
    const edits = stated
      ? replaceText(document, stated, wanted)
      : insertMember(document, resource, 'hash', wanted, { after: memberOf(resource, 'bytes') });
    yield edits ?? [];
  }
}
