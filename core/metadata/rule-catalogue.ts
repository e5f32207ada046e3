import { CONFIG_RULES } from './rule-list/config.ts';
import { DATA_RULES } from './rule-list/data.ts';
import { DATA_PACKAGE_RULES } from './rule-list/datapackage.ts';
import { METADATA_RULES } from './rule-list/metadata.ts';
import type { RuleInfo } from './rule-list/rule-info.ts';
import { STAC_RULES } from './rule-list/stac.ts';

/** Every code that a finding about a document or its data can have. */
export const RULES: Readonly<Record<string, RuleInfo>> = {
  ...METADATA_RULES,
  ...DATA_PACKAGE_RULES,
  ...STAC_RULES,
  ...DATA_RULES,
  ...CONFIG_RULES,
};
