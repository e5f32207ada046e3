import { PROFILE_ADDRESSES } from '../datapackage/profiles.ts';
import type { MetadataDocument } from '../document.ts';
import type { Surroundings } from '../surroundings.ts';
import { memberValue, textOf } from '../tree.ts';
import { fileText, isFree } from './new-file.ts';
import { writableValue } from './node-value.ts';
import type { Offer } from './offer.ts';

/** Makes a package beside a file that describes a single resource, with that resource in it. */
export function offerWrapping(document: MetadataDocument, surroundings: Surroundings): Offer[] {
  const { root, kind, language } = document;
  const path = `datapackage.${language}`;
  if (
    kind !== 'dataresource' ||
    root?.kind !== 'object' ||
    document.syntax.length > 0 ||
    !isFree(path, surroundings)
  ) {
    return [];
  }
  return [
    {
      id: 'wrap-resource',
      title: `Make a data package of this resource: "${path}"`,
      kind: 'refactor.extract',
      change: () => {
        const resource = writableValue(document, root);
        if (!(resource instanceof Map)) {
          return undefined;
        }
        resource.delete('$schema'); // counts at the root of a file only
        const isFirst = document.version === '1.0';
        const descriptor = {
          ...(!isFirst && { $schema: PROFILE_ADDRESSES.datapackage }),
          name: textOf(memberValue(root, 'name')),
          resources: [resource],
        };
        return {
          edits: [],
          files: [{ kind: 'create', path, text: fileText(document, descriptor, language) }],
        };
      },
    },
  ];
}
