import type { StacRule } from '../stac-rule.ts';
import { checkAssetFacts } from './asset-file-rules.ts';
import { checkItemsExtent } from './items-extent-rules.ts';
import { checkItemsSummaries } from './items-summary-rules.ts';
import {
  checkAssetFiles,
  checkCollectionId,
  checkLinkTargets,
  checkMixedVersions,
} from './link-target-rules.ts';
import { checkStructure } from './structure-rules.ts';
import { checkLinkStyle } from './style-rules.ts';

/** Rules that look at other files: what is linked, who links here, and the files of assets. */
export const GRAPH_RULES: readonly StacRule[] = [
  checkLinkTargets,
  checkCollectionId,
  checkMixedVersions,
  checkStructure,
  checkLinkStyle,
  checkAssetFiles,
  checkAssetFacts,
  checkItemsExtent,
  checkItemsSummaries,
];
