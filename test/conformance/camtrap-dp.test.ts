import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkMetadata } from '#core/metadata/check.ts';
import { completionsAt } from '#core/metadata/completion.ts';
import { readConfig } from '#core/metadata/config/config-file.ts';
import { configurationFor } from '#core/metadata/config/configuration.ts';
import { describeAt } from '#core/metadata/hover.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import { SPECS } from './metadata-oracle.ts';

/** Camtrap DP, a profile of version 1 for camera traps: draft-04, with alternatives, patterns and a remote `$ref`. */
const PROFILES = path.join(SPECS, 'frictionless-profiles');
const VERSIONS = existsSync(PROFILES)
  ? readdirSync(PROFILES).filter((name) => name.startsWith('camtrap'))
  : [];
const ADDRESS = 'https://raw.githubusercontent.com/tdwg/camtrap-dp/';

function mapped(version: string): Surroundings {
  const file = path.join(PROFILES, version, 'camtrap-dp-profile.json');
  const profile = parseMetadata({ name: 'camtrap.json', text: readFileSync(file, 'utf8') });
  const text = JSON.stringify({ schemas: { [addressOf(version)]: 'camtrap.json' } });
  const config = readConfig(parseMetadata({ name: 'waybill.config.json', text }));
  return {
    ...nowhere,
    document: (name) => (name === 'camtrap.json' ? profile : undefined),
    configuration: configurationFor({ path: 'datapackage.json' }, config),
  };
}

function addressOf(version: string): string {
  return `${ADDRESS}${version.replace('camtrap-dp-', '')}/camtrap-dp-profile.json`;
}

/** A package of camera traps with all that the profile asks for. */
function camtrap(version: string): Record<string, unknown> {
  const number = version.replace('camtrap-dp-', '');
  return {
    profile: addressOf(version),
    name: 'camtrap-example',
    created: '2024-05-01T12:00:00Z',
    contributors: [{ title: 'Ada', role: 'contact' }],
    project: {
      title: 'Badgers',
      samplingDesign: 'simpleRandom',
      captureMethod: ['activityDetection'],
      individualAnimals: false,
      observationLevel: ['media'],
    },
    spatial: { type: 'Point', coordinates: [4, 51] },
    temporal: { start: '2024-01-01', end: '2024-02-01' },
    taxonomic: [{ scientificName: 'Meles meles' }],
    resources: ['deployments', 'media', 'observations'].map((name) => ({
      name,
      path: `${name}.csv`,
      profile: 'tabular-data-resource',
      schema: `${ADDRESS}${number}/${name}-table-schema.json`,
    })),
  };
}

function errorsIn(version: string, value: unknown): string[] {
  const document = parseMetadata({ name: 'datapackage.json', text: JSON.stringify(value) });
  return checkMetadata(document, mapped(version))
    .filter(({ severity }) => severity === 'error')
    .map(({ code, pointer }) => `${code} ${pointer}`);
}

describe.skipIf(VERSIONS.length === 0).each(VERSIONS.length === 0 ? ['none'] : VERSIONS)('%s', (version) => {
  test('a package that has all it asks for has no error', () => {
    expect(errorsIn(version, camtrap(version))).toEqual([]);
  });

  test.each([
    ['project', undefined, 'datapackage/missing-property '],
    ['contributors', [{ title: 'Ada', role: 'boss' }], 'datapackage/unknown-value /contributors/0/role'],
    ['temporal', { start: '2024-01-01' }, 'datapackage/missing-property /temporal'],
    ['taxonomic', [{}], 'datapackage/missing-property /taxonomic/0'],
    ['temporal', { start: 'January', end: '2024-02-01' }, 'datapackage/wrong-form /temporal/start'],
  ])('with %s %j it has one', (name, value, expected) => {
    expect(errorsIn(version, { ...camtrap(version), [name]: value })).toEqual([expected]);
  });

  test('a resource without what its table needs is told of that, not of the alternatives', () => {
    const value = camtrap(version);
    const resources = Array.isArray(value['resources']) ? value['resources'] : [];
    const { schema: _, ...first } = resources[0];
    const found = errorsIn(version, { ...value, resources: [first, ...resources.slice(1)] });
    expect(found).toEqual(['datapackage/missing-property /resources/0']);
  });

  test('hover explains its properties', () => {
    const text = JSON.stringify(camtrap(version));
    const document = parseMetadata({ name: 'datapackage.json', text });
    expect(describeAt(document, text.indexOf('"samplingDesign"') + 2, mapped(version))?.markdown).toMatch(
      /sampling/i,
    );
  });

  test.each([
    ['"role":"contact"', ['contact', 'contributor', 'principalInvestigator', 'publisher', 'rightsHolder']],
    ['"name":"media"', ['deployments', 'media', 'observations']],
    ['"samplingDesign":"simpleRandom"', ['clusteredRandom', 'simpleRandom', 'targeted']],
  ])('offers what it allows in place of %s', (member, expected) => {
    const text = JSON.stringify(camtrap(version));
    const document = parseMetadata({ name: 'datapackage.json', text });
    const offset = text.indexOf(member) + member.indexOf(':') + 2;
    const found = completionsAt(document, offset, mapped(version)).items.map(({ label }) => label);
    expect(found).toEqual(expect.arrayContaining(expected));
    if (member.startsWith('"role"')) {
      expect(found).toHaveLength(expected.length);
    }
  });
});
