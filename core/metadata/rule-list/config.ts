import type { RuleInfo } from './rule-info.ts';

/** Findings about a `waybill.config.yaml`. */
export const CONFIG_RULES: Readonly<Record<string, RuleInfo>> = {
  'config/empty': { severity: 'error', title: 'A value that is needed is not empty' },
  'config/fixed-rule': { severity: 'warning', title: 'Only rules that may be configured are configured' },
  'config/missing-property': { severity: 'error', title: 'Required properties are there' },
  'config/missing-schema': { severity: 'error', title: 'The schemas of a configuration are there' },
  'config/unknown-property': { severity: 'warning', title: 'A configuration holds what has an effect' },
  'config/unknown-rule': { severity: 'warning', title: 'A configuration names rules that exist' },
  'config/unknown-value': { severity: 'error', title: 'A value is one of those that its property takes' },
  'config/wrong-form': { severity: 'error', title: 'A text has the form of its property' },
  'config/wrong-type': { severity: 'error', title: 'A value has the type of its property' },
};
