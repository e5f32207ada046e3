import { describeNotFound, describeRule } from './twins.ts';

const PROFILE = 'https://datapackage.org/profiles/2.0/datapackage.json';

describeRule('datapackage/name-form', [
  {
    when: 'the name of a package of version 2 has capitals and blanks',
    severity: 'warning',
    json: `{ "$schema": "${PROFILE}", "name": «"Étude N° 3"», "resources": [{ "name": "a", "path": "a.csv" }] }`,
    yaml: `$schema: ${PROFILE}\nname: «'Étude N° 3'»\nresources: [{name: a, path: a.csv}]\n`,
    fix: { json: ['Étude N° 3', 'etude-n-3'], yaml: ['Étude N° 3', 'etude-n-3'], safe: false },
  },
  {
    when: 'version 1 demands it',
    severity: 'error',
    json: '{ "name": «"Alps"», "resources": [{ "name": "a", "path": "a.csv" }] }',
    yaml: 'name: «Alps»\nresources:\n  - name: a\n    path: a.csv\n',
    fix: { json: ['"Alps"', '"alps"'], yaml: ['Alps', 'alps'], safe: false },
  },
  {
    when: 'a name of version 1 holds a slash',
    severity: 'error',
    json: '{ "resources": [{ "name": «"a/b"», "path": "a.csv" }] }',
    yaml: 'resources:\n  - name: «a/b»\n    path: a.csv\n',
    fix: { json: ['a/b', 'a-b'], yaml: ['a/b', 'a-b'], safe: false },
  },
  {
    when: 'foreign keys refer to the resource',
    json: `{ "$schema": "${PROFILE}", "resources": [
  { "name": «"People List"», "path": "a.csv", "type": "table", "schema": { "fields": [{ "name": "id", "type": "integer" }],
    "primaryKey": ["id"] } },
  { "name": "pets", "path": "b.csv", "type": "table", "schema": { "fields": [{ "name": "owner", "type": "integer" }],
    "foreignKeys": [{ "fields": ["owner"], "reference": { "resource": "People List", "fields": ["id"] } }] } }
] }`,
    yaml: `$schema: ${PROFILE}
resources:
  - name: «People List»
    path: a.csv
    type: table
    schema:
      fields: [{name: id, type: integer}]
      primaryKey: [id]
  - name: pets
    path: b.csv
    type: table
    schema:
      fields: [{name: owner, type: integer}]
      foreignKeys:
        - fields: [owner]
          reference: {resource: People List, fields: [id]}
`,
    fix: {
      json: [
        '"People List", "path": "a.csv", "type": "table", "schema": { "fields": [{ "name": "id", "type": "integer" }],\n    "primaryKey": ["id"] } },\n  { "name": "pets", "path": "b.csv", "type": "table", "schema": { "fields": [{ "name": "owner", "type": "integer" }],\n    "foreignKeys": [{ "fields": ["owner"], "reference": { "resource": "People List"',
        '"people-list", "path": "a.csv", "type": "table", "schema": { "fields": [{ "name": "id", "type": "integer" }],\n    "primaryKey": ["id"] } },\n  { "name": "pets", "path": "b.csv", "type": "table", "schema": { "fields": [{ "name": "owner", "type": "integer" }],\n    "foreignKeys": [{ "fields": ["owner"], "reference": { "resource": "people-list"',
      ],
      yaml: [
        'People List\n    path: a.csv\n    type: table\n    schema:\n      fields: [{name: id, type: integer}]\n      primaryKey: [id]\n  - name: pets\n    path: b.csv\n    type: table\n    schema:\n      fields: [{name: owner, type: integer}]\n      foreignKeys:\n        - fields: [owner]\n          reference: {resource: People List',
        'people-list\n    path: a.csv\n    type: table\n    schema:\n      fields: [{name: id, type: integer}]\n      primaryKey: [id]\n  - name: pets\n    path: b.csv\n    type: table\n    schema:\n      fields: [{name: owner, type: integer}]\n      foreignKeys:\n        - fields: [owner]\n          reference: {resource: people-list',
      ],
      safe: false,
    },
  },
  {
    when: 'the better name is taken',
    json: `{ "$schema": "${PROFILE}", "resources": [{ "name": "a", "path": "a.csv" }, { "name": «"A"», "path": "b.csv" }] }`,
    yaml: `$schema: ${PROFILE}\nresources:\n  - {name: a, path: a.csv}\n  - {name: «A», path: b.csv}\n`,
  },
]);

describeRule('datapackage/time-in-name', [
  {
    when: 'the name of a package ends in a year',
    severity: 'info',
    json: '{ "name": «"gdp-2014"», "resources": [{ "name": "gdp-2014", "path": "a.csv" }] }',
    yaml: 'name: «gdp-2014»\nresources:\n  - name: gdp-2014\n    path: a.csv\n',
  },
  {
    when: 'the name of a package ends in a version',
    json: '{ "name": «"gdp-v1.2"», "resources": [{ "name": "a", "path": "a.csv" }] }',
    yaml: 'name: «gdp-v1.2»\nresources:\n  - name: a\n    path: a.csv\n',
  },
]);

describeNotFound(
  'datapackage/time-in-name',
  ['iso-3166', 's-and-p-500', 'covid-19', 'route66', 'iso-639-1'].map((name) => ({
    when: `the name is ${name}`,
    json: `{ "name": "${name}", "resources": [{ "name": "a", "path": "a.csv" }] }`,
    yaml: `name: ${name}\nresources:\n  - name: a\n    path: a.csv\n`,
  })),
);
