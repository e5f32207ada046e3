import type { DocumentKind, MetadataDocument } from '../document.ts';
import type { Surroundings } from '../surroundings.ts';
import { memberOf } from '../tree.ts';
import { offerResources } from './add-resources.ts';
import { offerConversion } from './convert.ts';
import { offerExtraction } from './extract.ts';
import { offerInlining } from './inline.ts';
import { offerKeyList } from './key-lists.ts';
import type { Offer } from './offer.ts';
import { offerOrganised } from './organise.ts';
import { offerSizeAndHash } from './size-and-hash.ts';
import { offerSortedFields } from './sort-fields.ts';
import { offerFromCatalogue } from './stac/catalogue-offers.ts';
import { offerMigration } from './stac/upgrade-stac.ts';
import { offerUpgrade } from './upgrade.ts';
import { offerWrapping } from './wrap-resource.ts';

const KINDS: readonly DocumentKind[] = ['datapackage', 'dataresource', 'tableschema', 'tabledialect'];

/**
 * What can be done at an offset of a document that no finding asks for. Cheap: the changes themselves are worked out
 * when one is chosen.
 */
export function offersAt(document: MetadataDocument, offset: number, surroundings: Surroundings): Offer[] {
  if (document.kind.startsWith('stac-')) {
    return [
      ...atHead(document, offset, offerMigration(document)),
      ...offerFromCatalogue(document, offset, surroundings),
    ];
  }
  if (!KINDS.includes(document.kind)) {
    return [];
  }
  return [
    ...offerExtraction(document, offset, surroundings),
    ...offerInlining(document, offset, surroundings),
    ...offerKeyList(document, offset),
    ...offerSortedFields(document, offset, surroundings),
    ...offerSizeAndHash(document, offset, surroundings),
    ...offerResources(document, offset, surroundings),
    ...offerWrapping(document, surroundings),
    ...atHead(document, offset, [...offerUpgrade(document), ...offerConversion(document, surroundings)]),
    ...offerOrganised(document),
  ];
}

/** Where a document says what it is. */
const HEAD: readonly string[] = ['$schema', 'profile', 'stac_version'];

/** What is about the whole document is found where it begins, and where it says what it is. */
function atHead({ root }: MetadataDocument, offset: number, offers: readonly Offer[]): Offer[] {
  const isWithin = (name: string): boolean => {
    const member = memberOf(root, name);
    const end = member?.value && member.value.offset + member.value.length;
    return member !== undefined && end !== undefined && offset >= member.keyOffset && offset <= end;
  };
  const isHead = root !== undefined && (offset <= root.offset || HEAD.some(isWithin));
  return offers.map((offer) => (isHead ? { ...offer, kindHere: 'refactor.rewrite' } : offer));
}
