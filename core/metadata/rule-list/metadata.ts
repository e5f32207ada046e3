import type { RuleInfo } from './rule-info.ts';

/** Findings about any descriptor: its bytes and its syntax. */
export const METADATA_RULES: Readonly<Record<string, RuleInfo>> = {
  'metadata/byte-order-mark': { severity: 'error', title: 'JSON has no byte order mark' },
  'metadata/duplicate-key': { severity: 'error', title: 'A key stands in an object once' },
  'metadata/endless-alias': { severity: 'error', title: 'An alias does not hold itself' },
  'metadata/excluded': {
    severity: 'info',
    title: 'A file that is checked is not excluded by the configuration',
  },
  'metadata/not-an-object': { severity: 'error', title: 'A descriptor is an object' },
  'metadata/not-utf-8': { severity: 'error', title: 'A descriptor is UTF-8 text' },
  'metadata/syntax': { severity: 'error', title: 'The text is JSON or YAML' },
  'metadata/too-deep': { severity: 'error', title: 'Nesting is bounded' },
  'metadata/too-large': { severity: 'error', title: 'The size of a descriptor is bounded' },
  'metadata/too-many-aliases': { severity: 'error', title: 'What aliases stand for is bounded' },
  'metadata/too-many-findings': { severity: 'info', title: 'Findings that are shown are bounded' },
  'metadata/unknown-anchor': { severity: 'error', title: 'An alias names an anchor' },
  'metadata/unused-suppression': {
    severity: 'hint',
    title: 'A comment that suppresses a rule has an effect',
  },
  'metadata/unknown-kind': { severity: 'warning', title: 'A file that is checked is a data package or STAC' },
};
