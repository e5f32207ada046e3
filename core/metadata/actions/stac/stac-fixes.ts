import { closeFixes, nullBoxFixes, nullDatetimeFixes, orientFixes, swapFixes } from '../geometry-fixes.ts';
import type { Makers } from '../subject.ts';
import { migrationFixes } from './upgrade-stac.ts';

/** By code: fixes of STAC objects that are made when somebody asks for them. */
export const STAC_MAKERS: Makers = {
  'stac/missing-property': nullDatetimeFixes,
  'stac/newer-version': ({ document }) => migrationFixes(document),
  'stac/ring-orientation': orientFixes,
  'stac/swapped-coordinates': swapFixes,
  'stac/unclosed-ring': closeFixes,
  'stac/wrong-type': nullBoxFixes,
};

/** Those of them that may be safe. */
export const STAC_SAFE_MAKERS: Makers = {
  'stac/ring-orientation': orientFixes,
  'stac/unclosed-ring': closeFixes,
};
