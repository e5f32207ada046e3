import { describe, expect, test } from 'vitest';
import { readConfig } from '#core/metadata/config/config-file.ts';
import { configurationFor } from '#core/metadata/config/configuration.ts';
import { describeAt } from '#core/metadata/hover.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import { chosen, item, labels } from './completing.ts';
import { withCursor } from './marks.ts';

const ADDRESS = 'https://example.org/profiles/house.json';

/** What an organisation may ask of its packages, in the words that profiles are mostly written with. */
const HOUSE = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'House rules',
  allOf: [
    { $ref: 'https://datapackage.org/profiles/2.0/datapackage.json' },
    {
      required: ['house:code'],
      properties: {
        title: { description: 'What the intranet calls it.' },
        project: { $ref: '#/definitions/project' },
        contributors: {
          items: {
            properties: {
              role: { enum: ['contact', 'principalInvestigator'] },
              roles: { items: { enum: ['contact', 'principalInvestigator'] } },
              orcid: { description: 'The ORCID of the person.', type: 'string' },
            },
          },
        },
        resources: { items: { $ref: 'resource' } },
        homepage: false,
      },
      patternProperties: { '^house:level\\d$': { description: 'How secret.', enum: [1, 2, 3] } },
    },
  ],
  definitions: {
    project: {
      type: 'object',
      additionalProperties: false,
      required: ['acronym'],
      properties: {
        acronym: { description: 'Its short name.', type: 'string' },
        design: {
          description: 'How places are chosen.',
          oneOf: [
            { const: 'simpleRandom', description: 'At random.' },
            { const: 'targeted', description: 'Where animals go.' },
          ],
        },
        phases: { type: 'array', items: { $ref: '#/definitions/phase' } },
      },
    },
    phase: { type: 'object', properties: { start: { description: 'The first day.', type: 'string' } } },
    resource: {
      $id: 'resource',
      properties: {
        owner: { description: 'The department.', enum: ['lab', 'field'] },
        schema: { properties: { fields: { items: { $ref: '#/definitions/field' } } } },
      },
      if: { properties: { name: { pattern: '^image' } }, required: ['name'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { properties: { camera: { description: 'Which camera.', type: 'string' } } },
      else: { properties: { station: { description: 'Which station.', type: 'string' } } },
    },
    field: {
      properties: {
        vocabulary: { description: 'Where its terms are from.', examples: ['https://rs.tdwg.org/'] },
        type: { enum: ['string', 'integer'] },
      },
      dependencies: { vocabulary: { properties: { 'vocabulary:version': { type: 'string' } } } },
    },
  },
};

function beside(
  files: Readonly<Record<string, unknown>>,
  schemas: Readonly<Record<string, string>>,
  path = 'datapackage.json',
): Surroundings {
  const parsed = new Map(
    Object.entries(files).map(([name, value]) => [
      name,
      parseMetadata({ name, text: JSON.stringify(value) }),
    ]),
  );
  const config = parseMetadata({ name: 'waybill.config.json', text: JSON.stringify({ schemas }) });
  return {
    ...nowhere,
    document: (name) => parsed.get(name),
    configuration: configurationFor({ path }, readConfig(config)),
  };
}

const MAPPED = beside({ 'house.json': HOUSE }, { [ADDRESS]: 'house.json' });
const pack = (members: string) => `{ "$schema": "${ADDRESS}", ${members} }`;
const yaml = (text: string) => `$schema: ${ADDRESS}\n${text}`;

function hover(name: string, text: string, surroundings: Surroundings = MAPPED): string {
  const { document, offset } = withCursor(name, text);
  return describeAt(document, offset, surroundings)?.markdown ?? '';
}

describe('properties of a profile deep inside of a package', () => {
  test.each([
    ['the definition of an object', '"project": { ‸ }', ['acronym', 'design', 'phases']],
    ['a list of objects behind a reference', '"project": { "phases": [{ ‸ }] }', ['start']],
    ['contributors', '"contributors": [{ ‸ }]', ['orcid', 'title', 'roles']],
    ['resources, by the name of a schema', '"resources": [{ ‸ }]', ['owner', 'station', 'path']],
    ['resources by a condition on a pattern', '"resources": [{ "name": "images", ‸ }]', ['camera', 'owner']],
    ['fields', '"resources": [{ "schema": { "fields": [{ ‸ }] } }]', ['vocabulary', 'name', 'constraints']],
    [
      'fields, because of another property',
      '"resources": [{ "schema": { "fields": [{ "vocabulary": "x", ‸ }] } }]',
      ['vocabulary:version'],
    ],
    ['the package, though only asked for', '‸', ['house:code']],
  ])('are offered: %s', (_, members, expected) => {
    expect(labels('datapackage.json', pack(members), MAPPED)).toEqual(expect.arrayContaining(expected));
  });

  test.each([
    ['of the branch of a condition that does not hold', '"resources": [{ "name": "images", ‸ }]', 'station'],
    ['that the profile forbids', '‸', 'homepage'],
  ])('are not offered: %s', (_, members, unwanted) => {
    expect(labels('datapackage.json', pack(members), MAPPED)).not.toContain(unwanted);
  });

  test('are offered in YAML', () => {
    expect(labels('datapackage.yaml', yaml('project:\n  ‸\n'), MAPPED)).toEqual([
      'acronym',
      'design',
      'phases',
    ]);
  });

  test('say what they are', () => {
    const camera = item('datapackage.json', pack('"resources": [{ "name": "images", ‸ }]'), 'camera', MAPPED);
    expect(camera.documentation).toContain('Which camera.');
    expect(camera.detail).toBe('text');
  });

  test('are written as what they hold', () => {
    expect(chosen('datapackage.json', pack('"project": { ‸ }'), 'phases', MAPPED)).toContain('"phases": [');
    expect(chosen('datapackage.yaml', yaml('project:\n  ‸\n'), 'phases', MAPPED)).toContain(
      'phases:\n    - {‸}',
    );
  });
});

describe('values of a profile', () => {
  test.each([
    ['"project": { "design": "‸" }', ['simpleRandom', 'targeted']],
    ['"contributors": [{ "title": "x", "roles": ["‸"] }]', ['contact', 'principalInvestigator']],
    ['"resources": [{ "owner": ‸ }]', ['lab', 'field']],
    ['"resources": [{ "schema": { "fields": [{ "type": "‸" }] } }]', ['string', 'integer']],
    ['"resources": [{ "schema": { "fields": [{ "vocabulary": "‸" }] } }]', ['https://rs.tdwg.org/']],
    ['"house:level1": ‸', ['1', '2', '3']],
  ])('%s: these and no others', (members, expected) => {
    const found = labels('datapackage.json', pack(members), MAPPED);
    expect([...found].sort()).toEqual([...expected].sort());
  });

  test('are written as what they are', () => {
    expect(chosen('datapackage.json', pack('"house:level1": ‸'), '2', MAPPED)).toContain('"house:level1": 2');
  });

  test('say what they stand for', () => {
    const about = item('datapackage.json', pack('"project": { "design": "‸" }'), 'targeted', MAPPED);
    expect(about.documentation).toContain('Where animals go.');
  });
});

describe('what a profile says of a place', () => {
  test.each([
    ['datapackage.json', pack('"project": { "acr‸onym": "x" }'), 'Its short name.'],
    ['datapackage.json', pack('"project": { "design": "tar‸geted" }'), 'Where animals go.'],
    ['datapackage.json', pack('"project": { "phases": [{ "sta‸rt": "x" }] }'), 'The first day.'],
    ['datapackage.json', pack('"resources": [{ "name": "images", "cam‸era": "x" }]'), 'Which camera.'],
    ['datapackage.json', pack('"house:le‸vel2": 1'), 'How secret.'],
    ['datapackage.json', pack('"ti‸tle": "x"'), 'House rules'],
    ['datapackage.json', pack('"ti‸tle": "x"'), 'What the intranet calls it.'],
    ['datapackage.json', pack('"ti‸tle": "x"'), 'Specification'],
    ['datapackage.yaml', yaml('resources:\n  - own‸er: lab\n'), 'The department.'],
  ])('%s %s', (name, text, words) => {
    expect(hover(name, text)).toContain(words);
  });
});

describe('a profile of what has a file of its own', () => {
  const FIELD = {
    properties: { fields: { items: { properties: { unit: { description: 'SI.', enum: ['m', 's'] } } } } },
  };
  const STATION = { properties: { station: { description: 'Where it stood.', type: 'string' } } };
  const DIALECT = { properties: { writtenBy: { description: 'The device.', type: 'string' } } };
  const files = { 'field.json': FIELD, 'station.json': STATION, 'dialect.json': DIALECT };

  test.each([
    ['people.tableschema.json', '{ "$schema": "field.json", "fields": [{ ‸ }] }', 'unit'],
    ['people.tableschema.json', '{ "$schema": "field.json", "fields": [{ "unit": "‸" }] }', 's'],
    ['a.tabledialect.json', '{ "$schema": "dialect.json", ‸ }', 'writtenBy'],
    ['a.dataresource.json', '{ "$schema": "station.json", ‸ }', 'station'],
  ])('%s, named by the file: %s', (name, text, label) => {
    expect(labels(name, text, beside(files, {}))).toContain(label);
  });

  test('that the team asks for by a glob', () => {
    const path = 'schemas/people.tableschema.json';
    const surroundings = beside({ '../field.json': FIELD }, { 'schemas/*.json': 'field.json' }, path);
    const text = '{ "fields": [{ "un‸it": "m" }] }';
    expect(hover('people.tableschema.json', text, surroundings)).toContain('SI.');
  });

  test('of a resource of version 1', () => {
    const text = '{ "resources": [{ "profile": "station.json", ‸ }, {}] }';
    expect(labels('datapackage.json', text, beside(files, {}))).toContain('station');
    const other = '{ "resources": [{ "profile": "station.json" }, { ‸ }] }';
    expect(labels('datapackage.json', other, beside(files, {}))).not.toContain('station');
    const word = '{ "resources": [{ "profile": "station.json", "sta‸tion": "" }] }';
    expect(hover('datapackage.json', word, beside(files, {}))).toContain('Where it stood.');
  });
});
