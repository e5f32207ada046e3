import { resourcesOf } from '../datapackage/resources.ts';
import { factsHold, singlePath, statedAlgorithm, writeFacts } from '../datapackage/update-facts.ts';
import type { MetadataDocument } from '../document.ts';
import type { HashAlgorithm, Surroundings } from '../surroundings.ts';
import type { Offer } from './offer.ts';
import { isWithinPart, resourceAt } from './placed-part.ts';

/** How people write the names of algorithms. */
const NAMES: Readonly<Record<HashAlgorithm, string>> = {
  md5: 'MD5',
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha512: 'SHA-512',
};

/** Writes the size and, where it is known, the hash of the file of a resource into it. */
export function offerSizeAndHash(
  document: MetadataDocument,
  offset: number,
  surroundings: Surroundings,
): Offer[] {
  const resource = resourceAt(document, offset);
  const path = resource && singlePath(resource, document);
  const fact = path === undefined ? undefined : surroundings.file(path);
  if (!resource || path === undefined || fact?.kind !== 'file' || isWithinPart(document, offset)) {
    return [];
  }
  const algorithm = statedAlgorithm(resource) ?? 'sha256';
  const hex = surroundings.hash(path, algorithm);
  const found = { bytes: fact.size, ...(hex !== undefined && { hash: { algorithm, hex } }) };
  if (factsHold(resource, found)) {
    return [];
  }
  const index = resourcesOf(document).indexOf(resource);
  return [
    {
      id: 'size-and-hash',
      title: `Write the size${hex === undefined ? '' : ` and the ${NAMES[algorithm]}`} of "${path}"`,
      kind: 'refactor.rewrite',
      change: () => {
        const edits = writeFacts(document, (_, at) => (at === index ? found : undefined));
        return edits.length > 0 ? { edits } : undefined;
      },
    },
  ];
}
