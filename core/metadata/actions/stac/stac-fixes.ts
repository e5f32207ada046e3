import type { Fix } from '../../problem.ts';
import { closeFixes, nullBoxFixes, orientFixes, swapFixes } from '../geometry-fixes.ts';
import type { Makers, Subject } from '../subject.ts';
import { mediaTypeFormFixes, mediaTypesFixes, rolesFixes } from './asset-fixes.ts';
import { exchangeFixes, exchangeItemsFixes } from './exchange.ts';
import {
  bandsTwiceFixes,
  deprecatedExtensionFixes,
  formerFieldFixes,
  upgradeExtensionFixes,
} from './extension-fixes.ts';
import { firstBoxFixes, firstIntervalFixes, openIntervalFixes } from './extent-fixes.ts';
import {
  collectionLinkFixes,
  licenseLinkFixes,
  linkTypesFixes,
  machinePathFixes,
  missingFileFixes,
  missingSelfFixes,
  orphanFixes,
  removeLinkFixes,
  repeatedLinkFixes,
  selfFileNameFixes,
  targetKindFixes,
} from './link-fixes.ts';
import { missingStacFixes } from './missing-fixes.ts';
import { nominalTimeFixes, nullTimeFixes, timeInRangeFixes } from './time-fixes.ts';
import { migrationFixes } from './upgrade-stac.ts';
import {
  deprecatedLicenseFixes,
  extremesFixes,
  idOfFileFixes,
  itemAssetFieldsFixes,
  liftFixes,
  positionLengthFixes,
  positiveFixes,
  releasedVersionFixes,
  removeAssetFixes,
  removeMemberFixes,
  removeRepeatedFixes,
  reservedInIdFixes,
  shapeOrderFixes,
  transformOrderFixes,
} from './value-fixes.ts';

const migrate = ({ document }: Subject): readonly Fix[] => migrationFixes(document);

/** Fixes that may be safe: all that "fix all" needs. */
export const STAC_SAFE_MAKERS: Makers = {
  'stac/bands-twice': bandsTwiceFixes,
  'stac/collection-link': collectionLinkFixes,
  'stac/deprecated-extension': deprecatedExtensionFixes,
  'stac/extent-first-box': firstBoxFixes,
  'stac/extent-first-interval': firstIntervalFixes,
  'stac/link-target-kind': targetKindFixes,
  'stac/machine-path': machinePathFixes,
  'stac/missing-media-type': mediaTypesFixes,
  'stac/missing-property': missingStacFixes,
  'stac/repeated-summary': removeRepeatedFixes,
  'stac/ring-orientation': orientFixes,
  'stac/transform-order': transformOrderFixes,
  'stac/unclosed-ring': closeFixes,
  'stac/unknown-extension-field': formerFieldFixes,
  'stac/value-of-all-bands': liftFixes,
  'stac/wrong-type': nullBoxFixes,
};

/** By code: fixes of STAC objects that are made when somebody asks for them. */
export const STAC_MAKERS: Makers = {
  ...STAC_SAFE_MAKERS,
  'stac/broken-link': missingFileFixes,
  'stac/catalog-summaries': removeMemberFixes,
  'stac/datetime-outside-range': timeInRangeFixes,
  'stac/deprecated-license': deprecatedLicenseFixes,
  'stac/grid-mismatch': shapeOrderFixes,
  'stac/interval-order': exchangeItemsFixes,
  'stac/item-as-asset': removeAssetFixes,
  'stac/item-asset-fields': itemAssetFieldsFixes,
  'stac/item-file-name': idOfFileFixes,
  'stac/license-expression': migrate,
  'stac/link-cycle': removeLinkFixes,
  'stac/link-not-allowed': removeLinkFixes,
  'stac/link-without-type': linkTypesFixes,
  'stac/media-type-form': mediaTypeFormFixes,
  'stac/missing-asset': missingFileFixes,
  'stac/missing-license-link': licenseLinkFixes,
  'stac/missing-roles': rolesFixes,
  'stac/missing-self': missingSelfFixes,
  'stac/mixed-versions': migrate,
  'stac/negative-deviation': positiveFixes,
  'stac/newer-extension': upgradeExtensionFixes,
  'stac/newer-version': migrate,
  'stac/no-nominal-datetime': nominalTimeFixes,
  'stac/null-datetime': nullTimeFixes,
  'stac/one-sided-link': removeLinkFixes,
  'stac/open-interval': openIntervalFixes,
  'stac/orphan': orphanFixes,
  'stac/position-length': positionLengthFixes,
  'stac/repeated-link': repeatedLinkFixes,
  'stac/reserved-in-id': reservedInIdFixes,
  'stac/self-file-name': selfFileNameFixes,
  'stac/statistics-order': extremesFixes,
  'stac/summary-of-collection-field': removeMemberFixes,
  'stac/summary-range-order': extremesFixes,
  'stac/swapped-coordinates': swapFixes,
  'stac/time-range-order': exchangeFixes('Exchange start and end', 'start_datetime', 'end_datetime'),
  'stac/unknown-extension-version': upgradeExtensionFixes,
  'stac/unpublished-before-published': exchangeFixes('Exchange the two times', 'published', 'unpublished'),
  'stac/unsupported-version': releasedVersionFixes,
  'stac/updated-before-created': exchangeFixes('Exchange the two times', 'created', 'updated'),
  'stac/version-of-itself': removeLinkFixes,
};
