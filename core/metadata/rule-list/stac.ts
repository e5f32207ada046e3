import type { RuleInfo } from './rule-info.ts';
import { STAC_GRAPH_RULES } from './stac-graph.ts';
import { STAC_OBJECT_RULES } from './stac-objects.ts';

/** Findings about STAC objects. */
export const STAC_RULES: Readonly<Record<string, RuleInfo>> = {
  ...STAC_GRAPH_RULES,
  ...STAC_OBJECT_RULES,
  'stac/bbox-length': { severity: 'error', title: 'A bounding box has four or six numbers' },
  'stac/bbox-mismatch': { severity: 'warning', title: 'A bounding box holds its geometry' },
  'stac/bbox-order': { severity: 'error', title: 'A bounding box runs from south to north' },
  'stac/bbox-without-geometry': { severity: 'error', title: 'An item without geometry has no bounding box' },
  'stac/collection-link': { severity: 'error', title: 'An item of a collection links to it' },
  'stac/deprecated-extension': { severity: 'warning', title: 'An extension is not given up' },
  'stac/duplicate-value': { severity: 'error', title: 'An entry of a list stands in it once' },
  'stac/empty': { severity: 'error', title: 'A value that is needed is not empty' },
  'stac/extension-not-checked': { severity: 'info', title: 'An extension is one whose fields are checked' },
  'stac/extension-scope': {
    severity: 'warning',
    title: 'An extension is for the kind of object that declares it',
  },
  'stac/extension-short-name': {
    severity: 'warning',
    title: 'An extension is declared by the address of its schema',
  },
  'stac/missing-entry': { severity: 'error', title: 'A list has the entries that it needs' },
  'stac/missing-property': { severity: 'error', title: 'Required properties are there' },
  'stac/misspelt-property': { severity: 'warning', title: 'Properties are spelt as in the standard' },
  'stac/newer-extension': { severity: 'info', title: 'An extension is declared in its newest version' },
  'stac/null-datetime': { severity: 'error', title: 'An item has a time or a range of times' },
  'stac/out-of-range': { severity: 'error', title: 'A number lies in the range of its property' },
  'stac/too-few': { severity: 'error', title: 'A list has as many entries as it needs' },
  'stac/too-many': { severity: 'error', title: 'A list has no more entries than it may' },
  'stac/undeclared-extension': {
    severity: 'warning',
    title: 'An extension whose fields are used is declared',
  },
  'stac/unexpected-property': {
    severity: 'error',
    title: 'A property belongs where it stands',
  },
  'stac/unknown-extension-field': {
    severity: 'error',
    title: 'A field with the prefix of an extension is one of its fields',
  },
  'stac/unknown-extension-version': {
    severity: 'warning',
    title: 'The version of an extension is one that is checked',
  },
  'stac/unknown-geometry-type': { severity: 'error', title: 'A geometry has a type of GeoJSON' },
  'stac/unknown-value': { severity: 'error', title: 'A value is one of those that its property takes' },
  'stac/unsupported-version': { severity: 'warning', title: 'The version of STAC is one that is checked' },
  'stac/unused-extension': { severity: 'warning', title: 'An extension that is declared is used' },
  'stac/wrong-form': { severity: 'error', title: 'A text has the form of its property' },
  'stac/wrong-type': { severity: 'error', title: 'A value has the type of its property' },
  'stac/wrong-value': { severity: 'error', title: 'A value is the only one that its property takes' },
};
