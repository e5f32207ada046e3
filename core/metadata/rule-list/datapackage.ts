import type { RuleInfo } from './rule-info.ts';

/** Findings about Data Packages, resources, table schemas and dialects. */
export const DATA_PACKAGE_RULES: Readonly<Record<string, RuleInfo>> = {
  'datapackage/duplicate-field-name': { severity: 'error', title: 'Field names are unique in a schema' },
  'datapackage/duplicate-resource-name': {
    severity: 'error',
    title: 'Resource names are unique in a package',
  },
  'datapackage/duplicate-value': { severity: 'error', title: 'An entry of a list stands in it once' },
  'datapackage/empty': { severity: 'error', title: 'A value that is needed is not empty' },
  'datapackage/empty-file': { severity: 'warning', title: 'A data file has bytes' },
  'datapackage/foreign-key-length': {
    severity: 'error',
    title: 'A foreign key refers to as many fields as it has',
  },
  'datapackage/missing-file': { severity: 'error', title: 'What a path names is there' },
  'datapackage/missing-property': { severity: 'error', title: 'Required properties are there' },
  'datapackage/misspelt-property': { severity: 'warning', title: 'Properties are spelt as in the standard' },
  'datapackage/no-data': { severity: 'error', title: 'A resource has data' },
  'datapackage/not-a-file': { severity: 'error', title: 'A path names a file' },
  'datapackage/out-of-range': { severity: 'error', title: 'A number lies in the range of its property' },
  'datapackage/path-and-data': { severity: 'error', title: 'A resource has its data in one place' },
  'datapackage/too-few': { severity: 'error', title: 'A list has as many entries as it needs' },
  'datapackage/too-many': { severity: 'error', title: 'A list has no more entries than it may' },
  'datapackage/unknown-field': { severity: 'error', title: 'Keys name fields that exist' },
  'datapackage/unknown-field-type': { severity: 'error', title: 'A field has a type of the standard' },
  'datapackage/unknown-resource': {
    severity: 'error',
    title: 'A foreign key refers to a resource of the package',
  },
  'datapackage/unknown-value': {
    severity: 'error',
    title: 'A value is one of those that its property takes',
  },
  'datapackage/unsafe-path': { severity: 'error', title: 'Paths stay in the package' },
  'datapackage/url-instead-of-path': { severity: 'warning', title: 'A resource has "path", not "url"' },
  'datapackage/wrong-form': { severity: 'error', title: 'A text has the form of its property' },
  'datapackage/wrong-type': { severity: 'error', title: 'A value has the type of its property' },
  'datapackage/wrong-value': { severity: 'error', title: 'A value is the only one that its property takes' },
};
