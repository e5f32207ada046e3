import { describe, expect, test } from 'vitest';
import { checkMetadata } from '#core/metadata/check.ts';
import { completionsAt } from '#core/metadata/completion.ts';
import { readConfig } from '#core/metadata/config/config-file.ts';
import { configurationFor } from '#core/metadata/config/configuration.ts';
import { wantedFacts } from '#core/metadata/datapackage/wanted-facts.ts';
import { describeAt } from '#core/metadata/hover.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import { marked } from './marks.ts';

const ADDRESS = 'https://example.org/profiles/survey-1.0.json';
const SURVEY = `{
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "Survey",
  "allOf": [
    { "$ref": "https://datapackage.org/profiles/2.0/datapackage.json" },
    {
      "required": ["survey:method"],
      "properties": {
        "survey:method": { "description": "How people were asked.", "enum": ["phone", "web"] },
        "survey:persons": { "type": "integer", "exclusiveMinimum": 0 }
      },
      "not": { "required": ["homepage"] }
    }
  ]
}`;

/** Surroundings with these JSON files, and a configuration if there is one among them. */
function beside(files: Readonly<Record<string, string>>, config = ''): Surroundings {
  const document = parseMetadata({ name: 'waybill.config.yaml', text: config });
  const parsed = new Map(
    Object.entries(files).map(([path, text]) => [path, parseMetadata({ name: path, text })]),
  );
  return {
    ...nowhere,
    file: (path) => {
      const text = files[path];
      return text === undefined ? { kind: 'missing' } : { kind: 'file', size: text.length };
    },
    document: (path) => parsed.get(path),
    configuration: configurationFor({ path: 'datapackage.json' }, readConfig(document)),
  };
}

const MAPPED = beside({ 'p.json': SURVEY }, `schemas: { "${ADDRESS}": p.json }`);

function packageWith(members: string, schema = ADDRESS): string {
  return `{ "$schema": "${schema}", ${members} "resources": [{ "name": "a", "data": [] }] }`;
}

/** `code «marked»` of what is found that is not mere advice on the package. */
function found(text: string, surroundings: Surroundings): string[] {
  const document = parseMetadata({ name: 'datapackage.json', text });
  return checkMetadata(document, surroundings)
    .filter(({ code }) => !/recommended/.test(code))
    .map(({ code, offset, length }) => `${code} «${text.slice(offset, offset + length)}»`);
}

test('a profile that is too large to read is not taken for satisfied', () => {
  const surroundings: Surroundings = {
    ...MAPPED,
    file: () => ({ kind: 'file', size: 2_000_000_000 }),
    document: () => undefined,
  };
  expect(found(packageWith(''), surroundings)).toEqual([`datapackage/broken-profile «"${ADDRESS}"»`]);
});

describe('a profile that is mapped to a file', () => {
  test.each([
    ['', 'datapackage/missing-property', '{'],
    ['"survey:method": "post",', 'datapackage/unknown-value', '"post"'],
    ['"survey:method": "wbe",', 'datapackage/unknown-value', '"wbe"'],
    ['"survey:method": "web", "survey:persons": 0,', 'datapackage/out-of-range', '0'],
    ['"survey:method": "web", "survey:persons": "ten",', 'datapackage/wrong-type', '"ten"'],
    ['"survey:method": "web", "homepage": "https://e.org",', 'datapackage/profile-mismatch', '{'],
  ])('with %j finds %s', (members, code, at) => {
    expect(found(packageWith(members), MAPPED)).toEqual([`${code} «${at}»`]);
  });

  test('is satisfied without a word', () => {
    expect(found(packageWith('"survey:method": "web",'), MAPPED)).toEqual([]);
  });

  test('says whose it is', () => {
    const document = parseMetadata({ name: 'datapackage.json', text: packageWith('') });
    const messages = checkMetadata(document, MAPPED).map(({ message }) => message);
    expect(messages).toContain('The file needs "survey:method". The profile "Survey" asks for this.');
  });

  test('does not say again what the standard finds', () => {
    const text = `{ "$schema": "${ADDRESS}", "survey:method": "web", "title": 7, "resources": [] }`;
    const twice = beside(
      { 'p.json': '{ "properties": { "title": { "type": "string" }, "resources": { "minItems": 1 } } }' },
      `schemas: { "${ADDRESS}": p.json }`,
    );
    expect(found(text, twice)).toEqual(found(text, MAPPED));
  });

  test('is completed and explained like the standard', () => {
    const { text, ranges } = marked(packageWith('«"survey:method"»: "",'));
    const document = parseMetadata({ name: 'datapackage.json', text });
    const key = ranges[0]?.offset ?? 0;
    expect(describeAt(document, key + 2, MAPPED)?.markdown).toContain('How people were asked.');
    const values = completionsAt(document, text.indexOf('""') + 1, MAPPED).items.map(({ label }) => label);
    expect(values).toEqual(expect.arrayContaining(['phone', 'web']));
    const keys = completionsAt(document, text.indexOf(', "resources"') + 2, MAPPED).items;
    expect(keys.map(({ label }) => label)).toEqual(expect.arrayContaining(['survey:persons', 'title']));
  });
});

test('a profile that doubles with each level of the document is completed soon', () => {
  const again = { properties: { a: { $ref: '#' } } };
  const surroundings = beside(
    { 'p.json': JSON.stringify({ allOf: [again, again] }) },
    `schemas: { "${ADDRESS}": p.json }`,
  );
  const text = packageWith(`${'"a": {'.repeat(60)} ${'}'.repeat(60)},`);
  const document = parseMetadata({ name: 'datapackage.json', text });
  expect(completionsAt(document, text.lastIndexOf('{ }') + 1, surroundings).items.length).toBeLessThan(200);
});

describe('which profile a package has', () => {
  test.each([
    [packageWith('"survey:method": "web",', 'p.json'), ['datapackage/local-profile «"p.json"»']],
    [packageWith('', 'p.json'), ['datapackage/missing-property «{»', 'datapackage/local-profile «"p.json"»']],
    [packageWith('', 'q.json'), ['datapackage/missing-file «"q.json"»']],
    [packageWith('', '../p.json'), ['datapackage/unsafe-path «"../p.json"»']],
    [packageWith('', 'https://e.org/x.json'), ['datapackage/profile-not-known «"https://e.org/x.json"»']],
    [packageWith('', 'https://datapackage.org/profiles/2.0/datapackage.json'), []],
    [packageWith('', 'https://datapackage.org/profiles/2.1/datapackage.json'), []],
    [packageWith('', '2.0'), ['datapackage/wrong-form «"2.0"»']],
    [packageWith('', ''), ['datapackage/empty «""»']],
  ])('%j: %j', (text, expected) => {
    expect(found(text, beside({ 'p.json': SURVEY }))).toEqual(expected);
  });

  test('version 1 names it by "profile"', () => {
    const text = `{ "profile": "${ADDRESS}", "name": "x", "resources": [{ "name": "a", "data": [] }] }`;
    expect(found(text, MAPPED)).toEqual(['datapackage/missing-property «{»']);
    expect(found(text, beside({}))).toEqual([`datapackage/profile-not-known «"${ADDRESS}"»`]);
    expect(found(text.replace(ADDRESS, 'tabular-data-package'), beside({})).join()).not.toContain(
      'profile-not',
    );
  });

  test('a team may ask for more, by globs', () => {
    const surroundings = beside(
      { 'house.json': '{ "title": "House", "required": ["title"] }' },
      'schemas: { "**/datapackage.json": house.json, "other/**": none.json }',
    );
    const text = packageWith('', 'https://datapackage.org/profiles/2.0/datapackage.json');
    expect(found(text, surroundings)).toEqual(['datapackage/missing-property «{»']);
  });

  test.each([
    ['{ "a": ', 'its text cannot be read'],
    ['[]', 'it holds no object'],
    ['{ "$schema": "http://json-schema.org/draft-03/schema#" }', 'draft-03'],
  ])('one that holds %j is not checked', (text, words) => {
    const surroundings = beside({ 'p.json': text }, `schemas: { "${ADDRESS}": p.json }`);
    const document = parseMetadata({ name: 'datapackage.json', text: packageWith('') });
    expect(checkMetadata(document, surroundings)).toContainEqual(
      expect.objectContaining({
        code: 'datapackage/broken-profile',
        message: expect.stringContaining(words),
      }),
    );
  });

  test('where nobody may look, nothing is said of files', () => {
    expect(found(packageWith('', 'p.json'), nowhere)).toEqual([]);
  });
});

describe('a profile of a resource of version 1', () => {
  const RESOURCE =
    '{ "title": "Station", "required": ["station"], "properties": { "station": { "type": "integer" } } }';
  const of = (profile: string, station = '"x"') =>
    `{ "profile": "data-package", "resources": [{ "name": "a", "data": [], "profile": "${profile}", "station": ${station} }, { "name": "b", "data": [] }] }`;

  test.each([
    ['a file', 'station.json', beside({ 'station.json': RESOURCE })],
    ['an address', ADDRESS, beside({ 'station.json': RESOURCE }, `schemas: { "${ADDRESS}": station.json }`)],
  ])('that names %s is held against this resource', (_, profile, surroundings) => {
    expect(found(of(profile), surroundings)).toContain('datapackage/wrong-type «"x"»');
    expect(
      found(of(profile, '5'), surroundings).filter((each) => /wrong-type|missing-property/.test(each)),
    ).toEqual([]);
  });

  test('is looked up', () => {
    const document = parseMetadata({ name: 'datapackage.json', text: of('station.json') });
    expect(wantedFacts(document).documents).toEqual(['station.json']);
  });

  test('that is not there is told of, once', () => {
    const twice = of('gone.json').replace('"name": "b"', '"name": "b", "profile": "gone.json"');
    expect(found(twice, beside({})).filter((each) => each.includes('gone.json'))).toEqual([
      'datapackage/missing-file «"gone.json"»',
    ]);
  });

  test('does nothing in version 2', () => {
    const text = of('station.json').replace(
      '"profile": "data-package"',
      '"$schema": "https://datapackage.org/profiles/2.0/datapackage.json"',
    );
    expect(
      found(text, beside({ 'station.json': RESOURCE })).some((each) => each.includes('wrong-type')),
    ).toBe(false);
  });
});
