/**
 * Properties of data packages that people write on purpose although a version of the standard does not have them.
 * They look like slips of others: `related` like `created`, `scheme` like `schema`.
 */
export const OTHER_PROPERTIES: ReadonlySet<string> = new Set([
  // Of the drafts and of the other version: rules of their own speak of them where they matter.
  ...['license', 'role', 'roles', 'url', 'profile', 'type'],
  // Of the recipes of the standard; `resources` are the files inside an archive.
  ...['languages', 'resources', 'compression', 'relationships', 'package', 'packages', 'datasets', 'unit'],
  // Of tools: frictionless-py, DataHub, CKAN, Open Spending.
  ...['scheme', 'schemes', 'control', 'layout', 'hashing', 'innerpath', 'extrapaths', 'stats', 'detector'],
  ...[
    'views',
    'related',
    'collection',
    'publisher',
    'publishers',
    'maintainers',
    'authors',
    'author',
    'source',
  ],
  ...['temporal', 'spatial', 'model', 'mapping', 'format_version', 'labels', 'label', 'values', 'modified'],
]);
