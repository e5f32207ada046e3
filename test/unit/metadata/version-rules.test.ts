import { describeNotFound, describeRule } from './twins.ts';

const PROFILE = 'https://datapackage.org/profiles/2.0/datapackage.json';
const RESOURCES = '"resources": [{ "name": "a", "path": "a.csv" }]';
const RESOURCES_YAML = 'resources:\n  - name: a\n    path: a.csv\n';

describeRule('datapackage/version-not-stated', [
  {
    when: 'neither $schema nor profile is there',
    severity: 'info',
    json: `«{»\n  "name": "a",\n  ${RESOURCES}\n}`,
    yaml: `# mine\n«name»: a\n${RESOURCES_YAML}`,
    fix: {
      json: ['{\n  "name": "a",', `{\n  "$schema": "${PROFILE}",\n  "name": "a",`],
      yaml: ['# mine\nname: a', `# mine\n$schema: ${PROFILE}\nname: a`],
      safe: false,
    },
  },
]);

describeNotFound('datapackage/version-not-stated', [
  {
    when: 'a profile of version 1 is there',
    json: `{ "profile": "data-package", ${RESOURCES} }`,
    yaml: `profile: data-package\n${RESOURCES_YAML}`,
  },
]);

describeRule('datapackage/file-name', [
  {
    when: 'a package has a name of its own',
    severity: 'info',
    names: ['alps.datapackage.json', 'alps.datapackage.yaml'],
    json: `«{» "$schema": "${PROFILE}", ${RESOURCES} }`,
    yaml: `«$schema»: ${PROFILE}\n${RESOURCES_YAML}`,
  },
]);

describeNotFound('datapackage/file-name', [
  {
    when: 'the folder has the odd name, or the file is of another kind',
    names: ['alps/datapackage.json', 'dataresource.yaml'],
    json: `{ "$schema": "${PROFILE}", ${RESOURCES} }`,
    yaml: 'name: a\npath: a.csv\n',
  },
]);

describeRule('datapackage/nested-profile', [
  {
    when: 'a resource has $schema',
    severity: 'warning',
    json: `{ "$schema": "${PROFILE}", "resources": [{ «"$schema"»: "https://datapackage.org/profiles/2.0/dataresource.json", "name": "a", "path": "a.csv" }] }`,
    yaml: `$schema: ${PROFILE}\nresources:\n  - name: a\n    «$schema»: https://datapackage.org/profiles/2.0/dataresource.json\n    path: a.csv\n`,
    fix: {
      json: ['"$schema": "https://datapackage.org/profiles/2.0/dataresource.json", ', ''],
      yaml: ['    $schema: https://datapackage.org/profiles/2.0/dataresource.json\n', ''],
    },
  },
  {
    when: 'a table schema has $schema',
    json: `{ "$schema": "${PROFILE}", "resources": [{ "name": "a", "path": "a.csv", "type": "table",
  "schema": { «"$schema"»: "https://datapackage.org/profiles/2.0/tableschema.json", "fields": [] } }] }`,
    yaml: `$schema: ${PROFILE}
resources:
  - name: a
    path: a.csv
    type: table
    schema:
      fields: []
      «$schema»: https://datapackage.org/profiles/2.0/tableschema.json
`,
    fix: {
      json: ['"$schema": "https://datapackage.org/profiles/2.0/tableschema.json", ', ''],
      yaml: ['      $schema: https://datapackage.org/profiles/2.0/tableschema.json\n', ''],
    },
  },
  {
    when: 'a dialect has $schema',
    json: `{ "$schema": "${PROFILE}", "resources": [{ "name": "a", "path": "a.csv", "type": "table", "schema": { "fields": [] },
  "dialect": { "header": false, «"$schema"»: "https://datapackage.org/profiles/2.0/tabledialect.json" } }] }`,
    yaml: `$schema: ${PROFILE}
resources:
  - name: a
    path: a.csv
    type: table
    schema: {fields: []}
    dialect: {header: false, «$schema»: https://datapackage.org/profiles/2.0/tabledialect.json}
`,
    fix: {
      json: [', "$schema": "https://datapackage.org/profiles/2.0/tabledialect.json"', ''],
      yaml: [', $schema: https://datapackage.org/profiles/2.0/tabledialect.json', ''],
    },
  },
]);

describeNotFound('datapackage/nested-profile', [
  {
    when: 'the schema is a file by itself',
    names: ['tableschema.json', 'tableschema.yaml'],
    json: '{ "$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "fields": [] }',
    yaml: '$schema: https://datapackage.org/profiles/2.0/tableschema.json\nfields: []\n',
  },
]);

describeRule('datapackage/unknown-profile', [
  {
    when: 'the profile of a package is misspelt',
    severity: 'error',
    json: `{ "profile": «"tabular_data_package"», "resources": [{ "name": "a", "path": "a.csv" }] }`,
    yaml: `profile: «tabular_data_package»\n${RESOURCES_YAML}`,
    fix: {
      json: ['tabular_data_package', 'tabular-data-package'],
      yaml: ['tabular_data_package', 'tabular-data-package'],
    },
  },
  {
    when: 'the profile of a resource is that of a package',
    json: '{ "profile": "data-package", "resources": [{ "profile": «"tabular-data-package"», "name": "a", "path": "a.csv", "schema": { "fields": [] } }] }',
    yaml: 'profile: data-package\nresources:\n  - profile: «tabular-data-package»\n    name: a\n    path: a.csv\n    schema: {fields: []}\n',
    fix: {
      json: ['tabular-data-package', 'tabular-data-resource'],
      yaml: ['tabular-data-package', 'tabular-data-resource'],
    },
  },
  {
    when: 'the profile is a word that nobody knows',
    json: `{ "profile": «"mine"», ${RESOURCES} }`,
    yaml: `profile: «mine»\n${RESOURCES_YAML}`,
  },
]);

describeNotFound('datapackage/unknown-profile', [
  {
    when: 'the profile is an address or a file',
    json: `{ "profile": "https://example.org/profile", ${RESOURCES} }`,
    yaml: `profile: profiles/mine.json\n${RESOURCES_YAML}`,
  },
]);

describeRule('datapackage/not-tabular', [
  {
    when: 'a resource of a tabular package says nothing',
    severity: 'error',
    json: '{ "profile": "tabular-data-package", "resources": [«{» "name": "a", "path": "a.csv", "schema": { "fields": [] } }] }',
    yaml: 'profile: tabular-data-package\nresources:\n  - «name»: a\n    path: a.csv\n    schema:\n      fields: []\n',
    fix: {
      json: ['"fields": [] } }', '"fields": [] }, "profile": "tabular-data-resource" }'],
      yaml: ['fields: []\n', 'fields: []\n    profile: tabular-data-resource\n'],
    },
  },
  {
    when: 'a resource of a tabular package says that it is any data',
    json: '{ "profile": "https://specs.frictionlessdata.io/schemas/tabular-data-package.json", "resources": [{ "name": "a", "path": "a.csv", "profile": «"data-resource"» }] }',
    yaml: 'profile: https://specs.frictionlessdata.io/schemas/tabular-data-package.json\nresources:\n  - name: a\n    path: a.csv\n    profile: «data-resource»\n',
    fix: {
      json: ['"data-resource"', '"tabular-data-resource"'],
      yaml: [' data-resource', ' tabular-data-resource'],
    },
  },
]);

describeRule('datapackage/profile-instead-of-type', [
  {
    when: 'a table of version 2 has the profile of version 1',
    severity: 'warning',
    json: `{ "$schema": "${PROFILE}", "resources": [{ "name": "a", "path": "a.csv", «"profile"»: "tabular-data-resource", "schema": { "fields": [] } }] }`,
    yaml: `$schema: ${PROFILE}\nresources:\n  - name: a\n    path: a.csv\n    «profile»: tabular-data-resource # a table\n    schema: {fields: []}\n`,
    fix: {
      json: ['"profile": "tabular-data-resource"', '"type": "table"'],
      yaml: ['profile: tabular-data-resource # a', 'type: table # a'],
    },
  },
]);

describeRule('datapackage/obsolete-profile', [
  {
    when: 'a package of version 2 has a profile of the registry',
    severity: 'warning',
    json: `{ "$schema": "${PROFILE}", «"profile"»: "tabular-data-package", ${RESOURCES} }`,
    yaml: `$schema: ${PROFILE}\n«profile»: tabular-data-package\n${RESOURCES_YAML}`,
    fix: { json: ['"profile": "tabular-data-package", ', ''], yaml: ['profile: tabular-data-package\n', ''] },
  },
  {
    when: 'a package of version 2 has a profile of its own',
    json: `{ "$schema": "${PROFILE}", «"profile"»: "https://example.org/profile.json", ${RESOURCES} }`,
    yaml: `$schema: ${PROFILE}\n«profile»: https://example.org/profile.json\n${RESOURCES_YAML}`,
    fix: {
      json: ['"profile": "https://example.org/profile.json", ', ''],
      yaml: ['profile: https://example.org/profile.json\n', ''],
      safe: false,
    },
  },
  {
    when: 'a resource of version 2 has both profile and type',
    json: `{ "$schema": "${PROFILE}", "resources": [{ "name": "a", "path": "a.csv", "type": "table", «"profile"»: "tabular-data-resource", "schema": { "fields": [] } }] }`,
    yaml: `$schema: ${PROFILE}\nresources:\n  - name: a\n    path: a.csv\n    «profile»: tabular-data-resource\n    type: table\n    schema: {fields: []}\n`,
    fix: {
      json: ['"profile": "tabular-data-resource", ', ''],
      yaml: ['    profile: tabular-data-resource\n', ''],
    },
  },
]);
