import { describe, expect, test } from 'vitest';
import { type DescribedFolder, describePackage, sureKeys } from '#core/describe/describe-package.ts';
import { descriptorText } from '#core/describe/descriptor-text.ts';
import { mergeDescription } from '#core/describe/merge-description.ts';
import { checkMetadata } from '#core/metadata/check.ts';
import { type DescribedResource, describeResource } from '#core/metadata/datapackage/describe-resource.ts';
import { applyFormChanges } from '#core/metadata/form/apply-changes.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import type { ColumnFact, DataFact } from '#core/tableschema/data-fact.ts';
import { applyEdits } from '#test/unit/metadata/marks.ts';

function column(name: string, type: ColumnFact['type'], format?: string): ColumnFact {
  return { name, type, ...(format !== undefined && { format }), samples: [], basis: 'sample' };
}

const STATIONS: DataFact = {
  format: 'csv',
  bytes: 68,
  columns: [column('id', 'integer'), column('opened', 'date', '%d.%m.%Y')],
  dialect: { delimiter: ';', quoteChar: '"', lineTerminator: '\n', header: true },
  encoding: { name: 'windows-1252', bom: false },
  missingValues: ['-'],
};

/** A resource of a file, whose name is taken from then on. */
function described(path: string, data: DataFact, taken: Set<string>): DescribedResource {
  const { schema, ...resource } = describeResource(path, taken, { version: '2.0', data });
  taken.add(resource.name);
  return { ...resource, bytes: data.bytes, ...(schema && { schema }) };
}

function folder(...resources: DescribedFolder['resources']): DescribedFolder {
  return {
    name: 'Étoiles du Nord',
    resources,
    primaryKeys: [
      { resource: 'stations', fields: ['id'], confidence: 'certain', reason: '' },
      { resource: 'daily', fields: ['place'], confidence: 'possible', reason: '' },
    ],
    foreignKeys: [
      {
        resource: 'daily',
        fields: ['station'],
        confidence: 'certain',
        reason: '',
        reference: { resource: 'stations', fields: ['id'] },
      },
    ],
  };
}

describe('a resource of a data file', () => {
  test('says what readers would not assume', () => {
    expect(described('data/Stations.CSV', STATIONS, new Set())).toEqual({
      name: 'stations',
      type: 'table',
      path: 'data/Stations.CSV',
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'windows-1252',
      dialect: { delimiter: ';' },
      bytes: 68,
      schema: {
        fields: [
          { name: 'id', type: 'integer' },
          { name: 'opened', type: 'date', format: '%d.%m.%Y' },
        ],
        missingValues: ['', '-'],
      },
    });
  });

  test('names are as the standard wants them, and unique', () => {
    const taken = new Set<string>();
    const names = ['a/Données 2024.csv', 'b/Données 2024.csv', '.csv', 'x.tar.csv'].map(
      (path) => described(path, STATIONS, taken).name,
    );
    expect(names).toEqual(['donnees-2024', 'donnees-2024-2', 'csv', 'x.tar']);
  });
});

describe('a package of a folder', () => {
  const taken = new Set<string>();
  const found = folder(
    described('stations.csv', STATIONS, taken),
    described(
      'daily.parquet',
      { format: 'parquet', bytes: 9, columns: [column('station', 'integer'), column('place', 'string')] },
      taken,
    ),
  );

  test('holds the keys that are sure', () => {
    const { primaryKeys, foreignKeys } = sureKeys(found);
    expect(primaryKeys.map(({ resource }) => resource)).toEqual(['stations']);
    expect(foreignKeys.map(({ resource }) => resource)).toEqual(['daily']);
  });

  test.each(['datapackage.json', 'datapackage.yaml'])('has no finding but recommendations as %s', (name) => {
    const text = descriptorText(describePackage(found, sureKeys(found)), name);
    const problems = checkMetadata(parseMetadata({ name, text }), nowhere);
    expect(problems.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(text).toContain('etoiles-du-nord');
  });
});

describe('a folder described again', () => {
  const TEXT = `# ours
name: alps
resources:
  - name: the-stations # renamed by us
    path: stations.csv
    bytes: 1
    schema:
      fields:
        - name: id
          type: string # on purpose
        - name: closed
`;

  function merged(...paths: string[]): { text: string; notes: readonly string[] } {
    const document = parseMetadata({ name: 'datapackage.yaml', text: TEXT });
    const taken = new Set<string>();
    const found = folder(...paths.map((path) => described(path, STATIONS, taken)));
    const { changes, notes } = mergeDescription(document, found, sureKeys(found));
    const applied = applyFormChanges(document, changes);
    return { text: 'refused' in applied ? applied.refused : applyEdits(TEXT, applied.edits), notes };
  }

  test('keeps what people wrote and adds what is new', () => {
    const { text, notes } = merged('stations.csv');
    expect(text).toBe(
      `${TEXT.replace('bytes: 1', 'bytes: 68')}        - name: opened\n          type: date\n          format: "%d.%m.%Y"\n`,
    );
    expect(notes).toEqual([
      'Updated "bytes" of "the-stations".',
      'The field "closed" of "the-stations" is not in stations.csv any more: remove or rename it.',
      'Added the field "opened" to "the-stations".',
    ]);
  });

  test('gives a new file a resource of its own', () => {
    const { text, notes } = merged('stations.csv', 'more/the-stations.csv');
    expect(text).toContain('  - name: the-stations-2\n');
    expect(notes).toContain('Added the resource "the-stations-2" for more/the-stations.csv.');
    expect(text).toContain('type: string # on purpose');
  });

  test('a new file gets its keys, which name resources as people do', () => {
    const document = parseMetadata({ name: 'datapackage.yaml', text: TEXT });
    const taken = new Set<string>();
    const found = folder(described('stations.csv', STATIONS, taken), described('daily.csv', STATIONS, taken));
    const { changes } = mergeDescription(document, found, sureKeys(found));
    expect(changes.at(-1)).toMatchObject({
      kind: 'insert',
      value: { name: 'daily', schema: { foreignKeys: [{ reference: { resource: 'the-stations' } }] } },
    });
  });
});
