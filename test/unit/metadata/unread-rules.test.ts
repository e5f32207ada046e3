import { expect, test } from 'vitest';
import { LARGEST_PART, partsToRead } from '#core/metadata/datapackage/parts-to-read.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import type { FileFact, Surroundings } from '#core/metadata/surroundings.ts';
import { packageJson, packageYaml } from './samples.ts';
import { describeNotFound, describeRule } from './twins.ts';

/** A file of a size that is there, and what was read in it. */
function there(size: number, text?: string): Partial<Surroundings> {
  const document = text === undefined ? undefined : parseMetadata({ name: 'people.json', text });
  return {
    file: (path) => (path === 'people.json' ? { kind: 'file', size } : { kind: 'unknown' }),
    document: () => document,
  };
}

const JSON_SCHEMA = packageJson(
  '{ "name": "a", "path": "a.csv", "schema": «"people.json"», "type": "table" }',
);
const YAML_SCHEMA = packageYaml('- name: a\n  path: a.csv\n  schema: «people.json»\n  type: table');

describeRule('datapackage/unread-part', [
  {
    when: 'the schema is too large',
    severity: 'warning',
    around: there(50_000_000),
    json: JSON_SCHEMA,
    yaml: YAML_SCHEMA,
  },
  {
    when: 'the schema may not be read',
    severity: 'warning',
    around: there(50),
    json: JSON_SCHEMA,
    yaml: YAML_SCHEMA,
  },
  {
    when: 'the dialect was not read',
    severity: 'warning',
    around: there(50),
    json: packageJson(
      '{ "name": "a", "path": "a.csv", "dialect": «"people.json"», "type": "table", "schema": { "fields": [] } }',
    ),
    yaml: packageYaml(
      '- name: a\n  path: a.csv\n  dialect: «people.json»\n  type: table\n  schema: {fields: []}',
    ),
  },
]);

const UNMARKED = {
  json: JSON_SCHEMA.replace(/[«»]/g, ''),
  yaml: YAML_SCHEMA.replace(/[«»]/g, ''),
};

describeNotFound('datapackage/unread-part', [
  { when: 'it was read', around: there(13, '{"fields":[]}'), ...UNMARKED },
  { when: 'nobody may look', ...UNMARKED },
]);

test('of very many parts, or very large ones, the first are read', () => {
  const paths = Array.from({ length: 2_000 }, (_, index) => `${index}.json`);
  const sized = (size: number) => (): FileFact => ({ kind: 'file', size });
  expect(partsToRead(paths, sized(10))).toEqual(paths.slice(0, 500));
  expect(partsToRead(paths, sized(LARGEST_PART))).toEqual(paths.slice(0, 4));
  expect(partsToRead(paths, sized(LARGEST_PART + 1))).toEqual([]);
  expect(partsToRead(paths, () => ({ kind: 'special' }))).toEqual([]);
});
