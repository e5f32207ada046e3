import { describeNotFound, describeRule } from './twins.ts';

const PROFILE = 'https://datapackage.org/profiles/2.0/datapackage.json';
const RESOURCES = '"resources": [{ "name": "a", "path": "a.csv" }]';
const RESOURCES_YAML = 'resources:\n  - name: a\n    path: a.csv\n';

/** A package 2.0 with members before its resources. */
function json(members: string): string {
  return `{ "$schema": "${PROFILE}", ${members}, ${RESOURCES} }`;
}

function yaml(members: string): string {
  return `$schema: ${PROFILE}\n${members}\n${RESOURCES_YAML}`;
}

describeRule('datapackage/missing-recommended-property', [
  {
    when: 'a package says nothing of itself',
    severity: 'info',
    json: `«{» "$schema": "${PROFILE}", ${RESOURCES} }`,
    yaml: `«$schema»: ${PROFILE}\n${RESOURCES_YAML}`,
  },
  {
    when: 'a package of version 1 has no id',
    severity: 'info',
    json: `«{» "name": "a", "licenses": [{ "name": "CC0-1.0" }], ${RESOURCES} }`,
    yaml: `«name»: a\nlicenses: [{name: CC0-1.0}]\n${RESOURCES_YAML}`,
  },
]);

describeNotFound('datapackage/missing-recommended-property', [
  {
    when: 'name, id and licenses are there',
    json: json('"name": "a", "id": "https://doi.org/10.1/a", "licenses": [{ "name": "CC0-1.0" }]'),
    yaml: yaml('name: a\nid: https://doi.org/10.1/a\nlicenses: [{name: CC0-1.0}]'),
  },
  {
    when: 'the document is a resource by itself',
    names: ['dataresource.json', 'dataresource.yaml'],
    json: '{ "name": "a", "path": "a.csv" }',
    yaml: 'name: a\npath: a.csv\n',
  },
]);

describeRule('datapackage/ambiguous-id', [
  {
    when: 'an id is a short name',
    severity: 'info',
    json: json('"id": «"my-data"»'),
    yaml: yaml('id: «my-data»'),
  },
]);

describeNotFound(
  'datapackage/ambiguous-id',
  [
    'https://doi.org/10.1594/PANGAEA.726855',
    '10.1594/PANGAEA.726855',
    'doi:10.1594/PANGAEA.726855',
    'b03ec84-77fd-4270-813b-0c698943f7ce',
    'urn:uuid:f47ac10b-58cc-4372-a567-0e02b2c3d479',
    '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'ark:/12148/btv1b8449691v',
  ].map((id) => ({ when: `the id is ${id}`, json: json(`"id": "${id}"`), yaml: yaml(`id: "${id}"`) })),
);

describeRule('datapackage/version-form', [
  {
    when: 'a version has two numbers',
    severity: 'info',
    json: json('"version": «"1.2"»'),
    yaml: yaml('version: «"1.2"» # of May'),
    fix: { json: ['"1.2"', '"1.2.0"'], yaml: ['"1.2"', '"1.2.0"'], safe: false },
  },
  {
    when: 'a version starts with v',
    json: json('"version": «"v0.1.0-beta.2"»'),
    yaml: yaml('version: «v0.1.0-beta.2»'),
    fix: { json: ['"v0.1', '"0.1'], yaml: ['v0.1.0-beta.2', '"0.1.0-beta.2"'], safe: false },
  },
  {
    when: 'a version is a date',
    json: json('"version": «"2018-05-01"»'),
    yaml: yaml('version: «"2018-05-01"»'),
  },
]);

describeNotFound(
  'datapackage/version-form',
  ['1.0.0', '0.1.0-alpha.1+build.5'].map((version) => ({
    when: `the version is ${version}`,
    json: json(`"version": "${version}"`),
    yaml: yaml(`version: ${version}`),
  })),
);

const MAY = () => Date.parse('2024-05-01T12:00:00Z');

describeRule('datapackage/created-in-future', [
  {
    when: 'a package is of the year after',
    severity: 'warning',
    around: { now: MAY },
    json: json('"created": «"2025-05-01T12:00:00Z"»'),
    yaml: yaml('created: «"2025-05-01T12:00:00Z"»'),
  },
]);

describeNotFound('datapackage/created-in-future', [
  {
    when: 'a package is of the same day, in another time zone',
    around: { now: MAY },
    json: json('"created": "2024-05-02T01:00:00Z"'),
    yaml: yaml('created: "2024-05-02T01:00:00Z"'),
  },
  {
    when: 'nobody tells the time',
    json: json('"created": "2999-01-01T00:00:00Z"'),
    yaml: yaml('created: "2999-01-01T00:00:00Z"'),
  },
]);

describeRule('datapackage/duplicate-keyword', [
  {
    when: 'a keyword repeats',
    severity: 'warning',
    json: json('"keywords": ["snow", "ice", «"snow"»]'),
    yaml: yaml('keywords:\n  - snow\n  - ice # frozen\n  - «snow»'),
    fix: { json: [', "snow"]', ']'], yaml: ['ice # frozen\n  - snow', 'ice # frozen'] },
  },
]);
