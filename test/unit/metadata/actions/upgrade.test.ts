import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkMetadata } from '#core/metadata/check.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import { take } from './offered.ts';

const V1 = `name: birds # the name
profile: tabular-data-package
contributors:
  - title: Ada
    role: author # since 2010
resources:
  - name: sightings
    path: sightings.csv
    profile: tabular-data-resource
    dialect:
      delimiter: ";"
      csvddfVersion: 1.2
    schema:
      fields:
        - name: id
        - {name: day, type: date, format: "fmt:%d.%m.%Y"}
        # the parent
        - name: parent
          type: string
      primaryKey: id
      foreignKeys:
        - fields: parent
          reference:
            resource: ""
            fields: id
`;

const V2 = `name: birds # the name
$schema: https://datapackage.org/profiles/2.0/datapackage.json
contributors:
  - title: Ada
    roles:
      - author # since 2010
resources:
  - name: sightings
    path: sightings.csv
    type: table
    dialect:
      delimiter: ";"
    schema:
      fields:
        - name: id
          type: string
        - {name: day, type: date, format: "%d.%m.%Y"}
        # the parent
        - name: parent
          type: string
      primaryKey:
        - id
      foreignKeys:
        - fields:
            - parent
          reference:
            fields:
              - id
`;

test('an upgrade says in version 2 what the package said in version 1', () => {
  expect(take('upgrade', 'datapackage.yaml', V1)?.text).toBe(V2);
});

test('a package of version 2 needs none', () => {
  expect(take('upgrade', 'datapackage.yaml', V2)).toBeUndefined();
});

test.each([
  [
    'the resources of a tabular package are tables',
    '{"profile":"tabular-data-package","resources":[{"name":"a","path":"a.csv","schema":{"fields":[]}}]}',
    '{"$schema":"https://datapackage.org/profiles/2.0/datapackage.json","resources":[{"name":"a","type":"table","path":"a.csv","schema":{"fields":[]}}]}',
  ],
  [
    'a dialect of which nothing is left goes',
    '{ "resources": [{ "name": "a", "path": "a.csv", "dialect": { "csvddfVersion": 1.2 } }] }',
    '{ "$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "resources": [{ "name": "a", "path": "a.csv" }] }',
  ],
  [
    'a profile of somebody else stays',
    '{ "profile": "https://example.org/own.json", "resources": [] }',
    '{ "$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "profile": "https://example.org/own.json", "resources": [] }',
  ],
  [
    'the old address of the registry is known',
    '{ "profile": "https://specs.frictionlessdata.io/schemas/data-package.json" }',
    '{ "$schema": "https://datapackage.org/profiles/2.0/datapackage.json" }',
  ],
  [
    'what says "$schema" of version 1 says that of version 2',
    '{ "$schema": "https://datapackage.org/profiles/1.0/datapackage.json", "profile": "data-package", "name": "a" }',
    '{ "$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": "a" }',
  ],
])('%s', (_, before, after) => {
  expect(take('upgrade', 'datapackage.json', before)?.text).toBe(after);
});

test('a table schema of its own is upgraded, too', () => {
  expect(
    take('upgrade', 'tableschema.json', '{ "fields": [{ "name": "id" }], "primaryKey": "id" }')?.text,
  ).toBe(
    '{ "$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "fields": [{ "name": "id", "type": "string" }], "primaryKey": ["id"] }',
  );
});

const CORPUS = '../shared/corpus/datapackages';
const packages = existsSync(CORPUS)
  ? readdirSync(CORPUS, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\/files\/.*\.(?:json|ya?ml)$/.test(path),
    )
  : [];

describe.skipIf(packages.length === 0)('packages of version 1 out in the world', () => {
  /** Codes that are about the version of a document. */
  const aboutVersions =
    /profile|role-instead|version-not-stated|url-instead|removed|obsolete|key-as-text|fmt/;
  const valid = packages.flatMap((path) => {
    const text = readFileSync(`${CORPUS}/${path}`, 'utf8');
    const document = parseMetadata({ name: path, text });
    const isValid = checkMetadata(document, nowhere).every(({ severity }) => severity !== 'error');
    return document.version === '1.0' && document.kind === 'datapackage' && isValid ? [{ path, text }] : [];
  });

  test('are there', () => {
    expect(valid.length).toBeGreaterThan(20);
  });

  test.each(valid)('$path is valid in version 2 after the upgrade', ({ path, text }) => {
    const upgraded = take('upgrade', path, text)?.text ?? '';
    const after = parseMetadata({ name: path, text: upgraded });
    const left = checkMetadata(after, nowhere).filter(
      ({ severity, code }) => severity === 'error' || aboutVersions.test(code),
    );
    expect(after.version).toBe('2.0');
    expect(left.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  });
});
