import { expect, test } from 'vitest';
import { LICENSES, licenseByAlias, licenseByName } from '#core/metadata/terms/licenses.ts';
import { packageJson, packageYaml } from './samples.ts';
import { describeNotFound, describeRule } from './twins.ts';

const RESOURCES = '"resources": [{ "name": "a", "path": "a.csv" }]';
const RESOURCES_YAML = 'resources:\n  - name: a\n    path: a.csv\n';

function json(members: string): string {
  return `{ ${members}, ${RESOURCES} }`;
}

function yaml(members: string): string {
  return `${members}\n${RESOURCES_YAML}`;
}

describeRule('datapackage/unknown-license', [
  {
    when: 'a licence is in other case',
    severity: 'warning',
    json: json('"licenses": [{ "name": «"cc-by-4.0"» }]'),
    yaml: yaml('licenses:\n  - name: «cc-by-4.0»'),
    fix: { json: ['cc-by-4.0', 'CC-BY-4.0'], yaml: ['cc-by-4.0', 'CC-BY-4.0'] },
  },
  {
    when: 'a licence is misspelt',
    severity: 'warning',
    json: json('"licenses": [{ "name": «"CC-BY-4"», "path": "https://example.org/" }]'),
    yaml: yaml('licenses:\n  - name: «CC-BY-4»\n    path: https://example.org/'),
    fix: { json: ['CC-BY-4', 'CC-BY-4.0'], yaml: ['CC-BY-4', 'CC-BY-4.0'], safe: false },
  },
  {
    when: 'a licence has no version',
    json: json('"licenses": [{ "name": «"odc-pddl"» }]'),
    yaml: yaml('licenses:\n  - name: «odc-pddl»'),
    fix: { json: ['odc-pddl', 'ODC-PDDL-1.0'], yaml: ['odc-pddl', 'ODC-PDDL-1.0'], safe: false },
  },
  {
    when: 'a licence of a resource is unknown, but its text is there',
    severity: 'info',
    json: packageJson(
      '{ "name": "a", "path": "a.csv", "licenses": [{ "name": «"House-Rules"», "path": "https://example.org/" }] }',
    ),
    yaml: packageYaml(
      '- name: a\n  path: a.csv\n  licenses:\n    - name: «House-Rules»\n      path: https://example.org/',
    ),
  },
]);

describeNotFound(
  'datapackage/unknown-license',
  [
    'CC0-1.0',
    'ODC-PDDL-1.0',
    'PDDL-1.0',
    'ODC-BY-1.0',
    'ODC-By-1.0',
    'other-open',
    'GPL-3.0',
    'LicenseRef-a',
  ].map((name) => ({
    when: `the licence is ${name}`,
    json: json(`"licenses": [{ "name": "${name}" }]`),
    yaml: yaml(`licenses:\n  - name: ${name}`),
  })),
);

describeRule('datapackage/license-instead-of-licenses', [
  {
    when: 'a package has one licence as text',
    severity: 'warning',
    json: json('«"license"»: "cc0-1.0"'),
    yaml: yaml('«license»: cc0-1.0 # free'),
    fix: {
      json: ['"license": "cc0-1.0"', '"licenses": [{ "name": "CC0-1.0" }]'],
      yaml: ['license: cc0-1.0 # free', 'licenses:\n  - name: CC0-1.0 # free'],
    },
  },
  {
    when: 'a package has one licence as an object of the drafts',
    json: json('«"license"»: { "type": "CC0-1.0", "url": "https://example.org/" }'),
    yaml: yaml('«license»: {type: CC0-1.0, url: https://example.org/}'),
    fix: {
      json: [
        '"license": { "type": "CC0-1.0", "url": "https://example.org/" }',
        '"licenses": [{ "name": "CC0-1.0", "path": "https://example.org/" }]',
      ],
      yaml: [
        'license: {type: CC0-1.0, url: https://example.org/}',
        'licenses: [{name: CC0-1.0, path: https://example.org/}]',
      ],
    },
  },
  {
    when: 'the text is a sentence',
    json: json('«"license"»: "Ask me before you use it"'),
    yaml: yaml('«license»: Ask me before you use it'),
  },
  {
    when: 'licenses are there, too',
    json: json('«"license"»: "CC0-1.0", "licenses": [{ "name": "CC0-1.0" }]'),
    yaml: yaml('«license»: CC0-1.0\nlicenses: [{name: CC0-1.0}]'),
  },
]);

test('all licences of SPDX are listed, each once, with a title and an address', () => {
  const spdx = LICENSES.filter((license) => license.spdx);
  expect(spdx.length).toBeGreaterThan(700);
  expect(new Set(LICENSES.map(({ name }) => name)).size).toBe(LICENSES.length);
  expect(LICENSES.filter(({ title }) => title === '')).toEqual([]);
  expect(spdx.filter(({ path }) => !/^https:\/\/\S+$/.test(path))).toEqual([]);
});

test('a licence is found in any case, as its list writes it, and by what people call it', () => {
  expect(licenseByName('apache-2.0')?.name).toBe('Apache-2.0');
  expect(licenseByName('ODC-By-1.0')?.name).toBe('ODC-By-1.0');
  expect(licenseByName('ODC-BY-1.0')?.spdx).toBe(false);
  expect(licenseByName('GPL-3.0')?.deprecated).toBe(true);
  expect(licenseByAlias('CC BY')?.name).toBe('CC-BY-4.0');
  expect(licenseByName('cc-by')).toBeUndefined();
});
