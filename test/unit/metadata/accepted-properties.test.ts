import { describeNotFound } from './twins.ts';

const PROFILE = 'https://datapackage.org/profiles/2.0/datapackage.json';

// Nothing at all is found: the code is only to name the group.
describeNotFound('datapackage/misspelt-property', [
  {
    when: 'a schema has what version 2.1 adds',
    names: ['tableschema.json', 'tableschema.yaml'],
    json: `{ "$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "name": "people", "title": "People", "description": "All of them",
      "homepage": "https://example.org/", "version": "1.0.0", "created": "2024-05-01T12:00:00Z", "keywords": ["a"],
      "contributors": [{ "title": "Ada" }], "examples": [{ "path": "a.csv" }], "fields": [{ "name": "id", "type": "integer" }] }`,
    yaml: `$schema: https://datapackage.org/profiles/2.0/tableschema.json
name: people
homepage: https://example.org/
version: 1.0.0
keywords: [a]
contributors: [{title: Ada}]
examples: [{path: a.csv}]
fields: [{name: id, type: integer}]
`,
  },
  {
    when: 'a package has what recipes and tools have',
    json: `{ "$schema": "${PROFILE}", "languages": ["en", "de"], "_platformVersion": 7, "views": [], "related": [], "dc:temporal": {},
      "resources": [{ "name": "a", "path": "a.zip", "compression": "zip", "_cache": "a", "scheme": "file", "resources": [] }] }`,
    yaml: `$schema: ${PROFILE}
languages: [en, de]
_platformVersion: 7
related: []
resources:
  - name: a
    path: a.zip
    compression: zip
    scheme: file
    innerpath: a.csv
`,
  },
  {
    when: 'a resource has no credits of its own, which it inherits',
    json: `{ "$schema": "${PROFILE}", "licenses": [{ "name": "CC0-1.0" }], "sources": [{ "title": "Office" }], "resources": [{ "name": "a", "path": "a.csv" }] }`,
    yaml: `$schema: ${PROFILE}\nlicenses: [{name: CC0-1.0}]\nsources: [{title: Office}]\nresources: [{name: a, path: a.csv}]\n`,
  },
]);
